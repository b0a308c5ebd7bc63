from rostra.advocacy.models.account import Account, AppRegistration
from rostra.advocacy.models.click import Click, ClickKey, DayCount, TrackedLink
from rostra.advocacy.models.feed import FeedSource
from rostra.advocacy.models.share import Share
from rostra.advocacy.models.story import Story

__all__ = [
    "Account",
    "AppRegistration",
    "Click",
    "ClickKey",
    "DayCount",
    "FeedSource",
    "Share",
    "Story",
    "TrackedLink",
]
