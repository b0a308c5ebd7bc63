"""What communities keep about people."""

from django.db.models import Q
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from rostra.communities.models import (
    Bookmark,
    Comment,
    Community,
    Entry,
    EntryVersion,
    JoinRequest,
    Membership,
    Mention,
    Reaction,
    Removal,
    Report,
)
from rostra.company.personal_data import (
    BELONGS,
    DID,
    RECORDS,
    UNTIL_TAKEN,
    WROTE,
    YOU_ALONE,
    PersonalData,
    Rows,
    Words,
    personal_data,
)
from rostra.people.personal_data import id_of

MODERATORS = _("Those who keep order in that community, and moderators.")


def _memberships(request: HttpRequest) -> Rows:
    return Membership.objects.filter(person=id_of(request), left_at=None)


def _past_memberships(request: HttpRequest) -> Rows:
    return Membership.objects.filter(person=id_of(request)).exclude(left_at=None)


def _requests(request: HttpRequest) -> Rows:
    me = id_of(request)
    return JoinRequest.objects.filter(Q(person=me) | Q(invited_by=me) | Q(answered_by=me))


def _removals_of_yours(request: HttpRequest) -> Rows:
    me = id_of(request)
    return Removal.objects.filter(Q(entry__author=me) | Q(comment__author=me))


def _kept_order(request: HttpRequest) -> Rows:
    return Removal.objects.filter(by=id_of(request))


_YOU_AND_READERS: Words = _("Those you wrote it for: everyone, a community, your followers, or a group of readers.")
_DELETED: Words = _(
    "As long as the company keeps its records, also after you left. What you delete can be brought back for a day; then its words,"
    " its earlier wordings and its pictures are gone, and only an empty place stays where others answered."
)

for _entry in (
    PersonalData(
        "communities.posts",
        10,
        WROTE,
        _("Posts and stories, drafts too, with their pictures, topics, language and earlier wordings."),
        _DELETED,
        _YOU_AND_READERS,
        (
            "communities.Entry.author", "communities.Entry.key", "communities.Attachment.entry", "communities.EntryTopic.entry",
        ),
        lambda request: Entry.objects.filter(author=id_of(request)),
        ("kind", "title", "body", "language", "published_at", "edited_at", "deleted_at", "removed_at", "until"),
        "river",
    ),
    PersonalData(
        "communities.edits",
        11,
        WROTE,
        _("Earlier wordings of posts that you changed."),
        _("As long as the post."),
        _("Whoever may read the post."),
        ("communities.EntryVersion.by",),
        lambda request: EntryVersion.objects.filter(by=id_of(request)),
        ("version", "title", "body", "at"),
    ),
    PersonalData(
        "communities.comments",
        12,
        WROTE,
        _("Comments and replies, with their earlier wordings."),
        _DELETED,
        _("Whoever may read what you answered."),
        ("communities.Comment.author", "communities.Comment.key", "communities.CommentVersion.comment"),
        lambda request: Comment.objects.filter(author=id_of(request)),
        ("body", "at", "edited_at", "deleted_at", "removed_at"),
    ),
    PersonalData(
        "communities.removed",
        13,
        WROTE,
        _("What moderators removed of what you wrote: the words, who removed it, when and why."),
        RECORDS,
        _("You see the reason, moderators all of it; nobody else does."),
        (),
        _removals_of_yours,
        ("reason", "at", "undone_at"),
    ),
    PersonalData(
        "communities.thanks",
        20,
        DID,
        _("Thanks you gave, and when."),
        UNTIL_TAKEN,
        _("Whoever may read what you thanked for."),
        ("communities.Reaction.person",),
        lambda request: Reaction.objects.filter(person=id_of(request)),
        ("kind", "at", "entry_id", "comment_id"),
    ),
    PersonalData(
        "communities.bookmarks",
        21,
        DID,
        _("What you saved to read again."),
        UNTIL_TAKEN,
        YOU_ALONE,
        ("communities.Bookmark.person",),
        lambda request: Bookmark.objects.filter(person=id_of(request)),
        ("entry_id", "at"),
        "kept",
    ),
    PersonalData(
        "communities.mentions",
        22,
        DID,
        _("Where somebody named you."),
        _("As long as the words in which you are named."),
        _("Whoever may read them."),
        ("communities.Mention.person",),
        lambda request: Mention.objects.filter(person=id_of(request)),
        ("entry_id", "comment_id"),
    ),
    PersonalData(
        "communities.reports",
        23,
        DID,
        _("What you reported, why and when; as a moderator, which reports you closed."),
        RECORDS,
        _("Moderators see what was reported and why. Nobody is shown who reported it."),
        ("communities.Report.by", "communities.Report.closed_by"),
        lambda request: Report.objects.filter(Q(by=id_of(request)) | Q(closed_by=id_of(request))),
        ("reason", "at", "closed_at"),
    ),
    PersonalData(
        "communities.removals",
        24,
        DID,
        _("What you removed as a moderator, and the reason you gave."),
        RECORDS,
        MODERATORS,
        ("communities.Removal.by",),
        _kept_order,
        ("reason", "at", "undone_at"),
    ),
    PersonalData(
        "communities.memberships",
        30,
        BELONGS,
        _("Communities you are in: since when, what you are there, whether you muted it, and up to when you have read."),
        _("Until you leave it."),
        _("Whoever sees the community sees its people. What you muted and read: you alone."),
        ("communities.Membership.person",),
        _memberships,
        ("community__name", "level", "muted", "seen_at", "at"),
        "communities",
    ),
    PersonalData(
        "communities.past_memberships",
        31,
        BELONGS,
        _("Communities you have left, so that no list puts you back; if you were removed, by whom and why."),
        RECORDS,
        MODERATORS,
        ("communities.Membership.removed_by",),
        _past_memberships,
        ("at", "left_at", "removed_because"),
    ),
    PersonalData(
        "communities.requests",
        32,
        BELONGS,
        _("Requests to join and invitations to communities, yours and those you answered or sent: the words, and the answer."),
        RECORDS,
        MODERATORS,
        (
            "communities.JoinRequest.person", "communities.JoinRequest.invited_by", "communities.JoinRequest.answered_by",
        ),
        _requests,
        ("at", "answered_at", "welcome"),
    ),
    PersonalData(
        "communities.made",
        33,
        BELONGS,
        _("Communities you made."),
        RECORDS,
        _("Auditors and administrators."),
        ("communities.Community.made_by",),
        lambda request: Community.objects.visible_to(getattr(request, "person", None)).filter(made_by=id_of(request)),
        ("name", "at", "closed_at"),
        "communities",
    ),
):  # fmt: skip
    personal_data.add(_entry)
