"""Sharing to a running Mastodon API server, with faults: one post each time, or told to its author."""

from datetime import timedelta

import pytest
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from rostra.advocacy.actions import sending, sharing
from rostra.advocacy.models import Account, Share
from rostra.advocacy.networks.mastodon import client
from rostra.advocacy.tests.acting import WORDS, tell, told, turn, turns_until_settled
from rostra.company.sealing import seal
from rostra.kit.errors import Refused
from rostra.people.actions.people import mark_left


def test_a_share_is_posted_once_in_her_words_and_language(cast, account, mastodon):
    share = turn(tell(cast.bo, account))
    [post] = mastodon.posts()
    assert share.state == "sent"
    assert (share.outside_id, share.outside_url) == (post["id"], post["url"])
    assert post["language"] == "en"
    assert "Ämpäri &amp; &lt;käärme&gt;" in post["content"]
    assert told(share) == ["advocacy.share_sent"]
    turns_until_settled(share, minutes=3)
    assert len(mastodon.posts()) == 1


def test_text_and_key_are_committed_before_the_first_call(cast, account, proxy):
    share = tell(cast.bo, account)
    assert proxy.passed == ["GET /api/v1/accounts/verify_credentials"]
    kept = Share.objects.get(id=share.id)
    assert (kept.text, kept.idempotency_key) == (WORDS, share.idempotency_key)
    assert (
        ProcrastinateJob.objects.filter(task_name="advocacy.send_share", args={"share_id": str(share.id)}).count() == 1
    )


def test_a_503_is_tried_again_and_posted_once(cast, account, mastodon):
    mastodon.fault("status", status=503, times=2)
    share = turn(tell(cast.bo, account))
    assert (share.state, mastodon.posts()) == ("sending", [])
    assert told(share) == []
    turns_until_settled(share)
    assert share.state == "sent"
    assert len(mastodon.posts()) == 1


def test_a_server_that_stays_away_for_45_minutes_ends_with_its_author_and_is_not_asked_again(cast, account, mastodon):
    mastodon.fault("status", status=503, times=None)
    share = turns_until_settled(tell(cast.bo, account))
    assert share.state == "unclear"
    assert told(share) == ["advocacy.share_unclear"]
    assert share.next_at is None
    assert mastodon.posts() == []


def test_no_automatic_try_comes_later_than_45_minutes_after_the_first(cast, account, mastodon, proxy):
    mastodon.fault("status", status=503, times=None)
    share = tell(cast.bo, account)
    posts_at: list[int] = []
    for minute in range(120):
        before = proxy.passed.count("POST /api/v1/statuses")
        turn(share, minutes=minute)
        posts_at += [minute] * (proxy.passed.count("POST /api/v1/statuses") - before)
    assert 3 <= len(posts_at) <= 12
    assert posts_at[-1] <= 45


def test_a_429_waits_as_long_as_it_is_asked_to(cast, account, mastodon, proxy):
    mastodon.fault("ratelimit", headers={"Retry-After": "600"})
    share = turn(tell(cast.bo, account))
    assert share.state == "sending"
    assert (
        timedelta(minutes=9, seconds=55) <= share.next_at - share.first_attempt_at <= timedelta(minutes=10, seconds=5)
    )
    turn(share, minutes=9)
    assert proxy.passed.count("POST /api/v1/statuses") == 1
    turn(share, minutes=11)
    assert share.state == "sent"
    assert len(mastodon.posts()) == 1


def test_a_429_beyond_the_45_minutes_is_told_at_once_as_not_sent(cast, account, mastodon):
    mastodon.fault("ratelimit", headers={"Retry-After": "7200"})
    share = turn(tell(cast.bo, account))
    assert (share.state, told(share)) == ("failed", ["advocacy.share_failed"])
    assert mastodon.posts() == []


def test_garbage_is_unclear_and_ends_in_one_post(cast, account, mastodon):
    mastodon.fault("malformed")
    share = turn(tell(cast.bo, account))
    assert share.state == "sending"
    turns_until_settled(share)
    assert share.state == "sent"
    assert len(mastodon.posts()) == 1


def test_a_line_cut_after_the_server_accepted_is_found_among_her_posts(cast, account, mastodon, proxy):
    proxy.cut("POST", "/api/v1/statuses")
    share = turn(tell(cast.bo, account))
    assert share.state == "sent"
    assert share.outside_id == mastodon.posts()[0]["id"]
    assert proxy.passed.count("POST /api/v1/statuses") == 1


def test_a_time_out_after_the_server_accepted_is_found_among_her_posts(cast, account, mastodon, proxy, monkeypatch):
    monkeypatch.setattr(client, "SECONDS", 1.0)
    proxy.cut("POST", "/api/v1/statuses", hold=3)
    share = turn(tell(cast.bo, account))
    assert share.state == "sent"
    assert len(mastodon.posts()) == 1


