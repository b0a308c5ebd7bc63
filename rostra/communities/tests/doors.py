"""Who passes which door of the room: what is said, and where people gather."""

from rostra.communities.tests import doors_gather, doors_talk

DOORS = {**doors_gather.DOORS, **doors_talk.DOORS}


def make(cast) -> dict[str, dict]:
    return {**doors_gather.make(cast), **doors_talk.make(cast)}
