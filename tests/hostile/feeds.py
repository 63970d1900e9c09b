"""Serves libraries of hostile and odd documents as feeds, takes each to an edition, and prints figures. A program, not a test.

    python -m tests.hostile.feeds DATA [NAME]

DATA has `badinput/` (loose files and `files.tar.gz` in folders) and `feeds/suites.tar.gz`. NAME limits the run to paths that
contain it. Each document is also cleaned and rendered as a page, or as a mail if it is one; each line of the lists of hostile
strings becomes title, author, link and body of an item. No address in a document is ever requested: the resolver knows only
the program's own site.

Exits with 1 if anything but a FetchError was raised, if one document took more than 5 s, if all processes together used more
than 400 MiB, if a canary file was read, or if an edition contains anything but text and links.
"""

from __future__ import annotations

import json
import sys
import tarfile
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import cycle
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from digest.builders.cleaner_builder import build_cleaner
from digest.errors import FetchError, InputError
from digest.fetch.feed import ACCEPT
from digest.fetch.feed_document import Feed
from digest.fetch.feed_item import FeedItem
from digest.fetch.feed_parser import DocumentParser
from digest.fetch.files import read_stream
from digest.interfaces import Cleaner
from digest.net import media_types
from digest.net.http import HttpClient, HttpSettings
from digest.records import RawStatement
from digest.text.title import plain_title
from tests.fetch.web import LOOPBACK, Page, Site
from tests.hostile.full_path import rendered, statements, violations
from tests.hostile.memory import PeakMemory
from tests.hostile.render import payloads_in

NOW = datetime(2026, 11, 23, tzinfo=UTC)
TEXT = "<p>The Minister met his counterpart today in Paris. They agreed to go on with the talks about the border.</p>"
FOLDERS = (
    "feedparser", "feedvalidator", "go-fuzz-corpus", "xml-attacks", "own-bombs", "xss", "naughty-strings", "unicode",
    "html5lib-tests", "email-messages", "template-injection", "crlf",
)  # fmt: skip
MAILS = ("email-messages/", "go-fuzz-corpus/mail", "go-fuzz-corpus/mime", "go-fuzz-corpus/multipart")
CANARY = b"canary-4711"
MAX_SECONDS = 5.0
MAX_MIB = 400
BATCH = 20


@dataclass(frozen=True, slots=True)
class Document:
    """One document of a library, and its content encoding. `expected` is the feed as the library gofeed parses it."""

    path: str
    content: bytes
    encoding: str = ""
    expected: dict[str, Any] | None = None


@dataclass(slots=True)
class Score:
    """The results of a run."""

    documents: int = 0
    pages: int = 0
    feeds: int = 0
    items: int = 0
    statements: int = 0
    active: list[str] = field(default_factory=list)
    refused: Counter[str] = field(default_factory=Counter)
    uncaught: list[str] = field(default_factory=list)
    leaks: list[str] = field(default_factory=list)
    times: list[tuple[float, str]] = field(default_factory=list)
    compared: int = 0
    wrong_count: list[str] = field(default_factory=list)
    wrong_titles: list[str] = field(default_factory=list)
    mebibytes: int = 0
    shares: Sequence[tuple[str, int]] = ()
    each: dict[str, int] = field(default_factory=dict)


def documents(data: Path, canary: Path) -> Iterator[Document]:
    """All documents: files, with the path of the canary file where entities point, then those too large to keep as files."""
    for folder in FOLDERS:
        for path in sorted((data / "badinput" / folder).rglob("*")):
            if path.name == "files.tar.gz":
                yield from _packed(path)
            elif path.is_file():
                content = path.read_bytes().replace(b"/canary/secret.txt", str(canary).encode())
                encoding = {".br": "br", ".gz": "gzip"}.get(path.suffix, "")
                yield Document(str(path.relative_to(data)), content, encoding)
    yield from _packed(data / "feeds" / "suites.tar.gz")
    yield from _generated()
    yield from _strings(data / "badinput")


def _packed(path: Path) -> Iterator[Document]:
    contents = _contents(path)
    for name, content in contents.items():
        answer = contents.get(name.removesuffix(".xml") + ".json") if name.endswith(".xml") and "gofeed" in name else None
        yield Document(name, content, expected=json.loads(answer) if answer else None)


def _contents(path: Path) -> dict[str, bytes]:
    """The files of an archive. Closes it before it returns, because 5,000 open members hold 43 MiB."""
    with tarfile.open(path) as archive:
        found = ((member.name, archive.extractfile(member)) for member in archive if member.isfile())
        return {name: file.read() for name, file in found if file is not None}


def _generated() -> Iterator[Document]:
    start = '<rss version="2.0"><channel>'
    yield Document("made/deep.xml", ("<a>" * 200_000).encode())
    yield Document("made/items.xml", (start + "<item><title>x</title><link>/x</link></item>" * 100_000).encode())
    yield Document("made/titles.xml", (start + "<item><title>" + "x" * 9_000_000 + "</title></item>").encode())
    yield Document("made/deep.json", b'{"items":' + b"[" * 1_000_000)
    yield Document(
        "made/title.json", json.dumps({"version": "https://jsonfeed.org/", "items": [{"title": "<" * 5_000_000}]}).encode()
    )


