"""Behind a proxy: whose word about the visitor's address and about https is taken.

Only a peer inside `ROSTRA_TRUSTED_PROXIES` may say `X-Forwarded-For` and `X-Forwarded-Proto`. From everybody else both
are taken away before anything reads them. Whether the visitor's way was https goes on under a name that no HTTP header
can have (headers arrive as HTTP_…), and `SECURE_PROXY_SSL_HEADER` reads that name.
"""

import ipaddress
from collections.abc import Callable, Iterable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

Network = ipaddress.IPv4Network | ipaddress.IPv6Network
Address = ipaddress.IPv4Address | ipaddress.IPv6Address
SCHEME = "ROSTRA_FORWARDED_PROTO"
FORWARDED = (
    "HTTP_X_FORWARDED_FOR",
    "HTTP_X_FORWARDED_PROTO",
    "HTTP_X_FORWARDED_HOST",
    "HTTP_X_REAL_IP",
    "HTTP_FORWARDED",
)


class ProxyMiddleware:
    """First of all. Sets REMOTE_ADDR to the visitor: the last address on the way that is no trusted proxy."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.trusted = networks(settings.TRUSTED_PROXIES)

    def __call__(self, request: HttpRequest) -> HttpResponse:
        told = {name: request.META.pop(name, "") for name in FORWARDED}
        request.META.pop(SCHEME, None)
        if self.trusted and _is_in(_address(request.META.get("REMOTE_ADDR", "")), self.trusted):
            request.META["REMOTE_ADDR"] = self._visitor(request.META["REMOTE_ADDR"], told["HTTP_X_FORWARDED_FOR"])
            if told["HTTP_X_FORWARDED_PROTO"].split(",")[-1].strip().lower() == "https":
                request.META[SCHEME] = "https"
        return self.get_response(request)

    def _visitor(self, peer: str, told: str) -> str:
        """From the right, each hop was added by the one after it; the first that we do not trust is the visitor."""
        for hop in reversed(told.split(",")):
            address = _address(hop.strip())
            if address is None:
                return peer
            peer = str(address)
            if not _is_in(address, self.trusted):
                return peer
        return peer


def networks(texts: Iterable[str]) -> list[Network]:
    """Raises ValueError at start for what is no network: a house must not run with a list it did not understand."""
    return [ipaddress.ip_network(text, strict=False) for text in texts]


def _address(text: str) -> Address | None:
    try:
        address = ipaddress.ip_address(text.strip("[]"))
    except ValueError:
        return None
    return getattr(address, "ipv4_mapped", None) or address


def _is_in(address: Address | None, nets: list[Network]) -> bool:
    return address is not None and any(address in net for net in nets)
