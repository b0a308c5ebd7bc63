"""The server under test: granian with two workers, all middleware on, as `rostra serve` starts it."""

import http.client
import os
import signal
import subprocess
import sys
import time
from types import TracebackType


class Server:
    """`with Server(8160) as server:` — answers at `port`, ends with the block."""

    def __init__(self, port: int, workers: int = 2) -> None:
        self.port = port
        command = [
            sys.executable, "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port),
            "--workers", str(workers), "--blocking-threads", "4", "--backpressure", "64", "--no-ws", "--log-level", "warning",
            "rostra.config.wsgi:application",
        ]  # fmt: skip
        environment = os.environ | {"ROSTRA_PORT": str(port), "ROSTRA_LOG": "quiet"}
        self.process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL)
        self.pid = self.process.pid

    def __enter__(self) -> "Server":
        for _each in range(300):
            try:
                if self.ask("/healthz", "")[0] < 500:
                    return self
            except OSError:
                time.sleep(0.1)
        raise SystemExit("the server did not start")

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.process.send_signal(signal.SIGTERM)
        try:
            self.process.wait(timeout=15)
        except subprocess.TimeoutExpired:
            self.process.kill()

    def ask(self, path: str, session: str) -> tuple[int, bytes]:
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        line.request("GET", path, headers={"Host": f"localhost:{self.port}", "Cookie": f"rostra_session={session}"})
        answer = line.getresponse()
        return answer.status, answer.read()

    def weigh(self, path: str, session: str) -> int:
        """Bytes of one answer's body."""
        return len(self.ask(path, session)[1])
