"""All settings, from the environment: DATABASE_URL, CACHE_URL, SECRET_KEY, EMAIL_URL, PEERLOOP_DATA, PEERLOOP_URL."""

from __future__ import annotations

import os
import secrets
from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _
from environs import Env

from peerloop.kit import log

env = Env()
SOURCE = Path(__file__).resolve().parents[1]
DATA = Path(env.str("PEERLOOP_DATA", "data")).resolve()
DATA.mkdir(mode=0o700, parents=True, exist_ok=True)
DEMO = env.bool("PEERLOOP_DEMO", False)
DEBUG = env.bool("PEERLOOP_DEBUG", False)


def _secret() -> str:
    """Return the secret of this data folder, made on first start and readable by its owner alone."""
    path = DATA / "secret"
    with suppress(FileExistsError):
        new = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
        os.write(new, secrets.token_urlsafe(50).encode())
        os.close(new)
    return path.read_text().strip()


SECRET_KEY = env.str("SECRET_KEY", "") or _secret()
PEERLOOP_URL = env.str("PEERLOOP_URL", f"http://127.0.0.1:{env.int('PORT', 8000)}").rstrip("/")
HTTPS = PEERLOOP_URL.startswith("https://")
ALLOWED_HOSTS = [urlsplit(PEERLOOP_URL).hostname or "127.0.0.1", "127.0.0.1", "localhost"]
CSRF_TRUSTED_ORIGINS = [PEERLOOP_URL]

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.admin.apps.SimpleAdminConfig",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.usersessions",
    "csp",
    "django_cotton.apps.SimpleAppConfig",
    "django_htmx",
    "template_partials.apps.SimpleAppConfig",
    "tree_queries",
    "peerloop.journal",
    "peerloop.search",
    "peerloop.people",
    "peerloop.files",
    "peerloop.discussion",
    "peerloop.skills",
    "peerloop.formats",
    "peerloop.loops",
    "peerloop.calendars",
    "peerloop.schedule",
    "peerloop.times",
    "peerloop.series",
    "peerloop.live",
    "peerloop.matchmaking",
    "peerloop.guidelines",
    "peerloop.vetting",
    "peerloop.programmes",
    "peerloop.pulse",
    "peerloop.circles",
    "peerloop.facilitation",
    "peerloop.coffee",
    "peerloop.onboarding",
    "peerloop.exchange",
    "peerloop.recognition",
    "peerloop.evidence",
    "peerloop.officehours",
    "peerloop.proposals",
    "peerloop.questions",
    "peerloop.insight",
    "peerloop.library",
    "peerloop.intake",
    "peerloop.notices",
    "peerloop.jobs",
    "peerloop.web",
    "peerloop.demo",
]

MIDDLEWARE = [
    "peerloop.web.watch.middleware.watch",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "peerloop.web.caches.private",
    "peerloop.web.zones.ReaderZone",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
]

ROOT_URLCONF = "peerloop.config.urls"
WSGI_APPLICATION = "peerloop.config.wsgi.application"
_loaders = [
    "django_cotton.cotton_loader.Loader",
    "django.template.loaders.filesystem.Loader",
    "django.template.loaders.app_directories.Loader",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [SOURCE / "web" / "templates"],
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
            "loaders": [("template_partials.loader.Loader", [("django.template.loaders.cached.Loader", _loaders)])],
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "django_cotton.templatetags.cotton",
                "template_partials.templatetags.partials",
                "peerloop.web.templatetags.kept",
                "peerloop.web.templatetags.said",
                "peerloop.web.templatetags.shown",
                "peerloop.web.templatetags.stencils",
                "peerloop.web.templatetags.times",
                "peerloop.web.templatetags.told",
            ],
        },
    }
]
FORM_RENDERER = "peerloop.web.forms.HouseForms"
CSRF_FAILURE_VIEW = "peerloop.web.errors.stale"

