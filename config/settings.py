"""Settings, all from the environment; an unset database or broker means the embedded one.

Sections: which world this is, Django, what Django depends on, Celery, mail, logging, and last the
project's own settings. `.env.example` lists every variable.
"""

from pathlib import Path

import environ

import config.celery  # noqa: F401 - tasks find their application
from config import embedded, environment
from config.unfold import UNFOLD as UNFOLD
from tenders.sources import SOURCES

BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = embedded.VAR_DIR

# Which world: a checkout is for development, an image (which has no Makefile) is production

DEBUG = environment.switch("DEBUG", default=(BASE_DIR / "Makefile").exists())
DATABASE_URL = environment.address("DATABASE_URL", ("postgres", "postgresql"))
BROKER_URL = environment.text("BROKER_URL")
SECRET_KEY = environment.text("SECRET_KEY")
ALLOWED_HOSTS = environment.words("ALLOWED_HOSTS")

if not DEBUG:
    needed = ("DATABASE_URL", "BROKER_URL", "SECRET_KEY", "ALLOWED_HOSTS")
    if missing := [name for name in needed if not environment.text(name)]:
        environment.refuse(f"With DEBUG off these must be set: {', '.join(missing)}")

SECRET_KEY = SECRET_KEY or "for development only: anybody can read this key"
ALLOWED_HOSTS = ALLOWED_HOSTS or ["localhost", "127.0.0.1", "[::1]"]

# Django

INSTALLED_APPS = [
    "unfold",
    "unfold.contrib.filters",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.postgres",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django_celery_beat",
    "tenders",
    "crawler",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in ("UserAttributeSimilarityValidator", "MinimumLengthValidator", "CommonPasswordValidator")
]

DATABASES = {"default": environ.Env.db_url_config(DATABASE_URL) if DATABASE_URL else embedded.database_settings()}
DATABASES["default"]["CONN_HEALTH_CHECKS"] = True  # a restarted server costs no request
DATABASES["default"]["CONN_MAX_AGE"] = 60

LOGIN_REDIRECT_URL = "admin:index"
LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "简体中文"), ("en", "English")]
LOCALE_PATHS = [BASE_DIR / "locale", BASE_DIR / "locale/unfold"]
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True
STATIC_URL = "static/"
STATIC_ROOT = BASE_DIR / "staticfiles"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
WHITENOISE_AUTOREFRESH = WHITENOISE_USE_FINDERS = DEBUG  # a checkout needs no collectstatic
if not DEBUG:
    STORAGES = {
        "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
        "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
    }

# Security: HTTPS off is for a trial without certificates, behind nothing but a firewall

HTTPS = environment.switch("HTTPS", default=not DEBUG)
SECURE_SSL_REDIRECT = SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SECURE_HSTS_SECONDS = int(environment.number("HSTS_SECONDS", 30 * 86400)) if HTTPS else 0
SILENCED_SYSTEM_CHECKS = [
    "security.W005",  # whether HSTS binds subdomains is for the owner of the domain to say
    "security.W021",  # and so is the browsers' preload list
]
if environment.switch("BEHIND_PROXY", default=False):  # one that sets the header itself, whatever the client sends
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

# Celery: a task is finished when its work is, so a killed worker loses none

CELERY_BROKER_URL = BROKER_URL or embedded.broker_url()
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_TASK_IGNORE_RESULT = True  # what a task did is in the database
CELERY_TASK_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_TASK_DEFAULT_QUEUE = "read"
CELERY_TASK_ROUTES = {"tenders.tasks.*crawl*": {"queue": "crawl"}, "tenders.tasks.*digest*": {"queue": "digest"}}
CELERY_TIMEZONE = TIME_ZONE
CELERY_BEAT_SCHEDULER = "django_celery_beat.schedulers:DatabaseScheduler"

# Mail

globals().update(
    environ.Env.email_url_config(environment.address("EMAIL_URL", tuple(environ.Env.EMAIL_SCHEMES), "consolemail://"))
)
EMAIL_TIMEOUT = 30
DEFAULT_FROM_EMAIL = environment.text("DEFAULT_FROM_EMAIL", "tenders@localhost")
SERVER_EMAIL = DEFAULT_FROM_EMAIL

# Logging

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {
            "()": "config.masking.MaskingFormatter",
            "format": "%(asctime)s %(levelname)s %(name)s: %(message)s",
        },
    },
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {
        "handlers": ["stderr"],
        "level": environment.one_of("LOG_LEVEL", ("DEBUG", "INFO", "WARNING", "ERROR"), "INFO"),
    },
}

# Project

# Where this installation is reached, for the links in mails.
SITE_URL = environment.text("SITE_URL", "http://127.0.0.1:8000").rstrip("/")
CSRF_TRUSTED_ORIGINS = [SITE_URL]
# Other addresses of the declared sources, such as a replica's; empty means the official ones.
SOURCE_BASE_URLS: dict[str, str] = environment.base_urls("SOURCE_BASE_URLS", SOURCES)
# Seconds between two requests to a source, where they differ from the declared ones.
SOURCE_DELAYS: dict[str, float] = environment.delays(
    "SOURCE_DELAYS", {source.key: source.delay for source in SOURCES.values()}, SOURCE_BASE_URLS
)
# Who operators of the portals may write to; part of the spiders' User-Agent.
CRAWLER_CONTACT = environment.text("CRAWLER_CONTACT")
# Seconds after which a crawl is ended.
CRAWL_TIME_LIMIT = int(environment.number("CRAWL_TIME_LIMIT", 6 * 3600))
# The vendor group that the "us only" preset means.
OUR_GROUP = environment.text("OUR_GROUP", "kingsoft_cloud")

# No task may hang for ever, and the longest is a crawl, which ends itself at its own limit. A message
# whose worker was killed comes back after the visibility timeout, so that must be the longer one.
CELERY_TASK_SOFT_TIME_LIMIT = CRAWL_TIME_LIMIT + 300
CELERY_TASK_TIME_LIMIT = CRAWL_TIME_LIMIT + 360
CELERY_BROKER_TRANSPORT_OPTIONS = {"visibility_timeout": CRAWL_TIME_LIMIT + 600}
