"""All settings in one file, changed by environment variables only (table in docs/operations.md)."""

from pathlib import Path

import environ
from django.core.management.utils import get_random_secret_key
from django.utils.functional import lazystr
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

BASE_DIR = Path(__file__).resolve().parent.parent
env = environ.Env()

# --- where things are kept -----------------------------------------------------------------
VAR_DIR = Path(env("VAR_DIR", default=str(BASE_DIR / "var"))).resolve()
VAR_DIR.mkdir(parents=True, exist_ok=True)
MEDIA_ROOT = Path(env("MEDIA_ROOT", default=str(VAR_DIR / "media")))
PRIVATE_ROOT = Path(env("PRIVATE_ROOT", default=str(VAR_DIR / "private")))
STATIC_ROOT = Path(env("STATIC_ROOT", default=str(VAR_DIR / "static")))
MEDIA_URL, STATIC_URL = "/media/", "/static/"


# --- production or not ----------------------------------------------------------------------
def kept_secret(path):
    """The secret of a site that is not in production: made once, kept in the ignored folder."""
    if not path.exists():
        path.touch(mode=0o600)
        path.write_text(get_random_secret_key())
    return path.read_text()


PRODUCTION = env.bool("PRODUCTION", default=False)
DEBUG = env.bool("DEBUG", default=False) and not PRODUCTION
SECRET_KEY = env("SECRET_KEY") if PRODUCTION else env("SECRET_KEY", default="") or kept_secret(VAR_DIR / "secret")
# Under which mail addresses become keys of the consent log; must stay the same for as long as the log is kept.
CONSENT_SECRET = env("CONSENT_SECRET") if PRODUCTION else env("CONSENT_SECRET", default="") or kept_secret(VAR_DIR / "consent-secret")
PROXIES = env.int("PROXIES", default=0)  # in front of the application: how many names at the end of X-Forwarded-For are theirs
PORT = env("PORT", default="8000")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])
BASE_URL = env("BASE_URL", default=f"http://127.0.0.1:{PORT}").rstrip("/")
CSRF_TRUSTED_ORIGINS = [BASE_URL]
SECURE_SSL_REDIRECT = SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = PRODUCTION
SECURE_HSTS_SECONDS = 31_536_000 if PRODUCTION else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = PRODUCTION
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if PRODUCTION else None
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
X_FRAME_OPTIONS = "SAMEORIGIN"

# --- the application -------------------------------------------------------------------------
INSTALLED_APPS = [
    "modeltranslation",
    "masterclasses",
    "mobility",
    "honorary",
    "alumni",
    "rankings",
    "training",
    "partners",
    "office",
    "core",
    "wagtail.contrib.redirects",
    "wagtail.contrib.settings",
    "wagtail.contrib.routable_page",
    "wagtail.contrib.sitemaps",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "taggit",
    "django_filters",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.sitemaps",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
]
MIDDLEWARE = [
    "core.middleware.edge",
    "core.generation.one_state",
    "core.middleware.headers",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
]
ROOT_URLCONF = "bsmu_intl.urls"
WSGI_APPLICATION = "bsmu_intl.wsgi.application"
AUTH_USER_MODEL = "core.User"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
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
                "core.context.furniture",
            ]
        },
    }
]

# --- database, mail, files --------------------------------------------------------------------
DATABASES = {"default": env.db_url("DATABASE_URL", default=f"sqlite:///{VAR_DIR / 'site.sqlite3'}")}
DATABASES["default"] |= {"CONN_MAX_AGE": None, "CONN_HEALTH_CHECKS": True}
if DATABASES["default"]["ENGINE"].endswith("postgresql"):  # compiling the query of a register takes a hundred times as long as running it
    DATABASES["default"].setdefault("OPTIONS", {}).setdefault("options", "-c jit=off")
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "init_command": "PRAGMA journal_mode=WAL;PRAGMA synchronous=FULL;PRAGMA cache_size=-20000;PRAGMA mmap_size=134217728;",
    }
    DATABASES["default"]["TEST"] = {"NAME": VAR_DIR / "test.sqlite3"}
