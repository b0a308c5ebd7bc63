"""The company's jobs."""

from uuid import UUID

from procrastinate.contrib.django import app

from rostra.company import actions, files
from rostra.kit.job_queue import job


@job("company.deliver_mail", queue="mail")
def deliver_mail(mail_id: str) -> None:
    actions.deliver_mail(mail_id=UUID(mail_id))


@app.periodic(cron="40 3 * * *")
@job("company.tidy", queue="mail", queueing_lock="company.tidy")
def tidy(timestamp: int) -> None:
    """What was kept long enough: old mail, pictures that nobody sent."""
    actions.tidy_mail()
    files.remove_unhung()


@app.periodic(cron="*/10 * * * *")
@job("company.sweep_mail", queue="mail", queueing_lock="company.sweep_mail")
def sweep_mail(timestamp: int) -> None:
    actions.sweep_mail()
