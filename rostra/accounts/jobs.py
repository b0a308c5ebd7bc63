"""The jobs of accounts."""

from procrastinate.contrib.django import app

from rostra.accounts.actions import sessions


@app.periodic(cron="20 3 * * *")
@app.task(name="accounts.tidy", queue="mail", queueing_lock="accounts.tidy")
def tidy(timestamp: int) -> None:
    sessions.remove_expired_sessions()
