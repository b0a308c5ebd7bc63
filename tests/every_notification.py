"""Everything one person can be notified of, made by the verbs that others press."""

from rostra.advocacy.models import Share
from rostra.advocacy.telling import tell_sent, tell_trouble
from rostra.advocacy.tests.making import a_share, a_story
from rostra.communities.actions.comments import post_comment
from rostra.communities.actions.communities import make_community
from rostra.communities.actions.entries import publish_entry
from rostra.communities.actions.memberships import admit, remove_member, set_level
from rostra.communities.actions.moderation import remove, report, undo_removal
from rostra.communities.actions.requests import answer, ask_to_join, invite
from rostra.communities.hearers import To
from rostra.communities.models import Community
from rostra.notices.models import Wish
from rostra.people.models import Person
from tests.cast import Cast


def notify_of_an_answer(cast: Cast) -> None:
    """To what Dara asked."""
    post_comment(by=cast.chen, entry=publish_entry(by=cast.dara, to=To.all(), body="Who closes?"), body="I do.")


def notify_of_talk_and_shares(cast: Cast) -> None:
    """Dara is mentioned and replied to; what she shared went out, failed, is unclear; what she said is moderated."""
    dara, place = cast.dara, _kept_by(cast.bo, "Grinding", cast.dara)
    entry = publish_entry(by=cast.bo, to=To.all(), body="Ask @Dara Díaz about it.")
    mine = post_comment(by=dara, entry=entry, body="Ask me tomorrow.")
    post_comment(by=cast.chen, entry=entry, body="Tomorrow then.", answers=mine)
    for number in range(2):
        said = publish_entry(by=dara, to=To.those_in(place), body=f"Coarse words, number {number}.")
        remove(by=cast.bo, thing=said, reason="Not here.")
    undo_removal(by=cast.bo, thing=said)
    Wish.objects.create(person=dara, kind="advocacy.share_sent", inbox=True, mail=True)
    for state in (Share.State.SENT, Share.State.UNCLEAR, Share.State.FAILED):
        share = a_share(dara, a_story(cast.kim))
        share.state, share.error = state, "The server is closed."
        (tell_sent if state == Share.State.SENT else tell_trouble)(share)


def notify_of_communities(cast: Cast) -> None:
    """Dara is asked in, let in, not let in, raised, removed; somebody asks her, and something is reported to her."""
    dara, own = cast.dara, _kept_by(cast.dara, "Baristas", cast.chen)
    ask_to_join(by=cast.bo, community=own)
    report(by=cast.chen, thing=publish_entry(by=dara, to=To.those_in(own), body="Mine"), reason="Look.")
    admit(person=cast.kim, community=own, way="asked", by=dara)
    report(by=cast.chen, thing=publish_entry(by=cast.kim, to=To.those_in(own), body="Rude"), reason="Rude.")
    for name, welcome in (("Cupping", True), ("Sourcing", False)):
        request = ask_to_join(by=dara, community=_kept_by(cast.bo, name))
        answer(by=cast.bo, request=request, welcome=welcome)
    invite(by=cast.bo, community=_kept_by(cast.bo, "Latte art"), person=dara)
    set_level(by=cast.bo, community=_kept_by(cast.bo, "Machines", dara), person=dara, level="moderator")
    remove_member(by=cast.bo, community=_kept_by(cast.bo, "Night shift", dara), person=dara, reason="A mistake.")


def _kept_by(owner: Person, name: str, *members: Person) -> Community:
    community = make_community(by=owner, name=name, about="For tests", access="closed")
    for person in members:
        admit(person=person, community=community, way="asked", by=owner)
    return community
