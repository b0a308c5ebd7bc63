"""What accounts hands to kit."""

from rostra.accounts import grants

__all__ = ["grants"]
