"""Test helper: a store with a history of editions, told day by day, and the site that is published from it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from digest.compile.edition import compile_edition
from digest.records import (
    Failure,
    Fetched,
    FetchState,
    FetchStatus,
    KeyPoint,
    Model,
    Paragraph,
    PostgresPlace,
    RawStatement,
    RelationKind,
    Removal,
    Role,
    SourceReport,
    Span,
    Statement,
    StatementRelation,
    StatementType,
    Summary,
)
from digest.store.sql_store import SqlStore
from digest.text.sentences import sentence_spans
from digest.website.description import SiteDescription
from digest.website.publisher import SitePublisher, SiteReport

MODEL = Model("encoder", "1", "cpu", "recipe")
FIRST_DAY = datetime(2026, 11, 23, 7, 0, tzinfo=UTC)
SOURCES = {"state": "Department of State", "mfa": "Ministry of Foreign Affairs"}


def a_text(*paragraphs: str) -> str:
    """A text of paragraphs."""
    return "\n\n".join(paragraphs)


def a_statement(name: str, text: str = "The ministers met in Paris. They agreed on a truce.", **fields: object) -> Statement:
    """A statement of the source "state" at an address that ends in `name`."""
    parts: list[Paragraph] = []
    start = 0
    for part in text.split("\n\n"):
        parts.append(Paragraph(start, start + len(part), role=Role.BODY))
        start += len(part) + 2
    assumed: dict[str, object] = {
        "key": f"https://state.example/{name}",
        "source": "state",
        "link": f"https://state.example/{name}",
        "title": f"Statement on {name}",
        "text": text,
        "paragraphs": tuple(parts),
        "sentences": sentence_spans(text, [Span(part.start, part.end) for part in parts], "en"),
        "published": FIRST_DAY - timedelta(hours=1),
        "type": StatementType.STATEMENT,
        "language": "en",
        "removed": (Removal("contact", "For more information, call us."),),
    }
    return Statement(**(assumed | fields))  # type: ignore[arg-type]


class History:
    """A store in `folder`, or in PostgreSQL at `place`. `day` is the moment at which the next edition is sealed.

    `points` are the key points of statements, by key, that are not to be their first and last sentence.
    """

    first_slot = FIRST_DAY.date()

    def __init__(self, folder: Path, slugs: Iterable[str] = ("morning",), place: PostgresPlace | None = None) -> None:
        self.store = SqlStore(place or folder / "digest.db")
        self.slugs = tuple(slugs)
        self.day = FIRST_DAY
        self.points: dict[str, tuple[KeyPoint, ...]] = {}
        for slug in self.slugs:
            self.store.start_digest(slug, FIRST_DAY - timedelta(days=1))

    def read(self, *statements: Statement) -> None:
        """The sources publish statements, and key points are chosen: the first sentence, and the last."""
        for source in {each.source for each in statements}:
            cleaned = [(_raw(each), each) for each in statements if each.source == source]
            self.store.save_fetch(source, Fetched((), FetchState()), cleaned, self.day - timedelta(minutes=30))
        for pending in self.store.unsummarised((MODEL,), 3):
            statement = pending.statement
            points = self.points.get(statement.key)
            summary = Summary(points, MODEL) if points else summary_of(statement)
            self.store.save_summary(statement, summary, self.day)

    def relate(self, one: str, other: str, kind: RelationKind) -> None:
        """Two statements that were read are related; names are the ends of their addresses."""
        texts = {text.statement.title: text.number for text in self.store.stored_texts(range(1, 1_000))}
        pair = (texts[f"Statement on {one}"], texts[f"Statement on {other}"])
        self.store.save_relations(0, [(*pair, StatementRelation(kind, "a reason", (("new words", "old words"),)))])

    def withdraw(self, name: str) -> None:
        """The page of a statement is found gone twice, a day apart."""
        for hours in (24, 1):
            self.store.record_recheck(f"https://state.example/{name}", gone=True, now=self.day - timedelta(hours=hours))

    def tell(self, *statements: Statement) -> None:
        """Statements are published, an edition of each digest is sealed, and a day passes."""
        if statements:
            self.read(*statements)
        for slug in self.slugs:
            edition = compile_edition(
                slug=slug,
                title=f"{slug.capitalize()} digest",
                slot=self.slot,
                timezone="UTC",
                sealed=self.day,
                entries=self.store.new_entries(slug, tuple(SOURCES), (MODEL,), self.day),
                sources=[SourceReport(name, title, FetchStatus.READ) for name, title in SOURCES.items()],
                failures=[Failure("https://state.example/lost", "reading the page", "the server answered 404", "state")],
                withdrawn=self.store.open_withdrawals(slug, tuple(SOURCES)),
            )
            assert self.store.seal(edition, ())
        self.day += timedelta(days=1)

    @property
    def slot(self) -> date:
        """The day of the next edition."""
        return self.day.date()

    def site(self, folder: Path, **fields: object) -> SiteDescription:
        """A site of all digests, without search unless `fields` say so."""
        assumed: dict[str, object] = {
            "folder": folder,
            "title": "Archive",
            "url": "https://archive.example/",
            "digests": {slug: f"{slug.capitalize()} digest" for slug in self.slugs},
            "sources": SOURCES,
            "search": False,
        }
        return SiteDescription(**(assumed | fields))  # type: ignore[arg-type]

    def publish(self, folder: Path, **fields: object) -> SiteReport:
        """Bring the site in `folder` up to date."""
        return SitePublisher(self.store).publish(self.site(folder, **fields))


def files_of(folder: Path) -> Mapping[str, bytes]:
    """The files that a web server shows, by their paths."""
    found = (path for path in folder.rglob("*") if path.is_file() and not path.name.startswith("."))
    return {str(path.relative_to(folder)): path.read_bytes() for path in found}


def _raw(statement: Statement) -> RawStatement:
    content = statement.text.encode("utf-8", "replace")
    return RawStatement(statement.source, statement.key, statement.link, content, "text/html", FIRST_DAY)


def summary_of(statement: Statement) -> Summary:
    """The first sentence of a statement, and the last."""
    spans = dict.fromkeys((statement.sentences[0], statement.sentences[-1]))
    return Summary(tuple(KeyPoint(span.of(statement.text), (span,)) for span in spans), MODEL)
