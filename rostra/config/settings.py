"""Django's settings. Deployments differ by environment only; see `env.py` and docs/reference/settings.md."""

from urllib.parse import urlsplit

from psycopg.conninfo import conninfo_to_dict

from rostra.config.env import CHECKOUT, Env
from rostra.config.logs import logging_config
from rostra.kit.csp import policy
from rostra.server.keys import FILE, load_keys, use_passing_keys
from rostra.server.paces import paces

ENV = Env()
if ENV.mode == "test" and not (ENV.home / FILE).exists():
    use_passing_keys()  # mypy and the checks of migrations read the settings of a checkout where nothing was ever started
KEYS = load_keys(ENV.home)

DEBUG = ENV.mode == "dev"
SECRET_KEY, *SECRET_KEY_FALLBACKS = KEYS.sessions
TOKEN_KEYS = KEYS.tokens
LINK_KEYS = KEYS.links
ROSTRA_HOME = ENV.home
ROSTRA_URL = ENV.url
ROSTRA_PUBLIC_URL = ENV.public_url
ROSTRA_DEMO = ENV.demo
ROSTRA_GALLERY = ENV.mode != "serve"
HTTP_ALLOWED = frozenset(ENV.http_allowed)
TRUSTED_PROXIES = ENV.trusted_proxies
PACES = paces(ENV.paces)
LOG_ADDRESS = ENV.log_address
READY_NEEDS: tuple[str, ...] = ("database", "migrations", "worker")

_host = urlsplit(ENV.url).hostname or "localhost"
ALLOWED_HOSTS = sorted({_host, *ENV.hosts, *(["localhost", "127.0.0.1"] if not ENV.secure else [])})
CSRF_TRUSTED_ORIGINS = [ENV.url]

ROOMS = ["kit", "ledger", "company", "accounts", "people", "notices", "guidelines", "communities", "advocacy", "home"]
INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.postgres",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "template_partials.apps.SimpleAppConfig",
    "django_cotton.apps.SimpleAppConfig",
    *[f"rostra.{room}" for room in ROOMS],
    "django.forms",  # after the kit, whose templates of fields come first
    "procrastinate.contrib.django",
    "allauth",
    "allauth.account",
]

MIDDLEWARE = [
    "rostra.company.proxies.ProxyMiddleware",
    "rostra.kit.middleware.RequestIdMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "rostra.kit.csp.PolicyMiddleware",
    "rostra.kit.early.EarlyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "rostra.accounts.middleware.FirstHourMiddleware",
    "rostra.kit.bodies.BodyMiddleware",
    "rostra.kit.csrf.CsrfMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "rostra.people.middleware.PersonMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "rostra.kit.middleware.RefusalMiddleware",
]

ROOT_URLCONF = "rostra.config.urls"
WSGI_APPLICATION = "rostra.config.wsgi.application"

_builtins = [
    "django.templatetags.i18n",
    "django.templatetags.static",
    "rostra.kit.templatetags.kit",
    "rostra.kit.templatetags.drawn",
    "django_cotton.templatetags.cotton",
    "template_partials.templatetags.partials",
]
_loaders = ["template_partials.loader.Loader"]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [],
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "rostra.home.frame.frame",
            ],
            "builtins": _builtins,
            "loaders": [
                (
                    "template_partials.loader.Loader",
                    [
                        (
                            "django.template.loaders.cached.Loader",
                            [
                                "django_cotton.cotton_loader.Loader",
                                "django.template.loaders.filesystem.Loader",
                                "django.template.loaders.app_directories.Loader",
                            ],
                        )
                    ],
                )
            ],
        },
    }
]
COTTON_DIR = "cotton"


