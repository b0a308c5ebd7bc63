from rostra.notices.models.notice import Notice
from rostra.notices.models.wish import QuietHours, Wish

__all__ = ["Notice", "QuietHours", "Wish"]
