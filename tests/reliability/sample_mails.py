"""Test helper: twelve editions to lint: none, one and many statements, other scripts, long words, no titles, hostile titles."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from digest.records import Edition, Entry, FetchStatus, SourceReport
from tests.compile.editions import DATA, a_statement, an_edition, an_entry, real_edition, real_statement, verbatim, written

NEWEST = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
REAL = ("aoun", "briefing", "fentanyl", "iraq", "quad")
ARABIC = "أعلنت الوزارة اليوم أن المحادثات بدأت في العاصمة. وقال الوزير إن الاتفاق يشمل ثلاث مراحل."
JAPANESE = "両政府は本日、海上の安全に関する協力を強化することで一致した。次の会合は来年の春に開かれる。"
LONG_WORD = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft" * 3


def editions() -> dict[str, Callable[[], Edition]]:
    """The editions by name."""
    return {
        "0 statements": an_edition,
        "1 statement": lambda: _many(1),
        "30 statements": lambda: _many(30),
        "90 statements": lambda: _many(90),
        "500 statements": lambda: _many(500),
        "right to left": lambda: _same("بيان صحفي", ARABIC, "ar"),
        "Japanese": lambda: _same("共同声明", JAPANESE, "ja"),
        "very long words": lambda: _same(LONG_WORD, f"{LONG_WORD} ends here. {LONG_WORD}.", "de"),
        "no titles": lambda: _same("", "The ministers met in Manila. They agreed on the next steps.", ""),
        "all kinds": real_edition,
        "1,000 sources, half of them failed": _sources,
        "hostile titles": lambda: an_edition(
            *(_hostile(line) for line in (DATA / "hostile.lines").read_text("utf-8").splitlines())
        ),
    }


def _many(number: int) -> Edition:
    return an_edition(*(_real(place) for place in range(number)))


def _real(place: int) -> Entry:
    """A real statement with three of its sentences as points."""
    statement = real_statement(REAL[place % len(REAL)])
    sentences = [part for line in statement.text.split("\n\n") for part in line.split(". ") if len(part) > 40][:3]
    fields = {
        "title": f"{statement.title} ({place + 1})",
        "key": str(place),
        "published": NEWEST - timedelta(minutes=7 * place),
    }
    made = a_statement(statement.text, link=f"{statement.link}{place}/", issuer=statement.issuer, language="en", **fields)
    return an_entry(made, *(verbatim(made, sentence) for sentence in sentences))


def _same(title: str, text: str, language: str) -> Edition:
    entries = []
    for place in range(8):
        link = f"https://www.state.gov/{place}/"
        statement = a_statement(text, title=title and f"{title} {place}", link=link, language=language)
        entries.append(an_entry(statement, written(statement, text[: len(text) // 2], text), updated=place % 2 == 1))
    return an_edition(*entries)


def _sources() -> Edition:
    kinds = (FetchStatus.READ, FetchStatus.FAILED)
    reports = [SourceReport(f"s{n}", f"Source {n}", kinds[n % 2], 0, None, "the server answered 503") for n in range(1000)]
    return an_edition(_real(0), sources=reports)


def _hostile(line: str) -> Entry:
    statement = a_statement(
        f"{line} This was said.", title=line, issuer=line, speaker=line, link=f"https://www.state.gov/{len(line)}/"
    )
    return an_entry(statement, written(statement, line, "This was said.", speaker=line))
