"""Django's settings for the public address: short links, no sessions, nobody signed in, nothing of the inside."""

from urllib.parse import urlsplit

from rostra.config.settings import *  # noqa: F403 - the same house, fewer doors
from rostra.config.settings import ALLOWED_HOSTS as INSIDE_HOSTS
from rostra.config.settings import INSTALLED_APPS as INSIDE_APPS
from rostra.config.settings import ROSTRA_PUBLIC_URL
from rostra.kit.csp import policy

ROOT_URLCONF = "rostra.config.public_urls"
WSGI_APPLICATION = "rostra.config.public_wsgi.application"
ALLOWED_HOSTS = sorted({urlsplit(ROSTRA_PUBLIC_URL).hostname or "localhost", *INSIDE_HOSTS})
MIDDLEWARE = [
    "rostra.company.proxies.ProxyMiddleware",
    "rostra.kit.middleware.RequestIdMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "rostra.kit.csp.PolicyMiddleware",
    "rostra.advocacy.public_middleware.ReadOnlyMiddleware",
    "rostra.kit.early.EarlyMiddleware",
    "django.middleware.common.CommonMiddleware",
]
READY_NEEDS = ("database", "migrations")  # links lead on without a worker
APPEND_SLASH = False
SECURE_REFERRER_POLICY = "no-referrer"  # no page here holds a form, whose `Origin` it would take away
# allauth insists on its middleware wherever it is installed; here nobody signs in.
INSTALLED_APPS = [name for name in INSIDE_APPS if not name.startswith("allauth")]
CONTENT_SECURITY_POLICY = policy(report=False)
