"""The room's jobs."""

from procrastinate.contrib.django import app

from rostra.communities.actions.emptying import empty_deleted
from rostra.kit.job_queue import job


@app.periodic(cron="20 * * * *")
@job("communities.empty_deleted", queue="facts", queueing_lock="communities.empty_deleted")
def empty(timestamp: int) -> None:
    """What was deleted more than a day ago can no longer be brought back: its words go."""
    empty_deleted()
