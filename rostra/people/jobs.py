"""The jobs of people."""

from procrastinate.contrib.django import app


@app.task(name="people.resolve_audiences", queue="people", queueing_lock="people.resolve_audiences")
def resolve_audiences() -> None:
    pass
