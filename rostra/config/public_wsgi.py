"""The public address, for any WSGI server."""

import os

from rostra.server.parent import follow_parent

follow_parent()  # before anything slow: a worker whose master has ended must not go on serving

from django.core.wsgi import get_wsgi_application  # noqa: E402

os.environ["DJANGO_SETTINGS_MODULE"] = "rostra.config.public_settings"

application = get_wsgi_application()
