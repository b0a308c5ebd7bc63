"""How often somebody may: the one list, and how `ROSTRA_PACES` changes it. docs/reference/paces.md says it in words."""

from collections.abc import Mapping

MINUTES = 60

# name: (times, seconds). All the times may come at once; then they grow back evenly. Generous for people, narrow for scripts.
PACES: dict[str, tuple[int, int]] = {
    "posts": (30, 10 * MINUTES),
    "comments": (100, 10 * MINUTES),
    "thanks": (200, 10 * MINUTES),
    "joining": (60, 10 * MINUTES),
    "reports": (30, 10 * MINUTES),
    "invitations": (60, 10 * MINUTES),
    "shares": (60, 10 * MINUTES),
    "checks": (3000, 10 * MINUTES),
    "changes": (300, 10 * MINUTES),
    "strangers": (600, 10 * MINUTES),
}
OFF = (0, 0)


def paces(told: str) -> Mapping[str, tuple[int, int]]:
    """`PACES` with what `told` says otherwise: "posts=60/600, checks=off". Raises ValueError for what it does not understand."""
    known = dict(PACES)
    for part in filter(None, (each.strip() for each in told.split(","))):
        name, _sign, value = (side.strip() for side in part.partition("="))
        if name not in known:
            raise ValueError(f"ROSTRA_PACES: there is no pace “{name}”; there are {', '.join(known)}")
        known[name] = _pace(part, value)
    return known


def _pace(part: str, value: str) -> tuple[int, int]:
    if value == "off":
        return OFF
    times, _sign, seconds = value.partition("/")
    if not (times.isdecimal() and seconds.isdecimal() and int(times) and int(seconds)):
        raise ValueError(f"ROSTRA_PACES: “{part}” is neither name=times/seconds nor name=off")
    return int(times), int(seconds)
