"""Talk by the API, and the job that empties what was deleted."""

import json
from datetime import timedelta
from uuid import uuid4

from django.utils import timezone

from rostra.communities.actions.comments import delete_comment, post_comment
from rostra.communities.actions.emptying import empty_deleted
from rostra.communities.actions.entries import delete_entry, edit_entry
from rostra.communities.models import Comment, Entry
from rostra.communities.tests.test_entries import say


def test_the_api_says_answers_and_thanks_as_the_pages_do(cast, sign_in):
    client, key = sign_in(cast.chen), str(uuid4())

    def send(method, path, data=None):
        answer = getattr(client, method)(f"/api{path}", json.dumps(data or {}), content_type="application/json")
        return answer.status_code, json.loads(answer.content or b"null")

    status, made = send("post", "/entries", {"to": "everyone", "text": "Hello @Bo Berg", "key": key})
    assert (status, made["entry"]["text"]) == (201, "Hello @Bo Berg")
    assert (
        send("post", "/entries", {"to": "everyone", "text": "again", "key": key})[1]["entry"]["id"]
        == made["entry"]["id"]
    )
    path = f"/entries/{made['entry']['id']}"
    assert send("post", f"{path}/comments", {"text": "yes"})[0] == 201
    assert [send("put", f"{path}/thanks")[0], send("put", f"{path}/thanks")[0]] == [204, 204]
    found = json.loads(client.get(f"/api{path}").content)
    assert (found["thanks"], found["thanked"], found["entry"]["comments"]) == (1, True, 1)
    assert send("delete", f"{path}/thanks")[0] == 204
    assert send("post", "/entries", {"to": "everyone", "text": "x" * 30_000})[0] == 422
    assert send("post", "/entries", {"to": f"community:{uuid4()}", "text": "x"})[0] == 422


def test_after_a_day_a_deleted_entry_is_emptied_with_all_it_said_before(cast):
    entry = edit_entry(by=cast.bo, entry=say(cast.bo), version=1, body="words #x @Chen Li")
    kept, fresh = say(cast.bo), delete_entry(by=cast.bo, entry=say(cast.bo, body="just now"))
    comment = delete_comment(by=cast.chen, comment=post_comment(by=cast.chen, entry=kept, body="oh"))
    delete_entry(by=cast.bo, entry=entry)
    for model in (Entry.objects.filter(id=entry.id), Comment.objects.filter(id=comment.id)):
        model.update(deleted_at=timezone.now() - timedelta(hours=25))
    assert empty_deleted() == 2
    assert empty_deleted() == 0
    entry.refresh_from_db()
    assert (entry.body, entry.versions.count(), entry.topics.count(), entry.mentions.count()) == ("", 0, 0, 0)
    assert Entry.objects.get(id=fresh.id).body == "just now"
    assert Entry.objects.get(id=kept.id).body
    assert Comment.objects.get(id=comment.id).body == ""
