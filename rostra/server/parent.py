"""A web worker that ends with its master.

granian's workers go on serving when their master is killed, and a new master binds the same port beside them.
The WSGI module calls `follow_parent()` as its first line, which runs in each worker.
"""

import multiprocessing
import os
import signal

from rostra.server.launch import die_with_parent


def follow_parent() -> None:
    """In a worker process: be killed when the parent ends.

    Not asked to stop: a granian worker can hang while it stops, and only its master would end it then. A request that
    is cut has had no answer, and its sender sends it again with the same key.

    Until granian sets its own handlers, SIGTERM and SIGINT end the process at once: a worker is a fork of its master
    and inherits the master's handlers, which would swallow a signal that comes while the application is imported, and
    the worker would then serve for ever.

    Elsewhere (a shell, a test, a management command) nothing happens. When the parent ended before this was
    called, the process ends at once.
    """
    master = multiprocessing.parent_process()
    if master is None or master.pid is None:
        return
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, signal.SIG_DFL)
    if not die_with_parent(signal.SIGKILL, parent=master.pid):
        os._exit(0)
