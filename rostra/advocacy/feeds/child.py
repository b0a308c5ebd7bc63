"""`python -m rostra.advocacy.feeds.child`: a feed to JSON, within limits.

Standard input holds the feed's address on one line, empty for a file, then its bytes.

The text is anybody's. Whatever it does to a parser ends with this process: its limits are set before the first byte is read.
"""

import resource
import sys

import orjson

from rostra.advocacy.feeds.reading import NotAFeed, parse_feed

CPU_SECONDS = 2  # the start of Python and its parsers takes a tenth of one
MEMORY_BYTES = 512 * 1024 * 1024
MOST_ANSWER = 4 * 1024 * 1024
TOO_MUCH = 3  # how it ends when it runs out of memory
_FORBIDDEN = ("socket.", "subprocess.", "os.exec", "os.fork", "os.posix_spawn", "os.spawn", "os.system")


def limit() -> None:
    """From here on: two seconds of processor, 512 MB, no file that grows beyond an answer, no core, no network, no program."""
    for what, most in (
        (resource.RLIMIT_CPU, CPU_SECONDS),
        (resource.RLIMIT_AS, MEMORY_BYTES),
        (resource.RLIMIT_FSIZE, MOST_ANSWER),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(what, (most, most))
    sys.addaudithook(_refuse)


def _refuse(event: str, _arguments: object) -> None:
    if event.startswith(_FORBIDDEN):
        raise PermissionError(event)


def main() -> int:
    limit()
    asked = sys.stdin.buffer
    try:
        url = asked.readline().decode().strip()
        answer = orjson.dumps(parse_feed(asked.read(), url=url))
    except NotAFeed as refused:
        answer = orjson.dumps({"line": refused.line})
    except MemoryError:
        return TOO_MUCH
    sys.stdout.buffer.write(answer)
    return 0


if __name__ == "__main__":
    sys.exit(main())
