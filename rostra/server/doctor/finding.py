"""One thing the doctor looked at."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Finding:
    """`what` was looked at and found; `cure` says what to do, and is empty when all is well.

    `mild` marks advice: it is told, and does not make the exit code 1.
    """

    what: str
    cure: str = ""
    mild: bool = False

    @property
    def well(self) -> bool:
        """Nothing to do."""
        return not self.cure
