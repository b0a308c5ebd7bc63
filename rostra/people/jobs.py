"""The jobs of people."""

from uuid import UUID

from procrastinate.contrib.django import app

from rostra.company.current import current_company, forget
from rostra.people.actions.audiences import resolve_all_audiences
from rostra.people.actions.order import resort_everyone
from rostra.people.importing.actions import go_on, remove_old_files


@app.task(name="people.resolve_audiences", queue="people", queueing_lock="people.resolve_audiences")
def resolve_audiences() -> None:
    resolve_all_audiences()


@app.periodic(cron="17 * * * *")
@app.task(name="people.resolve_hourly", queue="people", queueing_lock="people.resolve_hourly")
def resolve_hourly(timestamp: int) -> None:
    resolve_all_audiences()


@app.task(name="people.import", queue="people")
def import_people(run: str, write: bool) -> None:
    go_on(run_id=UUID(run), write=write)


@app.periodic(cron="43 3 * * *")
@app.task(name="people.forget_imports", queue="people", queueing_lock="people.forget_imports")
def forget_imports(timestamp: int) -> None:
    remove_old_files()


@app.task(name="people.resort", queue="people")
def resort() -> None:
    forget()  # this process may still know the language of five seconds ago
    resort_everyone(language=current_company().language)
