"""The jobs of people."""

from uuid import UUID

from procrastinate.contrib.django import app

from rostra.company.current import current_company, forget
from rostra.kit.job_queue import drop_waiting, job
from rostra.people.actions.audiences import resolve_all_audiences
from rostra.people.actions.order import resort_everyone
from rostra.people.importing.actions import go_on, remove_old_files


@job("people.resolve_audiences", queue="people", lock="people.resolve_audiences")
def resolve_audiences() -> None:
    resolve_all_audiences()


@app.periodic(cron="17 * * * *")
@job("people.resolve_hourly", queue="people", queueing_lock="people.resolve_hourly", lock="people.resolve_audiences")
def resolve_hourly(timestamp: int) -> None:
    resolve_all_audiences()


@job("people.import", queue="people")
def import_people(run: str, write: bool) -> None:
    go_on(run_id=UUID(run), write=write, tried_again=True)


@app.periodic(cron="43 3 * * *")
@job("people.forget_imports", queue="people", queueing_lock="people.forget_imports")
def forget_imports(timestamp: int) -> None:
    remove_old_files()


@job("people.resort", queue="people", lock="people.resort")
def resort() -> None:
    drop_waiting("people.resort")
    forget()  # this process may still know the language of five seconds ago
    resort_everyone(language=current_company().language)
