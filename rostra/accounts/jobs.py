"""The jobs of accounts."""

from uuid import UUID

from procrastinate.contrib.django import app

from rostra.accounts.actions import inviting, retention, sessions
from rostra.kit.job_queue import job


@app.periodic(cron="20 3 * * *")
@job("accounts.tidy", queue="mail", queueing_lock="accounts.tidy")
def tidy(timestamp: int) -> None:
    sessions.remove_expired_sessions()
    retention.forget_old_invitations()
    retention.forget_old_email_changes()


@job("accounts.go_on_inviting", queue="mail")
def go_on_inviting(run: str) -> None:
    inviting.go_on_inviting(run_id=UUID(run))
