"""As `rostra.config.wsgi`, with the settings of these tests."""

import os

os.environ["DJANGO_SETTINGS_MODULE"] = "tests.killing.settings"

from rostra.config.wsgi import application

__all__ = ["application"]