def _strings(badinput: Path) -> Iterator[Document]:
    """Every line of the lists of hostile strings, alternately in RSS and in Atom."""
    yield from as_feeds(list(payloads_in(badinput)))


def as_feeds(payloads: Sequence[str]) -> Iterator[Document]:
    """Each string as title, author, link and body of an item, twenty items in a feed."""
    for number, place in enumerate(range(0, len(payloads), BATCH)):
        made = (_atom if number % 2 else _rss)(payloads[place : place + BATCH])
        yield Document(f"strings/{number}.xml", made.encode("utf-8", "surrogatepass"))


def _rss(payloads: Sequence[str]) -> str:
    items = "".join(
        f"<item><title>{quoted}</title><author>{quoted}</author><link>{quoted}</link><guid>{number}</guid>"
        f"<content:encoded>{quoted}{escape(TEXT)}</content:encoded></item>"
        for number, quoted in enumerate(map(escape, payloads))
    )
    return f'<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>{items}</channel></rss>'


def _atom(payloads: Sequence[str]) -> str:
    entries = "".join(
        f'<entry><title type="{kind}">{quoted}</title><author><name>{quoted}</name></author><link href={quoteattr(payload)}/>'
        f'<id>{number}</id><content type="html">{escape(TEXT)}{quoted}</content></entry>'
        for number, (kind, payload, quoted) in enumerate(zip(cycle(("html", "text")), payloads, map(escape, payloads)))
    )
    return f'<feed xmlns="http://www.w3.org/2005/Atom">{entries}</feed>'


class Reader:
    """Reads documents from its own site, and adds the results to `score`."""

    def __init__(self, site: Site, http: HttpClient, parser: DocumentParser, cleaner: Cleaner, score: Score) -> None:
        self._site = site
        self._http = http
        self._parser = parser
        self._cleaner = cleaner
        self._score = score

    def read(self, document: Document) -> None:
        """Serve and read one document as a feed, then as a page or a mail."""
        score = self._score
        score.documents += 1
        started = time.monotonic()
        try:
            feed = self._fetched(document)
            raws = [item.to_statement("hostile", text, NOW) for item in feed.items if (text := _text_in_feed(item))]
            self._note(document, feed, raws)
            self._render(document, raws)
        except FetchError as error:
            score.refused[str(error).partition(": ")[2].partition("(")[0]] += 1
        except Exception as error:
            score.uncaught.append(f"{document.path}: {type(error).__name__}: {error}")
        score.times.append((time.monotonic() - started, document.path))
        if not document.encoding and media_types.is_text(media_types.from_bytes(document.content)):
            self._read_as_page(document)

    def _fetched(self, document: Document) -> Feed:
        """The document, served over HTTP and parsed. No page that it links to is fetched."""
        kind = "application/feed+json" if document.path.endswith(".json") else "application/xml"
        headers = {"Content-Encoding": document.encoding} if document.encoding else {}
        self._site.pages["/feed"] = Page(document.content, kind, headers=headers)
        try:
            response = self._http.get(self._site.url("/feed"), accept=ACCEPT)
            return self._parser.parse_feed(response.content, document.path, content_type=kind, base=response.url)
        finally:
            self._site.pages.clear()
            self._site.asked.clear()

    def _read_as_page(self, document: Document) -> None:
        kind = "a mail" if any(name in document.path for name in MAILS) else "a page"
        self._score.pages += 1
        started = time.monotonic()
        try:
            self._render(document, _read_mail(document) if kind == "a mail" else (_as_page(document),))
        except Exception as error:
            self._score.uncaught.append(f"{document.path} as {kind}: {type(error).__name__}: {error}")
        self._score.times.append((time.monotonic() - started, f"{document.path} as {kind}"))

    def _render(self, document: Document, raws: Sequence[RawStatement]) -> None:
        cleaned = list(statements(raws, self._cleaner))
        self._score.statements += len(cleaned)
        self._score.active += [f"{document.path}: {violation}" for violation in violations(rendered(cleaned))]

    def _note(self, document: Document, feed: Feed, raws: Sequence[RawStatement]) -> None:
        score = self._score
        score.feeds += 1
        score.items += len(feed.items)
        if any(CANARY in raw.content or CANARY.decode() in raw.title for raw in raws):
            score.leaks.append(document.path)
        if document.expected is not None:
            self._compare(document, document.expected)

    def _compare(self, document: Document, expected: dict[str, Any]) -> None:
        """Compare the number of items and their titles, in order, with those that gofeed expects."""
        items = expected.get("items") or expected.get("entries") or []
        feed = self._parser.parse_feed(document.content, document.path, base=self._site.url("/feed"))
        self._score.compared += 1
        if len(feed.items) != len(items):
            self._score.wrong_count.append(f"{document.path}: {len(feed.items)} for {len(items)}")
        elif any(ours.title not in _spellings(item) for ours, item in zip(feed.items, items, strict=True)):
            self._score.wrong_titles.append(f"{document.path}: {[item.title for item in feed.items]!r:.80}")


