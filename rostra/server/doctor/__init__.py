"""`rostra doctor`: what is wrong, and the cure."""

from rostra.server.doctor.examination import examine, report

__all__ = ["examine", "report"]
