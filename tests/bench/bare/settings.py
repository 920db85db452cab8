from academy.settings import *  # the same database, cache and sessions

ROOT_URLCONF = "tests.bench.bare.urls"
MIDDLEWARE = [
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    # The installed apps insist on it; it costs nothing that could be measured.
    "allauth.account.middleware.AccountMiddleware",
]