def _text_in_feed(item: FeedItem) -> str:
    """The text that the feed has of an item, whether it is the whole statement or a teaser."""
    return item.content or item.summary


def _as_page(document: Document) -> RawStatement:
    return RawStatement("hostile", "page", "https://a.gov/x", document.content, "text/html", NOW)


def _read_mail(document: Document) -> tuple[RawStatement, ...]:
    """The statement in a mail; none if it is refused."""
    try:
        return (read_stream(document.content, "message.eml", NOW),)
    except InputError:
        return ()


def _spellings(item: dict[str, Any]) -> tuple[str, str]:
    """A title as gofeed gives it, and without tags: gofeed keeps HTML in titles."""
    title = item.get("title") or ""
    return title, plain_title(title)


def run(library: Callable[[Path], Iterable[Document]]) -> Score:
    """Read all documents of `library`, which gets the path of the canary file."""
    score = Score()
    with (
        tempfile.TemporaryDirectory() as folder,
        Site() as site,
        DocumentParser() as parser,
        build_cleaner() as cleaner,
        PeakMemory() as memory,
    ):

        def resolve(host: str, port: int) -> Sequence[str]:
            if (host, port) != ("127.0.0.1", site.port):
                raise OSError("no address of a document is ever requested")
            return (host,)

        canary = Path(folder) / "secret.txt"
        canary.write_bytes(CANARY)
        with HttpClient(HttpSettings(allow_private=(LOOPBACK,), interval=0.0, robots=False), resolve=resolve) as http:
            reader = Reader(site, http, parser, cleaner, score)
            for document in library(canary):
                reader.read(document)
        score.mebibytes, score.shares, score.each = memory.mebibytes, memory.shares, memory.each
    return score


def show(score: Score) -> bool:
    """Print the figures; whether all are as expected."""
    slowest = max(score.times)
    rows = (
        ("documents", score.documents),
        ("read as feeds", score.feeds),
        ("cleaned as pages or mails, too", score.pages),
        ("items in them", score.items),
        ("refused with a reason", sum(score.refused.values())),
        ("statements cleaned and rendered", score.statements),
        ("active contents, remote loads, other headers", len(score.active)),
        ("uncaught exceptions", len(score.uncaught)),
        ("canary files read", len(score.leaks)),
        ("slowest, s", f"{slowest[0]:.1f}"),
        (f"over {MAX_SECONDS:.0f} s", sum(seconds > MAX_SECONDS for seconds, _ in score.times)),
        ("peak memory of all processes, MiB", score.mebibytes),
        ("compared with gofeed", score.compared),
        ("another number of items than gofeed", len(score.wrong_count)),
        ("other titles than gofeed", len(score.wrong_titles)),
    )
    for name, value in rows:
        print(f"{name:<52}{value:>10}")
    for title, lines in (
        ("memory at the peak, MiB", [f"{mebibytes:>6}  {name}" for name, mebibytes in score.shares]),
        ("most of one process, MiB", [f"{mebibytes:>6}  {name}" for name, mebibytes in score.each.items()]),
        ("slowest", [f"{seconds:6.2f}  {path}" for seconds, path in sorted(score.times, reverse=True)[:8]]),
        ("refused", [f"{count:>6}  {reason}" for reason, count in score.refused.most_common(12)]),
        ("uncaught", score.uncaught[:20]),
        ("leaks", score.leaks[:20]),
        ("active", score.active[:20]),
        ("number of items", score.wrong_count[:20]),
        ("titles", score.wrong_titles[:20]),
    ):
        print(f"\n{title}", *lines, sep="\n  ")
    print(
        f"\n{score.documents:,} documents as feeds, {score.pages:,} as pages or mails: {len(score.uncaught)} uncaught, "
        f"{len(score.active)} active contents, {len(score.leaks)} canaries read, slowest {slowest[0]:.1f} s, "
        f"{score.mebibytes} MiB; of {score.compared} {len(score.wrong_count)} with other items and {len(score.wrong_titles)} "
        "with other titles than gofeed"
    )
    fine = not (score.uncaught or score.leaks or score.active)
    return fine and slowest[0] <= MAX_SECONDS and score.mebibytes <= MAX_MIB


def main() -> int:
    """Read all documents and print the figures; the exit code."""
    data, name = Path(sys.argv[1]), sys.argv[2] if len(sys.argv) > 2 else ""
    score = run(lambda canary: (document for document in documents(data, canary) if name in document.path))
    return 0 if show(score) else 1


if __name__ == "__main__":
    sys.exit(main())
