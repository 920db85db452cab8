"""Settings of the academy: one file, the same code embedded and in full.

Embedded (no variable set): SQLite, database cache, files, Celery over a folder, all
below `var/`. Full: ACADEMY_DATABASE_URL, ACADEMY_REDIS_URL and ACADEMY_S3_* replace
them one by one. Nothing else in the project reads the environment.
"""

from pathlib import Path
from urllib.parse import urlsplit

from django.utils.translation import gettext_lazy as _

from academy import environment as env
from academy import policies
from academy.timetable import timetable

BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = env.folder("ACADEMY_VAR", BASE_DIR / "var")

# Where the academy is ----------------------------------------

BASE_URL = env.text("ACADEMY_BASE_URL", "http://localhost:8000").rstrip("/")
PRODUCTION = env.flag("ACADEMY_PRODUCTION")
DEBUG = env.flag("ACADEMY_DEBUG")
# Demo sign-ins work by a printed password without MFA; refused where real data is.
DEMO_SIGN_IN = env.demo_sign_in(production=PRODUCTION)
ALLOWED_HOSTS = [urlsplit(BASE_URL).hostname, "localhost", "127.0.0.1", "[::1]"]
CSRF_TRUSTED_ORIGINS = [BASE_URL]
# Whose `X-Forwarded-…` is believed; a proxy on the same machine where nothing is said.
TRUSTED_PROXIES = env.text("ACADEMY_TRUSTED_PROXIES", "127.0.0.0/8,::1").replace(",", " ").split()
# Whom to tell of a hole, as an address that a browser opens.
SECURITY_CONTACT = env.text("ACADEMY_SECURITY_CONTACT", f"{BASE_URL}/kontak/")
SECRET_KEY = env.secret_key(VAR_DIR, must_be_given=PRODUCTION)

# Applications ----------------------------------------

INSTALLED_APPS = [
    "academy.core",
    "academy.web",
    "academy.launcher",
    "academy.people",
    "academy.notify",
    "cms",
    "courses",
    "certificates",
    "academy.reports",
    "wagtail.contrib.forms",
    "wagtail.contrib.redirects",
    "wagtail.contrib.typed_table_block",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "wagtailmedia",
    "modelcluster",
    "taggit",
    "allauth",
    "allauth.account",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.google",
    "allauth.mfa",
    "allauth.usersessions",
    "django_filters",
    "django_htmx",
    "rules.apps.AutodiscoverRulesConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django.forms",
]
if not PRODUCTION:
    INSTALLED_APPS.append("academy.demo")

MIDDLEWARE = [
    "academy.web.edge.proxies.TrustedProxyMiddleware",
    "academy.web.edge.middleware.RequestIdMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django_http_compression.middleware.HttpCompressionMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "academy.web.edge.middleware.PermissionsPolicyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "academy.web.edge.middleware.LanguageMiddleware",
    "academy.web.edge.middleware.WayBackMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "academy.people.middleware.PostSizeMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "academy.web.edge.fields.FieldsMiddleware",
    "academy.web.edge.middleware.RefusalMiddleware",
    "academy.people.middleware.SignInGuardMiddleware",
    "cms.middleware.ContentAdminMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
]

ROOT_URLCONF = "academy.urls"
WSGI_APPLICATION = "academy.wsgi.application"
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "django.template.context_processors.csp",
                "academy.web.context_processors.site",
                "academy.notify.context_processors.notices",
            ],
        },
    },
]

# Database, cache, broker ----------------------------------------

DATABASES = {"default": env.database(VAR_DIR)}
if DATABASES["default"]["ENGINE"].endswith("postgresql"):
    INSTALLED_APPS.append("django.contrib.postgres")
REDIS_URL = env.text("ACADEMY_REDIS_URL")
CACHES = {"default": env.cache(REDIS_URL)}
BROKER_DIR = env.folder("ACADEMY_BROKER_DIR", VAR_DIR / "broker")
CELERY_BROKER_URL, CELERY_BROKER_TRANSPORT_OPTIONS = env.broker(REDIS_URL, BROKER_DIR)
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_TIMEZONE = "Asia/Jakarta"
CELERY_BEAT_SCHEDULER = "academy.launcher.clock:Clock"
CELERY_BEAT_SCHEDULE_FILENAME = str(VAR_DIR / "celerybeat-schedule")
HEARTBEAT_SECONDS = int(env.text("ACADEMY_HEARTBEAT_SECONDS", "20"))
# A worker silent for this long counts as dead: /readyz promises to say so within 90 seconds.
WORKER_DEAD_SECONDS = 80
JOB_LEASE_SECONDS = int(env.text("ACADEMY_JOB_LEASE_SECONDS", "60"))
CELERY_BEAT_SCHEDULE = timetable(sweep_seconds=JOB_LEASE_SECONDS)

# Files ----------------------------------------

S3_ENDPOINT = env.text("ACADEMY_S3_ENDPOINT")
STORAGES = env.storages(VAR_DIR) | {
    "staticfiles": {"BACKEND": "academy.web.staticfiles.BundledStaticFilesStorage"},
}
STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
WHITENOISE_MAX_AGE = 3600
KEYS_DIR = env.folder("ACADEMY_KEYS_DIR", VAR_DIR / "keys")
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000
FILE_UPLOAD_HANDLERS = ["academy.web.files.uploads.LimitedUploadHandler"]

# People and sign-in ----------------------------------------

