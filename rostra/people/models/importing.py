"""A list of people that was brought in: who, when, what came of it, and what stands against which line."""

from django.db import models

from rostra.kit.ids import new_id
from rostra.people.queries import ImportRunQuerySet


class ImportRun(models.Model):
    """One file, from its upload to its end. The file itself is private and removed when the run is over.

    `options` is {"everybody", "returning", "leavers", "access": {unit path joined by " > ": open|closed|none}, "map"}.
    `progress` is {"done", "of"} in bytes while it is read. `counts` and `report` are those of the last check or run;
    `docs/reference/import-columns.md` names their keys.
    """

    class State(models.TextChoices):
        UPLOADED = "uploaded"
        CHECKING = "checking"
        CHECKED = "checked"
        RUNNING = "running"
        DONE = "done"
        FAILED = "failed"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    by = models.ForeignKey("people.Person", null=True, on_delete=models.SET_NULL, related_name="+")  # null: the command
    file_name = models.TextField()
    path = models.TextField(blank=True)  # below ROSTRA_HOME/imports; empty once it is removed
    state = models.TextField(choices=State.choices, default=State.UPLOADED)
    options = models.JSONField(default=dict)
    progress = models.JSONField(default=dict)
    counts = models.JSONField(default=dict)
    report = models.JSONField(default=dict)
    at = models.DateTimeField(auto_now_add=True)
    ended_at = models.DateTimeField(null=True)

    objects = ImportRunQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["-at"], name="import_run_newest")]

    def __str__(self) -> str:
        return f"{self.file_name} ({self.state})"

    @property
    def is_under_way(self) -> bool:
        return self.state in {self.State.UPLOADED, self.State.CHECKING, self.State.RUNNING}


class ImportNote(models.Model):
    """What is to be said about one line. `reason` is a key of `importing.notes.REASONS`, `words` fill it."""

    run = models.ForeignKey(ImportRun, on_delete=models.CASCADE, related_name="notes")
    line = models.PositiveIntegerField()
    left_out = models.BooleanField()  # false: the person came in, but not with everything
    reason = models.TextField()
    words = models.JSONField(default=dict)
    text = models.TextField(blank=True)  # the line itself, cut at 500 signs

    class Meta:
        indexes = [models.Index(fields=["run", "line"], name="import_note_in_order")]

    def __str__(self) -> str:
        return f"{self.line}: {self.reason}"
