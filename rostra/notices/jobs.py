"""The notices' jobs."""

from procrastinate.contrib.django import app

from rostra.kit.job_queue import job
from rostra.notices import unseen


@app.periodic(cron="*/5 * * * *")
@job("notices.mail_unseen", queue="mail", queueing_lock="notices.mail_unseen")
def mail_unseen(timestamp: int) -> None:
    unseen.mail_unseen()
