"""The version of this Rostra; `pyproject.toml` says the same, and a test holds it."""

VERSION = "0.1.0"
