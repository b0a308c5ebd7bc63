"""A real Mastodon API server in a process of its own, and a small proxy before it that passes on and then cuts."""

import http.client
import json
import socket
import subprocess
import sys
import threading
import time
import urllib.request
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from django.db import connection

TOKEN = "noor_token"

_CONFIG = f"""
[[seed.accounts]]
username = "noor"
display_name = "Noor Haddad"
access_token = "{TOKEN}"
"""


def database_url() -> str:
    """The tests' own database for a process beside them, whether it listens on a port or on a socket in a folder."""
    kept = connection.settings_dict
    names = {"host": "HOST", "port": "PORT", "user": "USER", "password": "PASSWORD"}
    return f"postgresql:///{kept['NAME']}?" + urlencode({name: kept[key] for name, key in names.items() if kept[key]})


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@dataclass
class Mastodon:
    """mastodon_mock as a server process; `call` speaks to it as the person herself would."""

    port: int
    process: subprocess.Popen[bytes]

    @classmethod
    def start(cls, folder: Path) -> "Mastodon":
        config, port = folder / "mastodon.toml", free_port()
        config.write_text(_CONFIG)
        command = [sys.executable, "-m", "mastodon_mock", "serve", "--config", str(config), "--in-memory"]
        where = ["--host", "127.0.0.1", "--port", str(port), "--log-level", "warning"]
        server = cls(port, subprocess.Popen([*command, *where], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL))
        server._wait()
        return server

    def _wait(self) -> None:
        for _try in range(300):
            try:
                self.call("GET", "/api/v2/instance")
            except OSError:
                assert self.process.poll() is None, "mastodon_mock ended at once"
                time.sleep(0.1)
            else:
                return
        raise AssertionError("mastodon_mock does not answer")

    def call(self, method: str, path: str, body: object = None, token: str = TOKEN) -> Any:
        data = None if body is None else json.dumps(body).encode()
        headers = {"Content-Type": "application/json", "Authorization": f"Bearer {token}"}
        request = urllib.request.Request(f"http://127.0.0.1:{self.port}{path}", data, headers, method=method)
        with urllib.request.urlopen(request, timeout=10) as answer:
            return json.loads(answer.read())

    def reset(self) -> None:
        self.call("POST", "/api/v1/_mock/reset", {})

    def fault(self, kind: str, *, times: int | None = 1, path: str = "/api/v1/statuses", **effect: object) -> None:
        """The next `times` calls to `path` (None: all) meet this fault."""
        rule = {"match": {"path_regex": f"^{path}$"}, "effect": {"type": kind, **effect}, "count": times}
        self.call("POST", "/api/v1/_mock/faults", rule)

    def posts(self) -> list[dict[str, Any]]:
        me = self.call("GET", "/api/v1/accounts/verify_credentials")
        return self.call("GET", f"/api/v1/accounts/{me['id']}/statuses?limit=40")

    def stop(self) -> None:
        self.process.terminate()
        self.process.wait(10)


@dataclass
class Cut:
    """`before`: nothing reaches the server. `hold`: seconds the line stays open and silent before it is cut."""

    method: str
    path: str
    times: int
    before: bool = False
    hold: float = 0.0


@dataclass
class Proxy:
    """Stands before a server. `forgetful`: takes the idempotency key off, as a server does that lost its memory."""

    target: int
    cuts: list[Cut] = field(default_factory=list)
    forgetful: bool = False
    passed: list[str] = field(default_factory=list)

    def start(self) -> "Proxy":
        proxy = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def _pass(self) -> None:
                body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
                cut = proxy._take(self.command, self.path)
                if cut is not None and cut.before:
                    return self._drop(cut)
                answer, content = proxy._ask(self.command, self.path, dict(self.headers), body)
                if cut is not None:
                    return self._drop(cut)
                self.send_response(answer.status)
                for name, value in answer.getheaders():
                    if name.lower() not in {"transfer-encoding", "content-length", "connection", "server", "date"}:
                        self.send_header(name, value)
                self.send_header("Content-Length", str(len(content)))
                self.end_headers()
                self.wfile.write(content)
                return None

            do_GET = do_POST = _pass

            def _drop(self, cut: Cut) -> None:
                time.sleep(cut.hold)
                self.close_connection = True
                self.connection.shutdown(socket.SHUT_RDWR)

            def log_message(self, *args: object) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        return self

    @property
    def port(self) -> int:
        return self.server.server_address[1]

    @property
    def place(self) -> str:
        return f"127.0.0.1:{self.port}"

    def cut(self, method: str, path: str, *, times: int = 1, before: bool = False, hold: float = 0.0) -> None:
        self.cuts.append(Cut(method, path, times, before, hold))

    def _take(self, method: str, path: str) -> Cut | None:
        for cut in self.cuts:
            if cut.times and cut.method == method and path.split("?")[0].endswith(cut.path):
                cut.times -= 1
                return cut
        return None

    def _ask(self, method: str, path: str, headers: dict[str, str], body: bytes):
        self.passed.append(f"{method} {path.split('?')[0]}")
        kept = {name: value for name, value in headers.items() if name.lower() not in {"host", "connection"}}
        if self.forgetful:
            kept = {name: value for name, value in kept.items() if name.lower() != "idempotency-key"}
        line = http.client.HTTPConnection("127.0.0.1", self.target, timeout=30)
        line.request(method, path, body=body, headers=kept)
        answer = line.getresponse()
        return answer, answer.read()

    def stop(self) -> None:
        self.server.shutdown()
        self.server.server_close()
