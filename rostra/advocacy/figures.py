"""What came of a story, in groups: figures of fewer than five people are not given, to anybody."""

from dataclasses import dataclass, field
from datetime import date

from django.db.models import Count, Sum

from rostra.advocacy import queries
from rostra.advocacy.models import DayCount, Story
from rostra.advocacy.networks.network import networks
from rostra.advocacy.visitors import CLICK

LEAST = 5


@dataclass(frozen=True)
class StoryFigures:
    """`sharers` is None below five, and then nothing else is given. `networks`: label to sharers, None below five.

    `days`: clicks a day. `machines`: requests of machines by kind, which are no clicks.
    """

    sharers: int | None
    shares: int = 0
    clicks: int = 0
    networks: list[tuple[str, int | None]] = field(default_factory=list)
    days: list[tuple[date, int, int]] = field(default_factory=list)
    machines: int = 0

    @property
    def clicks_a_share(self) -> float:
        return self.clicks / self.shares if self.shares else 0.0


def of_story(story: Story) -> StoryFigures:
    """Counted from rows: people with a share that stands outside, and clicks on those shares' links."""
    sharers = queries.sharers_of(story)
    if sharers < LEAST:
        return StoryFigures(None)
    told = queries.told(story.entry_id)
    rows = DayCount.objects.filter(link__share__entry=story.entry_id)
    machines = rows.exclude(kind=CLICK).aggregate(n=Sum("count"))["n"] or 0
    days = list(rows.filter(kind=CLICK).values_list("day").annotate(n=Sum("count")).order_by("day"))
    most = max((n for _day, n in days), default=0)
    by_network = told.order_by().values_list("network").annotate(n=Count("person", distinct=True)).order_by("-n")
    return StoryFigures(
        sharers=sharers,
        shares=told.count(),
        clicks=sum(n for _day, n in days),
        networks=[(_label(key), n if n >= LEAST else None) for key, n in by_network],
        days=[(day, n, round(100 * n / most)) for day, n in days],
        machines=machines,
    )


def _label(key: str) -> str:
    network = networks.get(key)
    return str(network.label) if network is not None else key
