"""Communities to look into."""

from django.db.models import Case, Count, IntegerField, Q, Value, When

from rostra.communities.models import Community, Membership
from rostra.people.models import Follow, Person

LOOKED_AT = 200  # of those she follows, and of her unit: bounds the work for who follows thousands
CANDIDATES = 100  # communities most of them are in; ended and secret ones fall out of these


def suggested_to(person: Person, *, limit: int = 5) -> list[Community]:
    """Open or closed ones she never was in: her own unit's first, then by how many she follows or works beside are there.

    Two statements. Each community has `known_there`, how many of those.
    """
    followed = Follow.objects.filter(follower=person).order_by("-id").values("followed")[:LOOKED_AT]
    beside = Person.objects.filter(unit=person.unit_id, unit__isnull=False, left_at=None).exclude(id=person.id)
    near = Q(person__in=followed) | Q(person__in=beside.order_by("id").values("id")[:LOOKED_AT])
    there = Membership.objects.filter(near, left_at=None).exclude(community__in=person.memberships.values("community"))
    counted = there.values("community").annotate(known=Count("id")).order_by("-known", "community")
    counts = dict(counted.values_list("community", "known")[:CANDIDATES])
    own = Case(When(unit=person.unit_id, unit__isnull=False, then=1), default=0, output_field=IntegerField())
    known = Case(
        *[When(id=community, then=Value(number)) for community, number in counts.items()],
        default=Value(0),
        output_field=IntegerField(),
    )
    wanted = Q(id__in=list(counts)) | Q(unit=person.unit_id, unit__isnull=False)
    fit = Community.objects.visible_to(person).running().not_of(person).exclude(access=Community.Access.SECRET)
    found = fit.filter(wanted).annotate(own_unit=own, known_there=known).with_footing_of(person)
    return list(found.order_by("-own_unit", "-known_there", "-members_count", "id")[:limit])
