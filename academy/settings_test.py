"""Settings of the tests: the same academy, quick hashes, mail in memory."""

from academy.settings import *  # noqa: F403  (Django's own idiom for derived settings)

SECRET_KEY = "only-for-tests-and-not-a-secret-of-any-academy"
DEMO_SIGN_IN = False
# A cheap hash: no test is about the strength of Argon2.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
STORAGES = STORAGES | {  # noqa: F405
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
}
