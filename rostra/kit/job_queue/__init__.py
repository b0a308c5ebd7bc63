"""Jobs on procrastinate: deferred in the transaction of the rows they are about, tried again for what passes by itself.

`rostra.config.settings` names `prepare`, so that every process has the same queue: pages, commands and workers.
"""

from rostra.kit.job_queue.deferring import defer, drop_waiting, forget_jobs, put_back
from rostra.kit.job_queue.manager import OutsideTransaction, prepare
from rostra.kit.job_queue.retries import job, passes_by_itself

__all__ = [
    "OutsideTransaction",
    "defer",
    "drop_waiting",
    "forget_jobs",
    "job",
    "passes_by_itself",
    "prepare",
    "put_back",
]