def _database(url: str) -> dict[str, object]:
    """What libpq understands of an address counts here too: `?sslmode=verify-full`, a socket's folder as `host`."""
    parts = dict(conninfo_to_dict(url))
    return {
        "ENGINE": "rostra.kit.postgres",
        "NAME": parts.pop("dbname", ""),
        "USER": parts.pop("user", ""),
        "PASSWORD": parts.pop("password", ""),
        "HOST": parts.pop("host", ""),
        "PORT": str(parts.pop("port", "")),
        "CONN_MAX_AGE": 0,
        "CONN_HEALTH_CHECKS": True,  # without it every pooled connection fails once after a restart of the database
        "OPTIONS": {
            # A host that takes a connection and says nothing, and one that vanishes from the network, are given up.
            "connect_timeout": 3,
            "tcp_user_timeout": 15_000,
            **parts,
            # Tests press buttons twenty at once, on machines that do other things besides.
            "pool": {"min_size": 1, "max_size": ENV.pool_size, "timeout": 120 if ENV.mode == "test" else 10},
            "server_side_binding": True,
            "prepare_threshold": 2,
        },
    }


DATABASES = {"default": _database(ENV.database_url or "postgresql://rostra@localhost/rostra")}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
# Shared by all processes: log-in limits count here, and per-process caches would multiply them.
# Django culls at 300 rows by default, which would let a flood of addresses wash the counts away.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "cache",
        "OPTIONS": {"MAX_ENTRIES": 200_000, "CULL_FREQUENCY": 10},
    }
}

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
SESSION_ENGINE = "rostra.accounts.sessions"
SESSION_COOKIE_NAME = "rostra_session"
SESSION_COOKIE_AGE = 60 * 60 * 24 * 30
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = ENV.secure
CSRF_COOKIE_NAME = "rostra_csrf"
CSRF_COOKIE_HTTPONLY = False
MESSAGE_STORAGE = "django.contrib.messages.storage.cookie.CookieStorage"

PASSWORD_RESET_TIMEOUT = 60 * 60 * 3

ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_ADAPTER = "rostra.accounts.adapter.AccountAdapter"
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False  # an address nobody has gets no mail, and the page does not tell
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_PASSWORD_RESET_TOKEN_GENERATOR = "django.contrib.auth.tokens.PasswordResetTokenGenerator"  # noqa: S105 - a class
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = False
ACCOUNT_FORMS = {
    "login": "rostra.accounts.forms.SignInForm",
    "reset_password": "rostra.accounts.forms.AskResetForm",
    "reset_password_from_key": "rostra.accounts.forms.ResetForm",
    "change_password": "rostra.accounts.forms.ChangePasswordForm",
}
# A whole company may sit behind one address: by address generous, by log-in strict.
ACCOUNT_RATE_LIMITS = {
    "login": "600/m/ip",
    "login_failed": "60/m/ip,5/300s/key",
    "reset_password": "60/m/ip,3/10m/key",
    "reset_password_from_key": "60/m/ip",
    "change_password": "5/m/user",
    "setup_code": "10/m/ip",
}

SECURE_HSTS_SECONDS = 31536000 if ENV.secure else 0
SECURE_SSL_REDIRECT = False  # the proxy's work; see docs/how-to/run-in-production.md
# Written by ProxyMiddleware alone; no HTTP header can bear this name.
SECURE_PROXY_SSL_HEADER = ("ROSTRA_FORWARDED_PROTO", "https")
# Other sites learn nothing, not even our name. "no-referrer" would make browsers send `Origin: null` with our own forms.
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = policy(report=True)
MOST_BODY = 17 * 1024 * 1024  # the largest picture, and the words around it; a door may take more
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000

LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English"), ("fi", "Suomi"), ("es", "Español")]
LANGUAGE_COOKIE_NAME = "rostra_language"
USE_I18N = True
FORMAT_MODULE_PATH = "rostra.kit.formats"
USE_TZ = True
TIME_ZONE = "UTC"

STATIC_URL = "static/"
STATIC_ROOT = CHECKOUT / "static-built"
MEDIA_ROOT = ENV.home / "files"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "rostra.kit.storage.HashedModulesStorage"
        if ENV.mode in {"serve", "demo"}
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = ENV.mode in {"dev", "test"}

PROCRASTINATE_AUTODISCOVER_MODULE_NAME = "jobs"
PROCRASTINATE_ON_APP_READY = "rostra.kit.job_queue.prepare"
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
LOGGING_CONFIG = None
logging_config(quiet=ENV.mode == "test")
