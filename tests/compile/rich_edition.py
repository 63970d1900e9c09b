"""Test helper: an edition in which everything occurs that an edition can say in words of its own."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from digest.records import (
    BY_POSITION,
    AlsoGiven,
    AuditEntry,
    Change,
    Edition,
    Entry,
    EntryRelation,
    Failure,
    FetchStatus,
    KeyPoint,
    Layout,
    Model,
    PhraseStatus,
    PhraseUse,
    RelationKind,
    SeriesChange,
    SourceReport,
    StatementRelation,
    StatementStatus,
    StatementType,
    Summary,
    Withdrawal,
    Wording,
    instead_of_page,
    joint_name,
)
from tests.compile.editions import MINILM, SEALED, a_statement, an_edition, an_entry, span, verbatim, written

WARNINGS = (
    "tables are read row by row",
    "tables on pages 3, 4 are read row by row",
    "no text on page 7 of the PDF",
    "1 character is damaged, and shown as �",
    "1,204 characters are damaged, and shown as �",
    "the rules would have deleted 90 of 100 words: the text stays as it was",
    "the rules would have left no text: the text stays as it was",
    "the page has no element 'div.entry': searched for the article",
    "its feed dates it 2027-03-01, which had not come when it was read",
    instead_of_page("https://a.example/1: status 503"),
    "published as PDF, which could not be read (it holds no text)",
    "documents attached to the mail are not read here: anlage.pdf",
    "an embargo is named, but its moment cannot be read: 'Sperrfrist'",
    "an embargo is named, but its hour cannot be read: 'Sperrfrist'; it is kept until that day is over everywhere",
)
SUMMARY_WARNINGS = (
    "selected by MiniLM (English), Mini-E5 (other languages), since Llama could not be used: connection refused",
    "1 of 3 points of Llama did not stand on their evidence: sentences took their place (point 1: number)",
    "2 of 3 points of Llama did not stand on their evidence: sentences took their place (point 1: number)",
    "1 of its sentences speaks to a language model: no point stands on them",
    "2 of its sentences speak to a language model: no point stands on them",
    f"{BY_POSITION}: the model does not read French",
    f"{BY_POSITION}: the model does not read the language 'uk'",
    f"{BY_POSITION}: the model does not read this script, or its language is not known",
    "no key points: out of memory",
)
REASONS = (
    "https://a.example/feed: status 503",
    "no complete response in time",
    "the host has no address",
    "disallowed by the robots.txt of a.example",
    "larger than 10,000,000 bytes",
    "is a film, which cannot be read",
    "something that nobody foresaw",
    "",
)
TEXT = "Der Rat tagte. Er beschloss Maßnahmen. Zudem bat er um Hilfe. Morgen folgt mehr."


def rich_edition(language: str, *, source: str = "rat.example") -> Edition:
    """An edition whose statements, names and titles are German, and everything else in `language`."""
    entries = [*_of_all_types(source), *_special(source)]
    return replace(
        an_edition(
            *entries,
            title="Lage",
            sources=_reports(source),
            failures=[Failure(f"https://a.example/{n}", "reading the page", reason, "a") for n, reason in enumerate(REASONS)],
            excluded=[AuditEntry(source, "", "", status, "") for status in StatementStatus],
            withdrawn=(Withdrawal("k", source, "Weg", "https://a.example/weg", SEALED, date(2026, 11, 20)),),
            layout=Layout(language),
        ),
        keywords=("Hilfe",),
        filtered_out=3,
    )


def _entry(title: str, source: str, **fields: object) -> Entry:
    statement = a_statement(TEXT, title=title, source=source, link=f"https://a.example/{title}", language="de", **fields)
    return an_entry(statement, verbatim(statement, "Er beschloss Maßnahmen.", "Erna"))


def _of_all_types(source: str) -> list[Entry]:
    return [_entry(f"Titel{number}", source, type=kind) for number, kind in enumerate(StatementType)]


def _related(source: str) -> Entry:
    """An entry with every relation, to other texts and below it."""
    changed = (("Zwei", "Drei"), ("Neu", ""), ("", "Alt"))
    relations = tuple(
        EntryRelation(StatementRelation(kind, "", changed), source, "Titel", "https://a.example/x", day, is_within=bool(day))
        for kind in RelationKind
        for day in (None, date(2026, 11, 3))
    )
    also = tuple(
        AlsoGiven("k", "f", "d.example", "https://d.example/1", True, StatementRelation(kind, "", changed), "Titel")
        for kind in RelationKind
        if kind.is_one_entry
    )
    return replace(_entry("Verwandt", source), also=also, relations=relations)


def _worded(source: str) -> Entry:
    """An entry with changes since the previous statement of its series, and with phrases in every use, watched or not."""
    entry = _entry("Wortlaut", source)
    sentence = span(entry.statement, "Er beschloss Maßnahmen.")
    uses = tuple(
        PhraseUse(
            "Maßnahmen", status, None if status is PhraseStatus.ABSENT else sentence, "Er tagte.", "Titel", watched=watched
        )
        for status in PhraseStatus
        for watched in (False, True)
    )
    changes = (Change(None, "Es war spät."),) * 12
    return replace(entry, wording=Wording(SeriesChange("Titel", "https://a.example/davor", date(2026, 11, 3), changes), uses))


def _special(source: str) -> list[Entry]:
    plain = _entry("Alles", source, warnings=WARNINGS, published=None, named="b.example", site="c.example")
    said = plain.statement
    cut = KeyPoint("Bat er um Hilfe.", (span(said, "Zudem bat er um Hilfe."),), verbatim=False)
    changes = (Change(span(said, "Morgen folgt mehr."), "Morgen folgt nichts."), Change(None, "Es war spät."))
    also = (
        AlsoGiven("k", "f", "d.example", "https://d.example/1", differs=True),
        AlsoGiven("k", "f", "e.example", "", differs=False),
    )
    both = Model(joint_name("MiniLM", "Mini-E5"), "1+2")
    mixed = Summary((cut, written(said, "Hilfe naht.", "Morgen folgt mehr.")), Model("Llama", "2"))
    return [
        replace(_entry("Zweisprachig", source), summary=Summary((cut,), both)),
        replace(_entry("Gemischt", source), summary=mixed),
        _related(source),
        _worded(source),
        replace(plain, updated=True, changed=changes, also=also, summary=Summary((cut,), MINILM, True, SUMMARY_WARNINGS)),
        replace(_entry("Verschoben", source), updated=True, taken_back=True),
        replace(_entry("Umgeschrieben", source), updated=True, changed=changes * 6),
        replace(_entry("Leer", source), summary=Summary((), MINILM)),
        replace(
            _entry("", source), summary=Summary((written(said, "Hilfe naht.", "Morgen folgt mehr."),), Model("Llama", "1"))
        ),
        replace(_entry("Stelle", source), summary=Summary((cut,), MINILM, warnings=(SUMMARY_WARNINGS[7],))),
    ]


def _reports(source: str) -> tuple[SourceReport, ...]:
    late = datetime(2026, 11, 3, 16, 30, tzinfo=UTC)
    failed = [SourceReport(f"f{n}", f"F{n}", FetchStatus.FAILED, reason=reason) for n, reason in enumerate(REASONS)]
    return (
        SourceReport(source, "Rat", FetchStatus.READ, 2, SEALED),
        SourceReport("a", "A", FetchStatus.UNCHANGED, last_new=late),
        SourceReport("b", "B", FetchStatus.UNCHANGED, last_new=late, expected=SEALED - timedelta(hours=1)),
        SourceReport("c", "C", FetchStatus.READ, not_asked_for=4),
        SourceReport("d", "D", FetchStatus.NEVER),
        *failed,
    )
