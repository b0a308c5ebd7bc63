"""Rostra: the self-hosted platform for the voice of a company's people."""

__version__ = "0.1.0"
