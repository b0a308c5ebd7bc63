"""The ledger's jobs."""

from procrastinate.contrib.django import app

from rostra.kit import attempts, pace
from rostra.kit.job_queue import job
from rostra.ledger import actions, retention


@job("ledger.dispatch", queue="facts")
def dispatch() -> None:
    actions.dispatch_waiting()


@app.periodic(cron="* * * * *")
@job("ledger.sweep", queue="facts", queueing_lock="ledger.sweep")
def sweep(timestamp: int) -> None:
    """What a rolled-back or killed worker left behind: waiting facts, waiting deliveries."""
    actions.dispatch_waiting()
    actions.retry_waiting()


@app.periodic(cron="* * * * *")
@job("ledger.requeue_stalled", queue="facts", queueing_lock="ledger.requeue_stalled")
def requeue_stalled(timestamp: int) -> None:
    actions.requeue_stalled()
    actions.forget_made_up_failures()


@app.periodic(cron="17 * * * *")
@job("ledger.forget_paces", queue="facts", queueing_lock="ledger.forget_paces")
def forget_paces(timestamp: int) -> None:
    """Who wrote or tried to sign in lately, once it no longer matters."""
    pace.forget()
    attempts.forget_expired()


@app.periodic(cron="10 3 * * *")
@job("ledger.tidy", queue="facts", queueing_lock="ledger.tidy")
def tidy(timestamp: int) -> None:
    retention.forget_old_facts()
    retention.forget_old_jobs()
