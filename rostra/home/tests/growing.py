"""One more fact, and one more thing that failed."""

from rostra.ledger.models import Delivery, Fact
from tests.cast import Cast

STILL = {"console"}
LOOKS = {"search": ["?q=grown"], "console-audit": ["?kind=tests.Grown"]}


def grow(cast: Cast, number: int) -> None:
    fact = Fact.objects.create(kind="tests.Grown", actor_label=f"Grown {number}")
    Delivery.objects.create(fact=fact, listener="tests.hears", state=Delivery.FAILED, error=f"Grown {number}")
