"""Who passes which door of the gathering. Bo owns the sample community, a closed one, and Chen is in it; the rest are not."""

from rostra.communities.actions.communities import make_community
from rostra.communities.actions.memberships import admit
from rostra.communities.actions.moderation import remove, report
from rostra.communities.actions.requests import ask_to_join
from rostra.communities.models import Community, Entry, EntryTopic, JoinRequest, Topic
from rostra.communities.tests.gathering import say
from rostra.people.models import Person

EVERYONE = {"anonymous": 302, "dara": 200, "chen": 200, "bo": 200, "kim": 200, "ana": 200}
PAGE = {"method": "GET", **EVERYONE, "page": True}
PART = {"method": "GET", **EVERYONE}


def page(**differs: int) -> dict[str, object]:
    return {**PAGE, **differs}


def post(**by: object) -> dict[str, object]:
    return {"method": "POST", "anonymous": 302, **by}


def all_get(status: int) -> dict[str, int]:
    return dict.fromkeys(("dara", "chen", "bo", "kim", "ana"), status)


DOORS = {
    "communities": PAGE,
    "community_new": PAGE,
    "communities_suggested": PART,
    "communities_of": PART,
    "community": PAGE,
    "community_about": PAGE,
    "community_edit": page(dara=404, chen=404, kim=404),
    "community_closure": post(dara=403, chen=403, bo=302, kim=403, ana=302),
    "community_people": PAGE,
    "community_member": page(dara=404, chen=404, kim=404),
    "community_level": post(data={"level": "member"}, dara=403, chen=403, bo=302, kim=403, ana=302),
    "community_membership": post(dara=403, chen=302, bo=302, kim=403, ana=403),
    "community_leaving": page(dara=404, kim=404, ana=404),
    "community_mute": post(dara=403, chen=302, bo=302, kim=403, ana=403),
    "community_requests": page(dara=404, chen=404, kim=404),
    "community_invitations": page(dara=404, kim=404),
    "join_request": post(data={"_method": "delete"}, dara=404, chen=404, bo=403, kim=404, ana=403),
    "join_answer": post(data={"welcome": "no"}, dara=404, chen=404, bo=302, kim=404, ana=404),
    "reports": PAGE,
    "thing_reports": page(dara=404, kim=404, ana=404, bo=200),
    "reports_closure": post(dara=404, chen=403, bo=302, kim=404, ana=302),
    "removal": page(dara=404, chen=404, kim=404),
    "removal_undoing": post(dara=404, chen=404, bo=302, kim=404, ana=302),
    "topics_suggest": PART,
    "topic": page(dara=404, kim=404, ana=404),
}  # fmt: skip


def make(cast) -> dict[str, dict]:
    club = Community.objects.filter(slug="works-council").first() or make_community(
        by=cast.bo, name="Works council", about="For us all", access="closed"
    )
    admit(person=cast.chen, community=club, way="open", by=cast.bo)
    member = _somebody("Mira Member")
    admit(person=member, community=club, way="open", by=cast.bo)
    asked = JoinRequest.objects.filter(community=club).first() or ask_to_join(by=_somebody("Aki Asker"), community=club)
    entry = Entry.objects.filter(community=club, removed_at=None).first() or say(member, club, "About #burrs")
    topic, _made = Topic.objects.get_or_create(key="burrs", name="burrs")
    EntryTopic.objects.get_or_create(entry=entry, topic=topic)
    report(by=cast.chen, thing=entry, reason="So")
    gone = Entry.objects.filter(community=club, removed_at__isnull=False).first() or say(member, club, "Gone")
    if gone.removed_at is None:
        remove(by=cast.bo, thing=gone, reason="So")
    here, thing = {"slug": club.slug}, {"what": "entry", "id": entry.id}
    places = (
        "community", "community_about", "community_edit", "community_closure", "community_people", "community_membership",
        "community_leaving", "community_mute", "community_requests", "community_invitations",
    )  # fmt: skip
    return {
        **dict.fromkeys(places, here),
        "communities_of": {"person": cast.bo.id},
        "community_member": {**here, "person": member.id},
        "community_level": {**here, "person": member.id},
        "join_request": {"id": asked.id},
        "join_answer": {"id": asked.id},
        "thing_reports": thing,
        "reports_closure": thing,
        "removal": thing,
        "removal_undoing": {"what": "entry", "id": gone.id},
        "topic": {"key": topic.key},
    }


def _somebody(name: str) -> Person:
    found = Person.objects.filter(name=name).first()
    return found or Person.objects.create(name=name, sort_key=name.lower(), find_text=f" {name.lower()}")
