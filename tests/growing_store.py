"""A store of any size, and feeds on loopback that publish into it: for the benchmark of growth and the test of what it costs.

The statements are all in editions that were delivered, 200 a day of 20 feeds. A fake engine takes the first sentence, so that
what is measured is the store and not a model.
"""

from __future__ import annotations

import contextlib
import io
import random
import threading
import zlib
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import pairwise
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import sqlalchemy as sa

from digest.app import build
from digest.cli.parser import main as command
from digest.cli.progress import tracker
from digest.config.loader import load_settings
from digest.pipeline.preview import next_preview
from digest.pipeline.report import RunReport
from digest.pipeline.run import run_steps
from digest.records import Format, KeyPoint, Paragraph, PostgresPlace, Span, Statement, Summary
from digest.serialise.statement_json import statement_to_json
from digest.serialise.summary_json import summary_to_json
from digest.store import schema
from digest.store.database import open_database
from digest.text.comparison import comparison_hash
from tests.fakes import FirstSentence
from tests.postgres_server import as_written

SOURCES = 20
A_DAY = 200
DAYS_AT_ONCE = 25
"""Days that one transaction puts into a store: what is made again if making it is ended early."""
NOW = datetime.now(UTC).replace(hour=12, minute=0, second=0, microsecond=0)
WORDS = (
    "council ministry fishing northern grounds agreement border treaty visit energy market harbour rescue talks budget "
    "island river school health station bridge winter support partners region security trade climate culture justice".split()
)


def run(path: Path, now: datetime, new: int | None = None) -> None:
    """Run all steps at `now`. Raise SystemExit if something fails, or if it does not find `new` statements for an edition."""
    with build(load_settings(path)) as app:
        app = replace(app, summariser=FirstSentence(), fallback=None)
        with app.store.lock():
            report: RunReport = run_steps(app.pipeline, lambda: now, tracker(quiet=True))
    if report.failures or report.bugs or (new is not None and (report.new != new or not report.editions)):
        raise SystemExit(f"the run did not do what is measured: {report}")


def preview(path: Path, now: datetime) -> None:
    """Make the preview of the next edition at `now`."""
    with build(load_settings(path)) as app:
        app = replace(app, summariser=FirstSentence(), fallback=None)
        next_preview(app.pipeline, app.pipeline_over, lambda: now, tracker(quiet=True), None, Format.MARKDOWN)


def run_command(path: Path, arguments: Sequence[str]) -> None:
    """Call `digest` with these arguments. Raise SystemExit if it ends with another code than 0."""
    with contextlib.redirect_stdout(io.TextIOWrapper(io.BytesIO())):
        code = command(["--config", str(path), *arguments])
    if code:
        raise SystemExit(f"digest {' '.join(arguments)} ended with {code}")


def write_configuration(
    folder: Path, port: int, *, learn: bool = True, store: Path | PostgresPlace = Path("var/digest.db")
) -> Path:
    """Write the configuration of a digest of all feeds on `port`; return its path. `learn`: as the key of a source."""
    path = folder / "digest.yaml"
    feeds = "".join(
        f"  - {{name: s{n}, feed: 'http://127.1.0.{n + 1}:{port}/{n}', learn: {str(learn).lower()}}}\n" for n in range(SOURCES)
    )
    path.write_text(
        f"sources:\n{feeds}digests: {{all: {{at: '00:00', deliver: [{{file: 'out/{{day}}.md'}}]}}}}\n"
        f"fetch: {{allow_private: [127.0.0.0/8]}}\nstore: '{as_written(store)}'\n"
    )
    return path


@dataclass(frozen=True, slots=True)
class _Stored:
    """A statement that the store is filled with."""

    number: int
    seen: datetime

    @property
    def source(self) -> str:
        return f"s{self.number % SOURCES}"

    @property
    def text(self) -> str:
        return "\n\n".join(_paragraph(self.number, row) for row in range(4))

    def statement(self) -> Statement:
        text, starts = self.text, [0]
        for paragraph in text.split("\n\n"):
            starts.append(starts[-1] + len(paragraph) + 2)
        spans = [(start, end - 2) for start, end in pairwise(starts)]
        link = f"https://s{self.number % SOURCES}.example/{self.number}"
        return Statement(
            link, self.source, link, f"Decision {self.number}", text,
            tuple(Paragraph(*span) for span in spans), tuple(Span(*span) for span in spans), published=self.seen, language="en",
        )  # fmt: skip


