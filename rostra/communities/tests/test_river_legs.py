"""The legs give what the plain query gives, whatever there is to see and to hide."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rostra.communities.feed.river import river_page
from rostra.communities.models import Community, Entry, Membership
from rostra.people.models import Audience, AudienceMember, Follow

COMMUNITIES, AUDIENCES, MOMENTS = 6, 2, 12
AUTHORS = ("bo", "chen", "dara", "kim")

places = st.sampled_from(
    [("everyone", 0), ("followers", 0)]
    + [("community", which) for which in range(COMMUNITIES)]
    + [("community", which) for which in range(2)] * 2  # some say more than others
    + [("audience", which) for which in range(AUDIENCES)]
)
entries = st.tuples(
    places,
    st.sampled_from(AUTHORS),
    st.integers(1, MOMENTS),  # hours ago; small, so that moments are often equal
    st.sampled_from(["shown", "shown", "shown", "ended", "ended", "ending", "deleted", "removed", "draft"]),
)
membership = st.sampled_from(["in", "in", "muted", "left", "never"])
worlds = st.fixed_dictionaries(
    {
        "entries": st.lists(entries, min_size=10, max_size=50),
        "memberships": st.lists(membership, min_size=COMMUNITIES, max_size=COMMUNITIES),
        "audiences": st.lists(st.booleans(), min_size=AUDIENCES, max_size=AUDIENCES),
        "follows": st.sets(st.sampled_from(AUTHORS[1:])),
        "stale": st.lists(st.sampled_from([0, 0, 2, MOMENTS]), min_size=COMMUNITIES, max_size=COMMUNITIES),
        "n": st.integers(1, 5),
    }
)


def build(cast, world):
    now = timezone.now()
    communities = [Community(name=f"C{i}", slug=f"c{i}") for i in range(COMMUNITIES)]
    audiences = [Audience(name=f"A{i}") for i in range(AUDIENCES)]
    rows = []
    for (kind, which), author, hours, state in world["entries"]:
        at = now - timedelta(hours=hours)
        rows.append(
            Entry(
                author=getattr(cast, author),
                body="words",
                to_everyone=kind == "everyone",
                to_followers=kind == "followers",
                community=communities[which] if kind == "community" else None,
                audience=audiences[which] if kind == "audience" else None,
                published_at=None if state == "draft" else at,
                active_at=None if state == "draft" else at,
                deleted_at=now if state == "deleted" else None,
                removed_at=now if state == "removed" else None,
                until={"ended": now - timedelta(minutes=1), "ending": now + timedelta(hours=1)}.get(state),
            )
        )
    # As the verbs keep it: of all that stands there, ended or not; and now and then later, which must do no harm.
    for place, late in zip([*communities, *audiences], [*world["stale"], 0, 0], strict=True):
        there = [
            e.active_at for e in rows if (e.community or e.audience) is place and not e.deleted_at and not e.removed_at
        ]
        moments = [moment for moment in there if moment]
        place.last_active_at = max(moments) + timedelta(hours=late) if moments else None
    Community.objects.bulk_create(communities)
    Audience.objects.bulk_create(audiences)
    Entry.objects.bulk_create(rows)
    Membership.objects.bulk_create(
        Membership(person=cast.bo, community=c, muted=state == "muted", left_at=now if state == "left" else None)
        for c, state in zip(communities, world["memberships"], strict=True)
        if state != "never"
    )
    AudienceMember.objects.bulk_create(
        AudienceMember(person=cast.bo, audience=a)
        for a, is_in in zip(audiences, world["audiences"], strict=True)
        if is_in
    )
    Follow.objects.bulk_create(Follow(follower=cast.bo, followed=getattr(cast, name)) for name in world["follows"])


def all_pages(person, n, source):
    found, below = [], None
    while True:
        page = river_page(person, below=below, n=n, source=source)
        found += [slip.id for slip in page.slips]
        if page.below is None:
            return found
        below = page.below


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(world=worlds)
def test_the_legs_are_the_plain_query_on_every_page(cast, world):
    with transaction.atomic():
        build(cast, world)
        plain = list(Entry.objects.in_river_of(cast.bo).newest_first().values_list("id", flat=True))
        followed = list(Entry.objects.by_followed_of(cast.bo).newest_first().values_list("id", flat=True))
        seen = set(Entry.objects.visible_to(cast.bo).values_list("id", flat=True))
        assert all_pages(cast.bo, world["n"], "mine") == plain
        assert all_pages(cast.bo, world["n"], "followed") == followed
        assert seen >= set(plain)
        transaction.set_rollback(True)
