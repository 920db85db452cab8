from academy.settings import *  # the same database, cache and sessions
from academy.settings import INSTALLED_APPS

ROOT_URLCONF = "tests.bench.bare.urls"
MIDDLEWARE = [
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
]
# Its apps demand a middleware that the measure is without.
INSTALLED_APPS = [app for app in INSTALLED_APPS if not app.startswith("allauth")]
