"""The way out, against servers that send more than they say: compressed, in pieces, in headers, without end."""

import gzip
import json
import re
import socket
import subprocess
import sys
import threading
import zlib
from collections.abc import Iterable
from contextlib import suppress
from itertools import islice

import httpx
import pytest

from rostra.kit import http
from rostra.kit.http_decoding import STEP_BYTES, decoder_for
from rostra.kit.tests.peers import answer, sends, server

MB = 1024 * 1024
GZIP_HEAD = b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x02\x03"
WORDS = b"words " * 20_000


def packed(content: bytes) -> bytes:
    return gzip.compress(content, mtime=0)


PACKED = packed(WORDS)


def asked(settings, speak, **options):
    with server(speak) as place:
        settings.HTTP_ALLOWED = frozenset({place})
        return http.send("GET", f"http://{place}/", **options)


def bomb(gigabytes: int) -> bytes:
    """Zeros in gzip, a thousandth of their size: one megabyte compressed once, and said again and again."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    megabyte = packer.compress(b"\0" * MB) + packer.flush(zlib.Z_FULL_FLUSH)
    return GZIP_HEAD + megabyte * (gigabytes * 1024)


ASK = """
import json, resource, sys
from django.conf import settings
settings.configure(HTTP_ALLOWED=frozenset({sys.argv[1]}))
from rostra.kit import http
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
resource.setrlimit(resource.RLIMIT_CPU, (5, 5))
try:
    said = len(http.send("GET", f"http://{sys.argv[1]}/").content)
except http.Unreachable as unreachable:
    said = unreachable.reason
