"""Where Django looks for the session store (SESSION_ENGINE)."""

from rostra.accounts.models.session import SessionStore

__all__ = ["SessionStore"]
