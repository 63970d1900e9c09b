"""Cleans pages that are expensive to parse, and prints the time that each took. A program, not a test.

    python -m tests.hostile.pages

Some pages are just within the limits for cleaning in this process, others far beyond them. Exits with 1 if one took more than
5 s, or if anything but an InputError was raised.
"""

from __future__ import annotations

import resource
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime

from digest.builders.cleaner_builder import build_cleaner
from digest.clean.isolated import MAX_CHEAP_CHARACTERS, MAX_CHEAP_TABLES, MAX_CHEAP_TAGS, is_cheap
from digest.errors import InputError
from digest.interfaces import Cleaner
from digest.records import Profile, RawStatement

MAX_SECONDS = 5.0
NOW = datetime(2026, 11, 23, tzinfo=UTC)
START = "<html><head><title>A statement</title></head><body>"
TEXT = "<p>" + "We condemn the attack on the town and call for calm. " * 3 + "</p>"
FAR_BEYOND = 12  # times the limits
PIECES = (
    "<div>", "<span>", "<blockquote>", "<ul><li>x", "<dl><dd>", "<p><font>", "<a>", "<b><i>", "<tr><td>", "<section><p>x",
    "<q>", "<pre>", "<details>", "<select>", "<svg><g>", "x<br>", "<p>x</p>", "<b>x</b>", "<a href=x>x</a>", "<img src=x>",
    "<hr>", "<h2>x</h2>", "<!--x-->", "</p>", "<li>x</li>", "<table></table>", "<td>x</td>", "<p>Subscribe</p>",
    "<code>", "<em>x</em>y ", "<nav>", "<article>", "<form>", "<script>", "<style>", "<template>", "<math>", "<iframe>",
)  # fmt: skip
TEXTS = (
    " ",
    "a ",
    "\n",
    "\n\nx",
    "x",
    "0",
    "(",
    "[",
    "![",
    "*",
    "> ",
    "- ",
    "#",
    "`",
    "|",
    "a.",
    "a:",
    "Mr. ",
    "http://",
    "&lt;",
    "é",
    "\u200b",
    "- x\n",
)


def pages() -> Iterator[tuple[str, str, str]]:
    """Name, content and media type of each page."""
    for times, where in ((1, "within"), (FAR_BEYOND, "beyond")):
        tags, characters = (MAX_CHEAP_TAGS - 10) * times, (MAX_CHEAP_CHARACTERS - 1_000) * times
        tables = MAX_CHEAP_TABLES if times == 1 else 4_000
        yield f"{where}: <table>", START + "<table>" * tables + TEXT, "text/html"
        yield f"{where}: <table> full", START + "<table><tr><td>" * tables + "<div>" * (tags - 3 * tables) + TEXT, "text/html"
        attributes = " ".join(f"a{number:x}" for number in range(characters // 7))
        yield f"{where}: attributes", f"{START}<p {attributes}>{TEXT}", "text/html"
        for piece in PIECES:
            many = min(tags // piece.count("<"), characters // len(piece))
            yield f"{where}: {piece}", START + piece * many + TEXT, "text/html"
            yield f"{where}: {piece} in p", f"{START}{TEXT}<p>{piece * many}", "text/html"
            yield f"{where}: {piece} alone", piece * many + TEXT, "text/html"
        for piece in TEXTS:
            for media_type in ("text/plain", "text/markdown", "text/html"):
                yield f"{where}: {piece!r} as {media_type}", "The text. " + piece * (characters // len(piece)), media_type


def measured(cleaner: Cleaner, content: str, media_type: str) -> tuple[float, str]:
    """The seconds that it took, and what happened."""
    raw = RawStatement("s", "page", "https://a.gov/x", content.encode(), media_type, NOW, charset="utf-8")
    started = time.monotonic()
    try:
        where = "in process" if is_cheap(raw) else "in a worker"
        cleaner.clean(raw, Profile())
        result = f"cleaned {where}"
    except InputError as error:
        result = str(error)
    except Exception as error:
        result = f"uncaught {type(error).__name__}: {error}"
    return time.monotonic() - started, result


def main() -> int:
    """Clean all pages and print the slowest; the exit code."""
    with build_cleaner() as cleaner:
        results = [(*measured(cleaner, content, media_type), name) for name, content, media_type in pages()]
    for seconds, result, name in sorted(results, reverse=True)[:40]:
        print(f"{seconds:6.2f} s  {name:<40} {result:.90}")
    uncaught = [(name, result) for _, result, name in results if result.startswith("uncaught")]
    own, worker = (resource.getrusage(who).ru_maxrss // 1024 for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    print(f"{len(results)} pages, {len(uncaught)} uncaught {uncaught[:3]}, slowest in process", end=" ")
    print(f"{max(seconds for seconds, result, _ in results if result == 'cleaned in process'):.1f} s, ", end="")
    print(f"slowest {max(results)[0]:.1f} s, memory {own} MiB, of the worker {worker} MiB")
    return 1 if uncaught or max(results)[0] > MAX_SECONDS else 0


if __name__ == "__main__":
    sys.exit(main())
