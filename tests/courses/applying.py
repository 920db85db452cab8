"""What people type into the forms of applying and of setting up."""

import uuid
from datetime import date
from io import BytesIO

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from tests.factories.courses import ApplicationFactory
from tests.factories.people import (
    ConsentFactory,
    UserFactory,
)

PIN = "271828"


def who(**changes):
    return {
        "full_name": "Siti Nur'aini",
        "birth_on": "2005-03-04",
        "gender": "female",
        "phone": "0812 3456 7890",
        "email": "",
        "secret": PIN,
        "secret_again": PIN,
        "client_id": str(uuid.uuid4()),
        "happened_at": "",
    } | changes


def complete_draft(**changes):
    user = UserFactory(birth_on=date(2000, 1, 2), gender="female")
    ConsentFactory(user=user)
    fields = {"state": "draft", "user": user, "has_phone": False} | changes
    return ApplicationFactory(**fields)


def picture(name="kartu.jpg", colour="green"):
    buffer = BytesIO()
    Image.new("RGB", (60, 40), colour).save(buffer, "JPEG")
    return SimpleUploadedFile(name, buffer.getvalue(), content_type="image/jpeg")


def settings_path(batch, part=""):
    return f"/kerja/angkatan/{batch.public_id}/pengaturan/{part}"


def pages(batch):
    return f"/kerja/angkatan/{batch.public_id}/pendaftaran/"