AUTH_USER_MODEL = "people.User"
AUTHENTICATION_BACKENDS = [
    "rules.permissions.ObjectPermissionBackend",
    "academy.people.entrance.backends.SignInBackend",
]
PASSWORD_HASHERS = ["academy.people.entrance.secrets.hashers.Argon2"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "academy.people.entrance.secrets.passwords.PinOrPasswordValidator"}
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/masuk/lanjut/"
ACCOUNT_ADAPTER = "academy.people.entrance.adapters.AccountAdapter"
SOCIALACCOUNT_ADAPTER = "academy.people.entrance.adapters.SocialAccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
# The sign-in page says who is signed in; the next person on a handset must not land there.
ACCOUNT_AUTHENTICATED_LOGIN_REDIRECTS = False
ACCOUNT_FORMS = {
    "login": "academy.people.entrance.forms.SignInForm",
    "reauthenticate": "academy.people.entrance.forms.ReauthenticateForm",
}
# Guessing is slowed by `academy.people.entrance.guessing.throttle`, at every door.
ACCOUNT_RATE_LIMITS = {"login": None, "login_failed": None, "reauthenticate": None}
MFA_ADAPTER = "academy.people.entrance.adapters.MfaAdapter"
MFA_FORMS = {
    "authenticate": "academy.people.entrance.forms.CodeForm",
    "reauthenticate": "academy.people.entrance.forms.CodeAgainForm",
    "activate_totp": "academy.people.entrance.forms.SetUpCodeForm",
}
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "OPOP Academy"
# The half minutes beside count too: a signal is slow, a phone's clock is off (RFC 6238, 5.2).
MFA_TOTP_TOLERANCE = 1
GOOGLE_CLIENT_ID = env.text("ACADEMY_GOOGLE_CLIENT_ID")
_GOOGLE = {
    "APPS": [{"client_id": GOOGLE_CLIENT_ID, "secret": env.text("ACADEMY_GOOGLE_SECRET")}],
    "SCOPE": ["profile", "email"],
}
SOCIALACCOUNT_PROVIDERS = {"google": _GOOGLE} if GOOGLE_CLIENT_ID else {}
USERSESSIONS_TRACK_ACTIVITY = False
SESSION_ENGINE = "django.contrib.sessions.backends.cached_db"
SESSION_COOKIE_AGE = 12 * 3600
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = PRODUCTION
CSRF_FAILURE_VIEW = "academy.people.kept_forms.views.csrf_failure"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

# Security ----------------------------------------

# Where the files are that pages show.
STORED = [S3_ENDPOINT] if S3_ENDPOINT else []
_SIGN_IN = ["https://accounts.google.com"] if GOOGLE_CLIENT_ID else []
SECURE_CSP = policies.content(stored=STORED, sign_in=_SIGN_IN)
PERMISSIONS_POLICY = policies.PERMISSIONS
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "SAMEORIGIN"
if PRODUCTION:
    SECURE_SSL_REDIRECT = True
    SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_HSTS_SECONDS = 31536000
# Subdomains and preloading are for the host to decide; our previews stand in frames of our own.
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W019", "security.W021"]

# Language, time ----------------------------------------

LANGUAGE_CODE = "id"
LANGUAGES = [("id", _("Indonesian")), ("en", _("English"))]
# Ours, then what is missing or wrong in the Indonesian of Wagtail and of Django.
LOCALE_PATHS = [BASE_DIR / "locale" / name for name in ("", "wagtail", "django")]
USE_I18N = USE_TZ = True
TIME_ZONE = "Asia/Jakarta"

# Wagtail ----------------------------------------

WAGTAIL_SITE_NAME = "OPOP Academy"
WAGTAILADMIN_BASE_URL = BASE_URL
WAGTAILADMIN_LOGIN_URL = "account_login"
WAGTAIL_CONTENT_LANGUAGES = [("id", _("Indonesian"))]
WAGTAILADMIN_PERMITTED_LANGUAGES = LANGUAGES
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ENABLE_UPDATE_CHECK = WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAILADMIN_RICH_TEXT_EDITORS = {
    "default": {
        "WIDGET": "wagtail.admin.rich_text.DraftailRichTextArea",
        "OPTIONS": {"features": ["bold", "italic", "ol", "ul", "link", "document-link"]},
    }
}
WAGTAILIMAGES_IMAGE_FORM_BASE = "cms.forms.pictures.PictureForm"
WAGTAILIMAGES_IMAGE_MODEL = "cms.AcademyImage"
WAGTAILIMAGES_EXTENSIONS = ["gif", "jpg", "jpeg", "png", "webp", "svg"]
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 10 * 1024 * 1024
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 50_000_000
WAGTAILDOCS_DOCUMENT_MODEL = "cms.AcademyDocument"
WAGTAILDOCS_EXTENSIONS = ["pdf", "docx", "xlsx", "pptx", "odt", "ods", "txt", "csv", "zip"]
WAGTAILMEDIA = {
    "MEDIA_MODEL": "cms.AcademyMedia",
    "MEDIA_FORM_BASE": "cms.forms.media.MediaForm",
    "VIDEO_EXTENSIONS": ["mp4", "mov", "webm"],
    "AUDIO_EXTENSIONS": ["mp3", "m4a", "ogg", "opus", "wav"],
}
# Names, addresses and passwords are changed under /akun/ alone, by the academy's rules.
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = WAGTAIL_PASSWORD_RESET_ENABLED = False
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = WAGTAILUSERS_PASSWORD_ENABLED = False
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database"}}
WAGTAIL_WORKFLOW_REQUIRE_REAPPROVAL_ON_EDIT = True

# Mail, log ----------------------------------------

MAILERS = {"default": env.mailer(VAR_DIR)}
DEFAULT_FROM_EMAIL = env.text("ACADEMY_MAIL_FROM", "OPOP Academy <academy@localhost>")
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"()": "academy.core.logs.Line"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "loggers": {name: {"level": "WARNING"} for name in ("weasyprint", "pikepdf", "fontTools")},
    "root": {"handlers": ["console"], "level": "INFO" if PRODUCTION else "WARNING"},
}