print(json.dumps([said, (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) // 1024]))
"""


@pytest.mark.parametrize(
    ("body", "encoding", "says"),
    [
        (packed(bomb(2)), b"gzip, gzip", "content encoding"),
        (packed(bomb(2)), b"gzip", r"^\d+$"),
        (bomb(5), b"gzip", "more than 5242880 bytes"),
        (bomb(5), b"X-GZip", "more than 5242880 bytes"),
    ],
    ids=["twice", "twice but said once", "once", "once by its old name"],
)
def test_a_compression_bomb_costs_neither_memory_nor_time(body, encoding, says):
    """In a process of its own, with five seconds of processor time: what is left of it is measured from outside."""
    with server(answer(body, b"Content-Encoding: " + encoding)) as place:
        ran = subprocess.run([sys.executable, "-c", ASK, place], capture_output=True, text=True, timeout=60, check=True)
    said, megabytes = json.loads(ran.stdout)
    assert re.search(says, str(said))
    assert megabytes < 40


@pytest.mark.parametrize(
    ("headers", "body"),
    [
        ([], WORDS),
        ([b"Content-Encoding: identity"], WORDS),
        ([b"Content-Encoding: gzip"], PACKED),
        ([b"content-encoding:   GZip  "], PACKED),
        ([b"Content-Encoding: x-gzip"], PACKED),
        ([b"Content-Encoding: identity, gzip,"], PACKED),
        ([b"Content-Encoding: gzip"], packed(WORDS[:1000]) + packed(WORDS[1000:])),
    ],
    ids=["none", "identity", "gzip", "odd case and spaces", "x-gzip", "with identity", "two members"],
)
def test_what_was_asked_for_is_decoded_whole(settings, headers, body):
    assert asked(settings, answer(body, *headers)).content == WORDS


@pytest.mark.parametrize(
    ("headers", "body", "says"),
    [
        ([b"Content-Encoding: gzip, gzip"], packed(PACKED), "content encoding"),
        ([b"Content-Encoding: gzip", b"content-encoding: gzip"], packed(PACKED), "content encoding"),
        ([b"Content-Encoding: gzip,GZIP"], packed(PACKED), "content encoding"),
        ([b"Content-Encoding: deflate"], zlib.compress(WORDS), "content encoding"),
        ([b"Content-Encoding: br"], b"\x0b\x02\x80words\x03", "content encoding"),
        ([b"Content-Encoding: zstd"], b"\x28\xb5\x2f\xfd", "content encoding"),
        ([b"Content-Encoding: gzip"], WORDS, "not the gzip it is said to be"),
        ([b"Content-Encoding: gzip"], PACKED[:-4] + b"abcd", "not the gzip it is said to be"),
        ([b"Content-Encoding: gzip"], PACKED[:-9], "ends too early"),
        ([b"Content-Encoding: gzip"], PACKED[:5], "ends too early"),
        ([b"Content-Encoding: gzip"], PACKED + PACKED[:-9], "ends too early"),
        ([b"Content-Encoding: gzip"], PACKED + b"more", "not the gzip it is said to be"),
        ([b"Content-Encoding: gzip"], packed(b"") * 101, "more than 100 gzip members"),
    ],
    ids=[
        "twice", "in two headers", "in odd case", "deflate", "brotli", "zstd", "no gzip", "wrong sum", "cut", "cut head",
        "second member cut", "words behind it", "members",
    ],
)  # fmt: skip
def test_no_other_encoding_is_taken_and_nothing_by_halves(settings, headers, body, says):
    with pytest.raises(http.Unreachable, match=says) as unreachable:
        asked(settings, answer(body, *headers))
    assert unreachable.value.sent is True


def test_a_step_of_the_decoder_gives_little_however_much_there_is():
    """Between two steps the size and the deadline are asked."""
    decoder = decoder_for(httpx.Headers({"Content-Encoding": "gzip"}))
    steps = [len(piece) for piece in islice(decoder.decode(bomb(1)), 100)]
    assert (len(steps), max(steps)) == (100, STEP_BYTES)


def test_only_gzip_is_offered(settings):
    heard: list[bytes] = []

    def speak(peer: socket.socket, over: threading.Event) -> None:
        heard.append(peer.recv(65536))
        peer.sendall(b"HTTP/1.1 204 No Content\r\nContent-Encoding: gzip\r\n\r\n")

    assert asked(settings, speak).content == b""
    assert [line for line in heard[0].lower().split(b"\r\n") if b"encoding" in line] == [b"accept-encoding: gzip"]


def endless(beginning: bytes, piece: bytes):
    """Says `piece` until the other side hangs up."""

    def speak(peer: socket.socket, over: threading.Event) -> None:
        peer.recv(65536)
        peer.sendall(beginning)
        while not over.is_set():
            peer.sendall(piece * 1000)

    return speak


CHUNKED = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"


@pytest.mark.parametrize(
    ("speak", "says"),
    [
        (endless(b"", b"HTTP/1.1 103 Early Hints\r\n\r\n"), "more than 262144 bytes"),
        (endless(b"HTTP/1.1 200 OK\r\n", b"a: b\r\n"), "a broken answer"),
        (endless(b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n", b"a:\r\n" * 300 + b"\r\n"), "more than 200 headers"),
        (endless(CHUNKED, b"1\r\na\r\n"), "more than 50000 pieces"),
        (endless(CHUNKED, b"1;" + b"e" * 999 + b"\r\na\r\n"), "more than 10747904 bytes"),
        (endless(CHUNKED + b"0\r\n", b"a: b\r\n"), "a broken answer"),
        (endless(b"HTTP/1.1 200 OK\r\n\r\n", b"words"), "more than 5242880 bytes"),
        (answer(WORDS, size=len(WORDS) + 1), "a broken answer"),
        (answer(WORDS, b"Content-Length: 3"), "a broken answer"),
        (sends(CHUNKED, b"5\r\nwords\r\n"), "a broken answer"),
    ],
    ids=["1xx", "header lines", "headers", "chunks", "chunk extensions", "trailers", "body", "short", "two lengths", "cut"],
)  # fmt: skip
def test_nothing_a_server_repeats_without_end_is_heard_to_its_end(settings, speak, says):
    with pytest.raises(http.Unreachable, match=says):
        asked(settings, speak, seconds=60)


def test_what_stands_beside_a_redirect_is_not_read_and_its_cookies_are_not_kept(settings):
    """The second request comes on a new connection, since the first would bring four gigabytes."""
    heard: list[bytes] = []
    first = b"HTTP/1.1 302 Found\r\nLocation: /there\r\nSet-Cookie: a=b\r\nContent-Length: 4000000000\r\n\r\nsome"
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def serve(answers: Iterable[bytes]) -> None:
            for said in answers:
                peer, _address = listening.accept()
                heard.append(peer.recv(65536))
                peer.sendall(said)

        last = b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nwords"
        thread = threading.Thread(target=serve, args=([first, last],), daemon=True)
        thread.start()
        place = f"127.0.0.1:{listening.getsockname()[1]}"
        settings.HTTP_ALLOWED = frozenset({place})
        reply = http.send("GET", f"http://{place}/", follow=True)
        thread.join(5)
    assert (reply.content, reply.url) == (b"words", f"http://{place}/there")
    assert b"cookie" not in heard[1].lower()


@pytest.mark.parametrize(
    "location",
    [b"http://[", b"http://a.b:99999999999/", b"http://\xff\xfe", b"//" + b"a" * 70_000, b"http://\xc3\xa9..x/"],
)
def test_a_redirect_to_what_is_no_address_is_told(settings, location):
    speak = sends(b"HTTP/1.1 302 Found\r\nContent-Length: 0\r\nLocation: " + location + b"\r\n\r\n")
    with pytest.raises(http.Unreachable):
        asked(settings, speak, follow=True)
    with suppress(http.Unreachable):
        assert asked(settings, speak).status == 302


@pytest.mark.parametrize("token", ["a\nb", "ä", "\ud800"])
def test_a_header_that_cannot_be_sent_is_told_as_not_sent(settings, token):
    with pytest.raises(http.Unreachable) as unreachable:
        asked(settings, answer(b""), headers={"Authorization": f"Bearer {token}"})
    assert unreachable.value.sent is False


def test_a_port_of_thirty_digits_is_told_at_once(settings):
    settings.HTTP_ALLOWED = frozenset()
    with pytest.raises(http.Unreachable, match="no address"):
        http.send("GET", f"http://127.0.0.1:{'9' * 30}/", seconds=2)
