"""The way out, against servers that drip."""

import socket
import threading

import pytest

from rostra.kit import http
from rostra.kit.tests.peers import Speak, server

ANSWER = b"HTTP/1.1 200 OK\r\nX-Slow: "
HANDSHAKE = b"\x16\x03\x03\x3f\xff"  # a TLS record that promises 16 kilobytes


def drip(beginning: bytes) -> Speak:
    def speak(peer: socket.socket, over: threading.Event) -> None:
        peer.recv(65536)
        peer.sendall(beginning)
        for _drop in range(100):  # ten times the deadline of the tests, each long before a single wait is over
            if over.wait(0.06):
                return
            peer.sendall(b"a")

    return speak


@pytest.mark.parametrize(
    ("scheme", "beginning", "sent"),
    [
        ("http", ANSWER, True),
        ("http", b"HTTP/1.1 200 OK\r\n\r\n", True),
        ("http", b"HTTP/1.1 200 OK\r\nContent-Length: 9000\r\n\r\n", True),
        ("https", HANDSHAKE, False),
    ],
    ids=["headers", "body", "measured body", "handshake"],
)
def test_a_peer_that_drips_does_not_outlast_the_deadline(settings, scheme, beginning, sent):
    with server(drip(beginning)) as place:
        settings.HTTP_ALLOWED = frozenset({place})
        with pytest.raises(http.Unreachable, match="took too long") as unreachable:
            http.send("GET", f"{scheme}://{place}/", seconds=0.6)
    assert unreachable.value.sent is sent


def test_a_name_that_is_looked_up_for_ever_does_not_outlast_it_either(monkeypatch):
    over = threading.Event()

    def look_up(*asked: object, **more: object) -> list[object]:
        over.wait(5)
        return []

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    with pytest.raises(http.Unreachable, match="took too long") as unreachable:
        http.send("GET", "https://slow.example/", seconds=0.3)
    over.set()
    assert unreachable.value.sent is False


def test_what_answers_in_time_is_read_whole(settings):
    def speak(peer: socket.socket, over: threading.Event) -> None:
        peer.recv(65536)
        peer.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nwhole")

    with server(speak) as place:
        settings.HTTP_ALLOWED = frozenset({place})
        assert http.send("GET", f"http://{place}/").content == b"whole"


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "10.1.2.3", "100.64.0.1", "169.254.169.254", "0.0.0.0", "224.0.0.1", "240.0.0.1",
        "::1", "::", "::7f00:1", "fe80::1", "fc00::1", "ff02::1", "2001:db8::1",
        "::ffff:127.0.0.1", "::ffff:10.0.0.1", "64:ff9b::127.0.0.1", "64:ff9b::a9fe:a9fe", "2002:7f00:1::", "2002:a00:1::1",
        "2001:0:4136:e378:8000:63bf:f5ff:fffe",
    ],
)  # fmt: skip
def test_no_spelling_of_a_private_address_is_connected_to(settings, monkeypatch, address):
    settings.HTTP_ALLOWED = frozenset()
    found = [(socket.AF_INET6, socket.SOCK_STREAM, 6, "", (address, 443))]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *asked, **more: found)
    with pytest.raises(http.Unreachable, match="is a private address"):
        http.send("GET", "https://pretty.example/", seconds=2)


@pytest.mark.parametrize("address", ["93.184.215.14", "2606:2800:21f:cb07:6820:80da:af6b:8b2c", "64:ff9b::5db8:d70e"])
def test_public_addresses_are_public(address):
    assert http._is_public(address)
