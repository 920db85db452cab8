import pytest
from django.conf import settings as project_settings
from django.core.mail import send_mail

pytestmark = pytest.mark.services


def test_a_message_arrives_over_real_smtp_with_its_accents(mail_server):
    send_mail("Sertifikat Ma’ruf", "Selamat, جيد", None, ["maruf@example.org"])
    [message] = mail_server.messages()
    assert message["From"] == project_settings.DEFAULT_FROM_EMAIL
    assert message["X-RcptTo"] == "maruf@example.org"
    assert message.get_payload(decode=True).decode() == "Selamat, جيد\n"
