"""Rostra's own settings and one more door."""

from rostra.config.settings import *  # noqa: F403

ROOT_URLCONF = "tests.killing.urls"