DATABASES = {"default": env.dj_db_url("DATABASE_URL", f"sqlite:///{DATA / 'peerloop.sqlite3'}")}
DATABASES["default"]["CONN_MAX_AGE"] = 60
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON",
    }
    DATABASES["default"]["TEST"] = {"NAME": str(DATA / "test.sqlite3")}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {"default": env.dj_cache_url("CACHE_URL", f"file://{DATA / 'cache'}")}
if CACHES["default"]["BACKEND"].endswith("FileBasedCache"):
    # Rate limits live here: many addresses tried at once must not push one another out.
    CACHES["default"]["OPTIONS"] = {"MAX_ENTRIES": 10_000}

AUTH_USER_MODEL = "people.Member"
AUTHENTICATION_BACKENDS = ["peerloop.people.signed_in.MemberBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_ADAPTER = "peerloop.people.accounts.ClosedDoor"
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 600
ACCOUNT_EMAIL_NOTIFICATIONS = False
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("PEERLOOP_PROXIES", 0)
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_SESSION_REMEMBER = True
USERSESSIONS_TRACK_ACTIVITY = False
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"

STATIC_URL = "/static/"
STATIC_ROOT = DATA / "static"
WHITENOISE_ALLOW_ALL_ORIGINS = False
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

LANGUAGE_CODE = "en"
LANGUAGES = [("en", _("English"))]
LOCALE_PATHS = [SOURCE / "web" / "locale"]
USE_TZ = True
TIME_ZONE = "UTC"

_mail = env.dj_email_url("EMAIL_URL", f"file:///{DATA / 'mail'}")
EMAIL_BACKEND = _mail["EMAIL_BACKEND"]
EMAIL_FILE_PATH = DATA / "mail"
EMAIL_HOST, EMAIL_PORT = _mail.get("EMAIL_HOST", ""), _mail.get("EMAIL_PORT")
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = _mail.get("EMAIL_HOST_USER", ""), _mail.get("EMAIL_HOST_PASSWORD", "")
EMAIL_USE_TLS, EMAIL_USE_SSL = _mail.get("EMAIL_USE_TLS", False), _mail.get("EMAIL_USE_SSL", False)
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = env.str("PEERLOOP_FROM", f"Peerloop <peerloop@{urlsplit(PEERLOOP_URL).hostname}>")

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "media-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SESSION_ENGINE = "peerloop.web.signin.cookies"
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_SSL_REDIRECT = HTTPS
SECURE_REDIRECT_EXEMPT = [r"^(healthz|readyz|metrics)$"]  # asked for on this machine, past the proxy
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]  # sub-domains and preload lists are the owner's to promise
DATA_UPLOAD_MAX_MEMORY_SIZE = 4 * 1024 * 1024
FILE_MOST = 20 * 1024 * 1024  # an import's
MATERIAL_MOST = 512 * 1024 * 1024  # what is kept beside a session: slides, a recording
FILES_RESERVE = 512 * 1024 * 1024  # so much of the disk no file takes: the database needs it
FILE_UPLOAD_HANDLERS = [
    "peerloop.web.uploads.Bounded",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]

LOGGING = log.configure()
LEASE = timedelta(seconds=env.float("PEERLOOP_LEASE", 60))  # a dead worker's job is taken up again after this
METRICS_TOKEN = env.str("PEERLOOP_METRICS_TOKEN", "")
INSIDE_HOSTS, CALENDAR_HOSTS = (
    frozenset(host.strip().rstrip(".") for host in env.str(name, "").lower().split(","))
    for name in ("PEERLOOP_INSIDE_HOSTS", "PEERLOOP_CALENDAR_HOSTS")  # organisers' files; anybody's calendar
)
PICKUP_FOLDER = env.path("PEERLOOP_PICKUP_FOLDER", None)
PICKUP_TOKEN = env.str("PEERLOOP_PICKUP_TOKEN", "")  # host=secret
