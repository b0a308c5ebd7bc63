from rostra.communities.models.comment import Comment, CommentVersion, Reaction
from rostra.communities.models.community import Community, FormerAddress, JoinRequest, Membership
from rostra.communities.models.entry import Entry, EntryTopic, EntryVersion, Topic
from rostra.communities.models.marks import Attachment, Bookmark, Mention
from rostra.communities.models.moderation import Removal, Report

__all__ = [
    "Attachment",
    "Bookmark",
    "Comment",
    "CommentVersion",
    "Community",
    "Entry",
    "EntryTopic",
    "EntryVersion",
    "FormerAddress",
    "JoinRequest",
    "Membership",
    "Mention",
    "Reaction",
    "Removal",
    "Report",
    "Topic",
]