def a_statement(number: int, seen: datetime) -> Statement:
    """One of the statements of the store."""
    return _Stored(number, seen).statement()


def _paragraph(number: int, row: int) -> str:
    """A sentence of its own for each number and row: two of them share hardly five words in a row, as those of statements."""
    words = " ".join(random.Random(number * 10 + row).choices(WORDS, k=20))
    return f"The ministry said that decision {number * 10 + row} on {words} takes effect on Monday."


def fill(path: Path, size: int, end: datetime = NOW, readers: int = 0) -> None:
    """Make the store as it is after `size` statements, A_DAY a day up to the day before `end`, all in delivered editions.

    Each edition was also sent to `readers` by mail. If this is ended early, the next call with the same arguments continues.
    """
    with build(load_settings(path)) as app:
        app.store.source_reports(())
        place = app.store.place
    days = -(-size // A_DAY)
    start = end - timedelta(days=days + 1)
    engine = open_database(place)
    made = _days_made(engine, start)
    if not isinstance(place, PostgresPlace):
        _hurry(engine)
    for first in range(made, days, DAYS_AT_ONCE):
        with engine.begin() as connection:
            for day in range(first, min(days, first + DAYS_AT_ONCE)):
                seen = start + timedelta(days=day)
                stored = [_Stored(number, seen) for number in range(day * A_DAY, min(size, (day + 1) * A_DAY))]
                _insert_day(connection, day + 1, seen + timedelta(hours=12), stored, readers)
    if isinstance(place, PostgresPlace):
        from digest.store.postgres_backend import continue_ids

        with engine.begin() as connection:
            continue_ids(connection)
            connection.exec_driver_sql("ANALYZE")
    engine.dispose()


def _days_made(engine: sa.Engine, start: datetime) -> int:
    """How many days the store has already. A new one gets its digest, which starts at `start`."""
    with engine.begin() as connection:
        if connection.execute(sa.select(schema.digest.c.name)).first() is None:
            connection.execute(sa.insert(schema.digest).values(name="all", since=start, after=0))
        made: int = connection.execute(sa.select(sa.func.count()).select_from(schema.edition)).scalar_one()
    return made


def _hurry(engine: sa.Engine) -> None:
    """Do not wait for the disk, and keep the trees of the indexes in memory: hashes are inserted all over them."""
    with closing(engine.raw_connection()) as raw:
        for pragma in ("synchronous=OFF", "cache_size=-1000000", "wal_autocheckpoint=50000"):
            raw.execute(f"PRAGMA {pragma}")


def _insert_day(connection: sa.Connection, edition: int, sealed: datetime, stored: Sequence[_Stored], readers: int) -> None:
    statements = [each.statement() for each in stored]
    insert_edition(connection, ToldDay(edition, "all", sealed, stored[0].seen, statements, _first_sentence))
    slot = f"{sealed:%Y-%m-%d}"
    content = "\n\n".join(statement.text for statement in statements).encode()
    outgoing = {"edition": edition, "digest": "all", "slot": slot, "channel": "file", "address": f"out/{slot}.md"}
    outgoing |= {"format": "markdown", "content": content, "state": "sent", "attempts": 1, "changed_at": sealed}
    mails = [{"channel": "email", "address": f"reader{n}@example.org", "format": "email"} for n in range(readers)]
    connection.execute(sa.insert(schema.outbox), [outgoing, *(outgoing | mail for mail in mails)])


def _first_sentence(statement: Statement) -> Summary:
    first = statement.sentences[0]
    return Summary((KeyPoint(first.of(statement.text), (first,)),), FirstSentence.model)


@dataclass(frozen=True)
class ToldDay:
    """The edition `number` of `digest`, and its statements, which were read at `seen`; `summary_of` gives their key points."""

    number: int
    digest: str
    sealed: datetime
    seen: datetime
    statements: Sequence[Statement]
    summary_of: Callable[[Statement], Summary]
    title: str = "all"


def insert_edition(connection: sa.Connection, day: ToldDay) -> None:
    """Put a day's edition and its statements, which are all new, into the store."""
    held = connection.execute(sa.select(sa.func.coalesce(sa.func.max(schema.revision.c.id), 0))).scalar_one()
    rows = [_rows(day, statement, held + place + 1, place) for place, statement in enumerate(day.statements)]
    body = {"title": day.title, "timezone": "UTC", "sources": [], "failures": [], "excluded": [], "withdrawn": []}
    values = {"id": day.number, "digest": day.digest, "slot": f"{day.sealed:%Y-%m-%d}", "sealed_at": day.sealed}
    for table in (schema.statement, schema.reading, schema.revision, schema.summary, schema.seen):
        connection.execute(sa.insert(table), [row[table.name] for row in rows])
    connection.execute(sa.insert(schema.edition).values(values | {"size": len(rows), "body": body}))
    connection.execute(sa.insert(schema.member), [row["member"] for row in rows])


def _rows(day: ToldDay, statement: Statement, number: int, position: int) -> dict[str, dict[str, Any]]:
    summary = day.summary_of(statement)
    key = {"source": statement.source, "key": statement.key}
    return {
        "statement": key | {
            "id": number, "first_seen": day.seen, "current": statement.fingerprint,
            "publisher": urlsplit(statement.link).hostname, "is_own": True, "checked_at": day.seen + timedelta(days=1),
        },
        "reading": {"statement": number, "source": statement.source, "document": statement.key, "guid": ""},
        "revision": {
            "id": number, "statement": number, "fingerprint": statement.fingerprint, "seen_at": day.seen, "embargo": None,
            "body": statement_to_json(statement), "raw": zlib.compress(statement.text.encode()),
            "media_type": "text/html", "words": comparison_hash(statement.text),
        },
        "summary": {
            "id": number, "fingerprint": statement.fingerprint, "model": summary.model.name,
            "revision": summary.model.revision, "settings": summary.model.settings, "made_at": day.seen,
            "body": summary_to_json(summary),
        },
        "seen": key | {"item": "stored", "read_at": day.seen, "etag": "", "last_modified": "", "page": ""},
        "member": {
            "edition": day.number, "digest": day.digest, "revision": number, "summary": number, "position": position,
            "updated": False, "changed": [], "taken_back": False,
        },
    }  # fmt: skip


class Feeds:
    """The feeds, each with the ten newest of its items. `publish` adds one item to each."""

    def __init__(self) -> None:
        feeds = self
        self._items = 10

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                body = feeds._feed(self.path.strip("/")) if self.path.strip("/").isdigit() else b""
                self.send_response(200 if body else 404)
                self.send_header("Content-Type", "application/rss+xml")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, format: str, *args: object) -> None:
                """Says nothing."""

        self._server = ThreadingHTTPServer(("0.0.0.0", 0), Handler)
        self.port = self._server.server_address[1]

    def __enter__(self) -> Feeds:
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_error: object) -> None:
        self._server.shutdown()
        self._server.server_close()

    def publish(self) -> None:
        """Add one item to each feed."""
        self._items += 1

    def _feed(self, number: str) -> bytes:
        host = f"http://127.1.0.{int(number) + 1}:{self.port}"
        items = "".join(self._item(int(number), item, host) for item in range(self._items, self._items - 10, -1))
        head = "<rss version='2.0' xmlns:content='http://purl.org/rss/1.0/modules/content/'><channel><title>News</title>"
        return f"{head}{items}</channel></rss>".encode()

    def _item(self, feed: int, item: int, host: str) -> str:
        number = 10_000_000 + feed * 10_000 + item
        text = "".join(f"<p>{_paragraph(number, row)}</p>" for row in range(8))
        return (
            f"<item><title>Decision {number}</title><link>{host}/item/{number}</link>"
            f"<content:encoded><![CDATA[{text}]]></content:encoded></item>"
        )