def test_nothing_is_posted_twice_even_when_the_server_forgets_its_keys(cast, account, mastodon, proxy):
    """The look through her own posts must be enough by itself."""
    proxy.forgetful = True
    proxy.cut("POST", "/api/v1/statuses")
    proxy.cut("GET", "/statuses", times=3)  # and for a while her posts cannot be read
    share = turn(tell(cast.bo, account))
    assert share.state == "sending"
    turns_until_settled(share)
    assert share.state == "sent"
    assert len(mastodon.posts()) == 1
    assert proxy.passed.count("POST /api/v1/statuses") == 1


def test_posts_that_can_never_be_read_leave_it_to_her(cast, account, mastodon, proxy):
    proxy.cut("POST", "/api/v1/statuses")
    proxy.cut("GET", "/statuses", times=99)
    share = turns_until_settled(tell(cast.bo, account))
    assert (share.state, told(share)) == ("unclear", ["advocacy.share_unclear"])
    assert len(mastodon.posts()) == 1


def test_she_settles_what_is_unclear_by_her_word(cast, account, mastodon, proxy):
    proxy.cut("POST", "/api/v1/statuses")
    proxy.cut("GET", "/statuses", times=99)
    share = turns_until_settled(tell(cast.bo, account))
    settled = sharing.settle(by=cast.bo, share=share, posted=True)
    assert (settled.state, settled.settled_at is not None) == ("sent", True)


def test_her_no_tries_again_but_looks_first(cast, account, mastodon, proxy):
    """She did not see it; it stands there all the same, and is found instead of posted again."""
    proxy.forgetful = True
    proxy.cut("POST", "/api/v1/statuses")
    proxy.cut("GET", "/statuses", times=30)
    share = turns_until_settled(tell(cast.bo, account))
    assert share.state == "unclear"
    proxy.cuts.clear()
    sharing.try_again(by=cast.bo, share=share)
    turn(share)
    assert share.state == "sent"
    assert len(mastodon.posts()) == 1


def test_a_server_that_cannot_be_reached_is_tried_again_and_then_told_as_not_sent(cast, account, mastodon, settings):
    settings.HTTP_ALLOWED = frozenset()
    share = turns_until_settled(tell(cast.bo, account))
    assert (share.state, told(share)) == ("failed", ["advocacy.share_failed"])
    assert mastodon.posts() == []


def test_a_token_that_was_taken_back_is_told_and_the_account_asks_to_be_connected_anew(cast, account, mastodon):
    Account.objects.filter(id=account.id).update(token=seal("gone"))
    account.refresh_from_db()
    share = turn(tell(cast.bo, account))
    account.refresh_from_db()
    assert (share.state, told(share)) == ("failed", ["advocacy.share_failed"])
    assert (account.state, account.token) == ("refused", "")


def test_words_the_server_finds_too_long_are_told_with_its_reason(cast, account, mastodon):
    account.limit = 1000  # as if the server had lowered it since she connected
    share = turn(tell(cast.bo, account, words="ä" * 501))
    assert (share.state, told(share)) == ("failed", ["advocacy.share_failed"])
    assert "too long" in share.error


def test_what_waits_is_not_sent_once_she_has_left(cast, account, mastodon):
    share = tell(cast.bo, account)
    mark_left(by=cast.ana, person=cast.bo)
    turn(share)
    assert share.state == "failed"
    assert mastodon.posts() == []


def test_words_too_long_for_her_server_are_refused_before_anything_is_kept(cast, account, mastodon):
    with pytest.raises(Refused, match="1 sign"):
        tell(cast.bo, account, words="ä" * 501)
    assert not Share.objects.exists()


def test_two_workers_at_once_make_one_post(cast, account, mastodon):
    share = tell(cast.bo, account)
    first = sending.claim(share_id=share.id, at=timezone.now())
    assert sending.claim(share_id=share.id, at=timezone.now()) is None
    sending.write_down(first, sending.carry_out(first))
    turn(share)
    assert share.state == "sent"
    assert len(mastodon.posts()) == 1


def test_a_slow_worker_whose_lease_ran_out_does_not_overwrite_a_newer_answer(cast, account, mastodon):
    share = tell(cast.bo, account)
    now = timezone.now()
    slow = sending.claim(share_id=share.id, at=now)
    answer = sending.carry_out(slow)
    turn(share, minutes=4)
    assert share.state == "sent"
    sending.write_down(slow, answer)
    share.refresh_from_db()
    assert share.state == "sent"
    assert told(share) == ["advocacy.share_sent"]
    assert len(mastodon.posts()) == 1


def test_she_may_stop_it_before_the_first_attempt_only(cast, account, mastodon):
    share = tell(cast.bo, account)
    sharing.cancel(by=cast.bo, share=share)
    turn(share)
    assert share.state == "cancelled"
    assert mastodon.posts() == []
