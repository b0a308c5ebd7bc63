"""The jobs of advocacy."""

from uuid import UUID

from procrastinate.contrib.django import app

from rostra.advocacy.actions import sending


@app.task(name="advocacy.send_share", queue="outside")
def send_share(share_id: str) -> None:
    sending.send_share(share_id=UUID(share_id))


@app.periodic(cron="* * * * *")
@app.task(name="advocacy.sweep_shares", queue="outside", queueing_lock="advocacy.sweep_shares")
def sweep_shares(timestamp: int) -> None:
    """What waits for its next try, and what a killed worker left."""
    sending.send_due()