vars().update(env.email_url("EMAIL_URL", default=f"filemail:///{VAR_DIR / 'mail'}"))
EMAIL_TIMEOUT = 30  # seconds: far less than the time after which another process takes the mail (office/models/mail.py)
OUTBOX_SECONDS = env.int("OUTBOX_SECONDS", default=20)  # how often `serve` looks for mail to send; 0: cron does
DEFAULT_FROM_EMAIL = SERVER_EMAIL = env("DEFAULT_FROM_EMAIL", default="international-office@localhost")
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "private": {"BACKEND": "core.files.PrivateStorage"},
    "staticfiles": {"BACKEND": "core.static.StaticStorage"},
}
STATICFILES_DIRS = [BASE_DIR / "static"]
WHITENOISE_KEEP_ONLY_HASHED_FILES = True
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": env("LOG_LEVEL", default="WARNING")},
    "loggers": {"django": {"handlers": [], "propagate": True}},
}

# --- languages and time (docs/decisions/0001-languages.md) -------------------------------------
LANGUAGE_CODE = "ru"
LANGUAGES = [("ru", lazystr("Русский")), ("en", lazystr("English"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
USE_I18N = USE_TZ = True
FORMAT_MODULE_PATH = ["bsmu_intl.formats"]
TIME_ZONE = "Europe/Minsk"
WAGTAIL_I18N_ENABLED = False
MODELTRANSLATION_DEFAULT_LANGUAGE = "ru"
MODELTRANSLATION_ENABLE_FALLBACKS = False
MODELTRANSLATION_CUSTOM_FIELDS = ("RichTextField", "StreamField")
LANGUAGE_LABELS = {"ru": _("in Russian"), "en": _("in English")}


def MODELTRANSLATION_BUILD_LOCALIZED_VERBOSE_NAME(name, lang):  # noqa: N802 (the package's name)
    return format_lazy("{}, {}", name, LANGUAGE_LABELS[lang])


# --- Wagtail -----------------------------------------------------------------------------------
WAGTAIL_SITE_NAME = "BSMU International"
WAGTAILADMIN_BASE_URL = BASE_URL
WAGTAILADMIN_PERMITTED_LANGUAGES = [("ru", "Русский"), ("en", "English")]
WAGTAIL_USER_TIME_ZONES = ["Europe/Minsk", "UTC"]
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_AUTOSAVE_INTERVAL = 3000
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database", "SEARCH_CONFIG": "russian"}}
WAGTAILIMAGES_IMAGE_MODEL = "core.SiteImage"
WAGTAILIMAGES_EXTENSIONS = ["avif", "gif", "jpg", "jpeg", "png", "webp"]
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 15 * 1024 * 1024
WAGTAILDOCS_DOCUMENT_MODEL = "core.SiteDocument"
WAGTAILDOCS_EXTENSIONS = ["csv", "docx", "odt", "pdf", "pptx", "txt", "xlsx", "zip"]
WAGTAILDOCS_MAX_UPLOAD_SIZE = 30 * 1024 * 1024
WAGTAILDOCS_SERVE_METHOD = "serve_view"
WAGTAILREDIRECTS_AUTO_CREATE = True
WAGTAILEMBEDS_FINDERS = []  # nothing is asked of foreign video hosts

# --- the office's own --------------------------------------------------------------------------
EXPIRING_DAYS = 180  # an agreement that ends within so many days is "expiring"
TAG_AUTHORITY = "bsmu.by,2026"  # of the ids in feeds: never changes, whatever the site's address becomes
ENQUIRY_RETENTION_DAYS = 365  # after a question, report or proposal is closed it is deleted
SPAM_RETENTION_DAYS = 30
MAIL_RETENTION_DAYS = 30  # after a mail was sent its copy is deleted
UPLOAD_RETENTION_DAYS = 7  # a spreadsheet that was uploaded and not imported
IMPORT_RETENTION_DAYS = 365  # the file of an import; the log of imports stays
FORM_HOURS = 24  # a form stays open that long
FORM_LIMIT_SENDER = env.int("FORM_LIMIT_SENDER", default=10)  # messages taken in one hour from one network address
REGISTRATION_LIMIT_SENDER = env.int("REGISTRATION_LIMIT_SENDER", default=60)  # registrations: a whole class may sit behind one address
REGISTRATION_LIMIT_EVENT = env.int("REGISTRATION_LIMIT_EVENT", default=3000)  # and for one event: a congress opens at nine o'clock
FORM_LIMIT_ALL = env.int("FORM_LIMIT_ALL", default=300)  # and in all
QUERY_STRING_LIMIT = 26_000  # characters, as they are sent: 4,000 Cyrillic letters; a longer one is refused with 414
