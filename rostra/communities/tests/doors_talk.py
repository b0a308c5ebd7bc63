"""Who passes which door of talk. The sample entry is Bo's, in a closed community in which Chen is; the rest are strangers."""

from rostra.communities.actions.comments import delete_comment, post_comment
from rostra.communities.actions.entries import delete_entry, publish_entry
from rostra.communities.actions.memberships import admit
from rostra.communities.hearers import To
from rostra.communities.models import Comment, Community, Entry, Membership

ALL = ("dara", "chen", "bo", "kim", "ana")
OPEN = {"method": "GET", "anonymous": 302, **dict.fromkeys(ALL, 200)}
HERE = {"method": "GET", "anonymous": 302, "dara": 404, "chen": 200, "bo": 200, "kim": 404, "ana": 404}
HIS = {**HERE, "chen": 404}


def post(**by: object) -> dict[str, object]:
    return {"method": "POST", "anonymous": 302, "dara": 404, "kim": 404, "ana": 404, **by}


DOORS = {
    "river": {**OPEN, "page": True},
    "river_news": OPEN,
    "kept": {**OPEN, "page": True},
    "mentions_suggest": OPEN,
    "entries": {
        "method": "POST",
        "anonymous": 302,
        **dict.fromkeys(ALL, 302),
        "data": {"to": "everyone", "body": "Hello"},
    },
    "entry_new": {**OPEN, "page": True},
    "entry": {**HERE, "page": True},
    "entry_edit": {**HERE, "chen": 403, "page": True},
    "entry_versions": {**HERE, "page": True},
    "entry_restoration": post(chen=404, bo=302),
    "entry_thanks": post(chen=302, bo=302),
    "entry_bookmark": post(chen=302, bo=302),
    "entry_comments": post(chen=302, bo=302, data={"body": "An answer"}),
    "comment_new": {**HERE, "chen": 302, "bo": 302},
    "comment": post(chen=302, bo=404, data={"_method": "delete"}),
    "comment_edit": {**HERE, "bo": 403, "page": True},
    "comment_restoration": post(chen=302, bo=404),
    "comment_thanks": post(chen=302, bo=302),
}


def make(cast) -> dict[str, dict]:
    club = Community.objects.filter(slug="night-shift").first()
    if club is None:
        club = Community.objects.create(name="Night shift", slug="night-shift", access="closed", made_by=cast.bo)
        admit(person=cast.bo, community=club, way="open", by=cast.bo)
        Membership.objects.filter(community=club, person=cast.bo).update(level="owner")
        admit(person=cast.chen, community=club, way="open", by=cast.bo)
    entry = Entry.objects.filter(community=club, deleted_at=None).first()
    if entry is None:
        entry = publish_entry(by=cast.bo, to=To.those_in(club), body="Who has the key to the **lab**? #night")
        post_comment(
            by=cast.bo, entry=entry, body="Found it.", answers=post_comment(by=cast.chen, entry=entry, body="Not me.")
        )
    gone = Entry.objects.filter(community=club, deleted_at__isnull=False).first()
    gone = gone or delete_entry(by=cast.bo, entry=publish_entry(by=cast.bo, to=To.those_in(club), body="Never mind"))
    comments = Comment.objects.filter(entry=entry, author=cast.chen, deleted_at=None).order_by("id")
    deleted = delete_comment(by=cast.chen, comment=post_comment(by=cast.chen, entry=entry, body="Sorry"))
    here, answer = {"id": entry.id}, {"id": comments[0].id}
    return {
        "entries": {},
        **dict.fromkeys(("entry", "entry_edit", "entry_versions", "entry_thanks", "entry_bookmark"), here),
        **dict.fromkeys(("entry_comments", "comment_new"), here),
        "entry_restoration": {"id": gone.id},
        **dict.fromkeys(("comment", "comment_edit", "comment_thanks"), answer),
        "comment_restoration": {"id": deleted.id},
    }
