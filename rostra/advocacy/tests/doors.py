"""Who may pass each door of advocacy."""

from rostra.advocacy.models import Account, FeedSource
from rostra.advocacy.tests.making import a_draft, a_share, a_story
from tests.cast import Cast

EVERYBODY = {"anonymous": 302, "dara": 200, "chen": 200, "bo": 200, "kim": 200, "ana": 200, "page": True}
BO_ALONE = {"anonymous": 302, "dara": 404, "chen": 404, "bo": 200, "kim": 404, "ana": 404}
DESK = {"anonymous": 302, "dara": 403, "chen": 403, "bo": 403, "kim": 200, "ana": 403}
FEEDS = DESK | {"ana": 200}

DOORS = {
    "stories": EVERYBODY,
    "tell": EVERYBODY,
    "tell_story": EVERYBODY,
    "my_shares": EVERYBODY,
    "accounts": EVERYBODY,
    "desk": DESK | {"page": True},
    "desk_new": DESK | {"page": True},
    "desk_story": DESK | {"page": True},
    "story_figures": DESK | {"page": True},
    "story_publication": DESK | {"method": "DELETE", "kim": 302},
    "feeds": FEEDS | {"page": True},
    "feed": FEEDS | {"method": "POST", "kim": 302, "ana": 302},
    "share": BO_ALONE | {"page": True},
    "share_word": BO_ALONE | {"method": "POST", "bo": 302},
    "share_tries": BO_ALONE | {"method": "POST", "bo": 403},
    "outside_account": BO_ALONE | {"method": "DELETE", "bo": 302},
    # A POST without words, and a way back nobody set out on, are refused.
    "shares": {"method": "POST", "anonymous": 302} | dict.fromkeys(("dara", "chen", "bo", "kim", "ana"), 422),
    "account_return": {"anonymous": 302} | dict.fromkeys(("dara", "chen", "bo", "kim", "ana"), 422),
}


def make(cast: Cast) -> dict[str, dict[str, object]]:
    story, draft = a_story(cast.kim), a_draft(cast.kim)
    share = {"share_id": a_share(cast.bo, story).id}
    feed = FeedSource.objects.create(name="News", added_by=cast.kim)
    account = Account.objects.create(
        person=cast.bo, network="mastodon", instance="https://kaffe.example", outside_id="1", handle="bo@kaffe.example"
    )
    told = {"story_id": story.entry_id}
    return {
        "tell_story": told, "story_figures": told, "story_publication": told, "desk_story": {"story_id": draft.entry_id},
        "share": share, "share_word": share, "share_tries": share, "feed": {"feed_id": feed.id},
        "outside_account": {"account_id": account.id},
    }  # fmt: skip
