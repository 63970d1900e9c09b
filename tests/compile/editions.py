"""Editions for the tests of compile: real statements from tests/data/compile, and small ones made to measure."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

from digest.compile.edition import compile_edition
from digest.records import (
    Change,
    Edition,
    Entry,
    Failure,
    FetchStatus,
    Format,
    KeyPoint,
    Model,
    Paragraph,
    SourceReport,
    Span,
    Statement,
    StatementType,
    Summary,
    Target,
)

DATA = Path(__file__).parents[1] / "data" / "compile"
MINILM = Model("all-MiniLM-L6-v2", "53aa5117")
SEALED = datetime(2026, 11, 23, 11, 0, tzinfo=UTC)
FILE = Target("file", "out/2026-11-23.md", Format.MARKDOWN)
READER = Target("email", "reader@example.org", Format.EMAIL)


def real_statement(name: str) -> Statement:
    """A statement of tests/data/compile, without its sentences: tests name those that they need."""
    head, _, text = (DATA / f"{name}.txt").read_text("utf-8").partition("\n\n")
    fields = dict(line.split(": ", 1) if ": " in line else (line.rstrip(":"), "") for line in head.splitlines())
    return a_statement(
        text.strip(),
        source=fields["source"],
        title=fields["title"],
        link=fields["link"],
        published=datetime.fromisoformat(fields["published"]),
        issuer=fields["issuer"],
        speaker=fields["speaker"],
        type=StatementType(fields["type"]),
        language="en",
    )


def a_statement(text: str = "One thing is said.", **fields: object) -> Statement:
    """A statement of `text`; `fields` replace what is assumed."""
    assumed: dict[str, object] = {
        "key": fields.get("link") or fields.get("title") or text[:40],
        "source": "state.gov",
        "link": "https://www.state.gov/one/",
        "title": "One title",
        "text": text,
        "paragraphs": (Paragraph(0, len(text)),),
        "sentences": (),
        "published": datetime(2026, 11, 23, 8, 30, tzinfo=UTC),
    }
    return Statement(**(assumed | fields))  # type: ignore[arg-type]


def span(statement: Statement, sentence: str) -> Span:
    """Where `sentence` stands in the text."""
    start = statement.text.index(sentence)
    return Span(start, start + len(sentence))


def verbatim(statement: Statement, sentence: str, speaker: str = "") -> KeyPoint:
    """A key point that is one sentence of the statement."""
    return KeyPoint(sentence, (span(statement, sentence),), speaker)


def written(statement: Statement, text: str, *evidence: str, speaker: str = "") -> KeyPoint:
    """A key point in other words than those of its evidence."""
    return KeyPoint(text, tuple(span(statement, sentence) for sentence in evidence), speaker, verbatim=False)


def an_entry(statement: Statement, *points: KeyPoint, **fields: object) -> Entry:
    """An entry of the packaged model; without points, the whole text is one."""
    chosen = points or (KeyPoint(statement.text, (Span(0, len(statement.text)),)),)
    summary = Summary(chosen, MINILM)
    return Entry(**({"statement": statement, "summary": summary} | fields))  # type: ignore[arg-type]


def an_edition(*entries: Entry, **fields: object) -> Edition:
    """An edition of 23 November 2026 for readers in New York."""
    assumed: dict[str, object] = {
        "slug": "morning",
        "title": "Morning digest",
        "slot": date(2026, 11, 23),
        "timezone": "America/New_York",
        "sealed": SEALED,
        "entries": entries,
        "sources": (SourceReport("state.gov", "U.S. Department of State", FetchStatus.READ, new=len(entries)),),
    }
    return compile_edition(**(assumed | fields))  # type: ignore[arg-type]


def real_edition() -> Edition:
    """Five real statements of two sources, one of them updated, one summarised in other words, with a source that failed."""
    return an_edition(*_state_gov(), *_white_house(), sources=_reports(), failures=_failures())


def _state_gov() -> tuple[Entry, ...]:
    quad, aoun, iraq = real_statement("quad"), real_statement("aoun"), real_statement("iraq")
    centrality = quad.text.split("\n\n")[0]
    region = quad.text.split("\n\n")[1]
    return (
        an_entry(quad, verbatim(quad, centrality), verbatim(quad, region)),
        an_entry(
            aoun,
            verbatim(aoun, "They discussed the implementation of the Trilateral Framework."),
            updated=True,
            changed=(
                Change(
                    span(aoun, "They discussed the implementation of the Trilateral Framework."),
                    "They discussed the Trilateral Framework.",
                ),
            ),
        ),
        an_entry(
            iraq,
            written(
                iraq,
                "The United States condemns the violence against demonstrators.",
                "The United States is outraged that peaceful demonstrators who took to the streets to urge reform were met "
                "with threats and brutal violence.",
            ),
        ),
    )


def _white_house() -> tuple[Entry, ...]:
    fentanyl, briefing = real_statement("fentanyl"), real_statement("briefing")
    decline = "These efforts have led to the first decline in fentanyl overdose deaths in the homeland in five years."
    reserve = "There’s currently 568 million barrels in the reserve, which is actually in four locations across southern " + (
        "Louisiana and Texas."
    )
    said = verbatim(briefing, reserve, "Brian Deese")
    return (
        an_entry(fentanyl, verbatim(fentanyl, decline)),
        an_entry(briefing, summary=Summary((said,), MINILM, truncated=True)),
    )


def _reports() -> tuple[SourceReport, ...]:
    return (
        SourceReport("state.gov", "U.S. Department of State", FetchStatus.READ, 2, datetime(2026, 11, 23, 9, tzinfo=UTC)),
        SourceReport(
            "nato.int", "NATO", FetchStatus.FAILED, 0, datetime(2026, 11, 20, 14, 5, tzinfo=UTC), "the server answered 503"
        ),
        SourceReport("whitehouse.gov", "The White House", FetchStatus.READ, 2, datetime(2026, 11, 23, 10, tzinfo=UTC)),
        SourceReport("war.gov", "U.S. Department of War", FetchStatus.UNCHANGED, 0, datetime(2026, 11, 3, 16, 30, tzinfo=UTC)),
    )


def _failures() -> tuple[Failure, ...]:
    return (
        Failure("nato.int", "reading the feed", "the server answered 503", "nato.int"),
        Failure("https://www.state.gov/gone/", "reading the page", "the server answered 404", "state.gov"),
    )
