"""What the environment may say, typed, read once."""

import os
from dataclasses import dataclass, field
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[2]


def _text(name: str, default: str = "") -> str:
    return os.environ.get(name, "").strip() or default


def _list(name: str) -> list[str]:
    return [part.strip() for part in _text(name).split(",") if part.strip()]


@dataclass(frozen=True)
class Env:
    """`mode` is serve, demo, dev or test. `home` holds data, files and keys. `url` is the inside, `public_url` the short links."""

    mode: str = field(default_factory=lambda: _text("ROSTRA_MODE", "serve"))
    home: Path = field(default_factory=lambda: Path(_text("ROSTRA_HOME", str(CHECKOUT / ".data"))).absolute())
    port: int = field(default_factory=lambda: int(_text("ROSTRA_PORT", "8000")))
    database_url: str = field(default_factory=lambda: _text("DATABASE_URL"))
    public_url: str = field(default_factory=lambda: _text("ROSTRA_PUBLIC_URL").rstrip("/"))
    hosts: list[str] = field(default_factory=lambda: _list("ROSTRA_HOSTS"))
    trusted_proxies: list[str] = field(default_factory=lambda: _list("ROSTRA_TRUSTED_PROXIES"))
    log_address: str = field(default_factory=lambda: _text("ROSTRA_LOG_ADDRESS", "whole"))
    paces: str = field(default_factory=lambda: _text("ROSTRA_PACES"))
    http_allowed: list[str] = field(default_factory=lambda: _list("ROSTRA_HTTP_ALLOWED"))
    pool_size: int = field(default_factory=lambda: int(_text("ROSTRA_POOL_SIZE", "8")))

    @property
    def url(self) -> str:
        return (_text("ROSTRA_URL") or f"http://localhost:{self.port}").rstrip("/")

    @property
    def secure(self) -> bool:
        return self.url.startswith("https://")

    @property
    def demo(self) -> bool:
        return self.mode == "demo"
