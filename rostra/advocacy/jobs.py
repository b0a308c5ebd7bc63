"""The jobs of advocacy."""

from uuid import UUID

from procrastinate.contrib.django import app

from rostra.advocacy.actions import accounts, clicks, feeds, sending, stories
from rostra.kit.job_queue import job
from rostra.people.models import Person


@job("advocacy.send_share", queue="outside")
def send_share(share_id: str) -> None:
    sending.send_share(share_id=UUID(share_id))


@app.periodic(cron="* * * * *")
@job("advocacy.sweep_shares", queue="outside", queueing_lock="advocacy.sweep_shares")
def sweep_shares(timestamp: int) -> None:
    """What waits for its next try, and what a killed worker left."""
    sending.send_due()


@app.periodic(cron="*/5 * * * *")
@job("advocacy.fetch_feeds", queue="outside", queueing_lock="advocacy.fetch_feeds")
def fetch_feeds(timestamp: int) -> None:
    feeds.fetch_due()


@app.periodic(cron="* * * * *")
@job("advocacy.publish_planned", queue="outside", queueing_lock="advocacy.publish_planned")
def publish_planned(timestamp: int) -> None:
    stories.publish_planned()


@app.periodic(cron="7 * * * *")
@job("advocacy.forget_visitors", queue="outside", queueing_lock="advocacy.forget_visitors")
def forget_visitors(timestamp: int) -> None:
    clicks.forget_past_days()


@job("advocacy.disconnect_leaver", queue="outside")
def disconnect_leaver(person_id: str) -> None:
    accounts.disconnect_leaver(person=Person.objects.get(id=UUID(person_id)))
