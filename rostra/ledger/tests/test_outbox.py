from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

import pytest
from django.db import transaction
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from rostra.kit.ids import new_id
from rostra.ledger import actions
from rostra.ledger.facts import Happening, record
from rostra.ledger.kinds import fact_kinds
from rostra.ledger.listening import Listener, listeners
from rostra.ledger.models import Delivery, Fact
from tests.cast import Cast


@dataclass(frozen=True)
class BellRung(Happening):
    words = "Bell rung"
    subject = "bell"
    bell: UUID
    times: int


del fact_kinds._items["ledger.BellRung"]  # these tests' alone: no page offers it


@pytest.fixture
def hearer():
    heard: list[Fact] = []
    broken: list[bool] = []

    def hear(fact: Fact) -> None:
        if broken:
            raise ValueError("deaf")
        heard.append(fact)

    listeners.add(Listener("tests.hear", frozenset({"ledger.BellRung"}), hear))
    yield heard, broken
    del listeners._items["tests.hear"]


def ring(cast: Cast) -> Fact:
    with transaction.atomic():
        return record(BellRung(bell=new_id(), times=3), by=cast.bo.actor)


def test_a_fact_reaches_its_listener_once(cast, hearer):
    fact = ring(cast)
    assert actions.dispatch_waiting() == 1
    assert actions.dispatch_waiting() == 0
    assert [each.id for each in hearer[0]] == [fact.id]
    assert hearer[0][0].data["times"] == 3
    assert hearer[0][0].actor_label == "Bo Berg"


def test_a_fact_and_its_job_vanish_together_when_the_verb_fails(cast):
    savepoint = transaction.savepoint()
    ring(cast)
    transaction.savepoint_rollback(savepoint)
    assert not Fact.objects.filter(kind="ledger.BellRung").exists()
    assert not ProcrastinateJob.objects.filter(task_name="ledger.dispatch").exists()


def test_recording_defers_a_dispatch(cast):
    ring(cast)
    assert ProcrastinateJob.objects.filter(task_name="ledger.dispatch").count() == 1


def test_a_failing_listener_is_tried_again_and_then_stands_as_failed(cast, hearer):
    heard, broken = hearer
    broken.append(True)
    ring(cast)
    actions.dispatch_waiting()
    for pause in actions.PAUSES:
        assert actions.retry_waiting() == 0  # not before its pause is over
        waiting = Delivery.objects.filter(due_at__gt=timezone.now() + pause - timedelta(seconds=30))
        assert waiting.update(due_at=timezone.now()) == 1
        actions.retry_waiting()
    delivery = Delivery.objects.get(listener="tests.hear")
    assert (delivery.state, delivery.tries) == ("failed", actions.TRIES)
    assert "deaf" in delivery.error
    broken.clear()
    assert actions.try_again(delivery=delivery)
    assert len(heard) == 1
