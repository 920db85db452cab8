"""What pages may show where the files lie in a bucket: of the academy, and in /admin/."""

import json
import os
import subprocess
import sys

import pytest
from django.conf import settings

BUCKET = "https://ember.example"
PRINTS = """
import json, django
django.setup()
from django.conf import settings
from cms.middleware import ADMIN_CSP
policies = {"academy": settings.SECURE_CSP, "admin": ADMIN_CSP}
kinds = ("img-src", "media-src", "connect-src")
print(json.dumps({name: [kind for kind in kinds if "%s" in found.get(kind, ())]
                  for name, found in policies.items()}))
"""


@pytest.fixture(scope="module")
def allowed():
    """Return by part of the academy from where else it may fetch, if the bucket is elsewhere."""
    bucket = {
        "ACADEMY_S3_ENDPOINT": BUCKET,
        "ACADEMY_S3_BUCKET": "academy",
        "ACADEMY_S3_KEY": "kunci",
        "ACADEMY_S3_SECRET": "rahasia",
    }
    done = subprocess.run(
        [sys.executable, "-c", PRINTS % BUCKET],
        env=os.environ | bucket,
        cwd=settings.BASE_DIR,
        capture_output=True,
        text=True,
        check=True,
    )
    return json.loads(done.stdout.splitlines()[-1])


def test_pages_and_the_content_admin_show_pictures_and_films_of_the_bucket(allowed):
    assert allowed["academy"] == ["img-src", "media-src"]
    # There the pieces of a large film go to it as well.
    assert allowed["admin"] == ["img-src", "media-src", "connect-src"]
