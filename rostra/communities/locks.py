"""The row a verb of a community holds before any other row of it. docs/decisions/0018-one-order-of-locks.md has the order."""

from rostra.communities.models import Community


def hold_community(community: Community) -> Community:
    """As it is now, held for the rest of the transaction: what a rule says of it cannot change before it is acted upon.

    New rows may still point at it meanwhile, so a post does not wait for somebody who joins.
    """
    held: Community = Community.objects.select_for_update(no_key=True).get(id=community.id)
    return held
