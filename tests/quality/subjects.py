"""Prints which statements of daily editions are put on one event, and which earlier one is named; scores both by verdicts.

    python -m tests.quality.subjects STATEMENTS [--read]

STATEMENTS holds `core/` and `more/`, each with `index.jsonl` and the documents. Every day on which the State Department or the
White House published something (2021-22) is an edition, compared as `pipeline/entry_comparison.py` does. The verdicts are
`labels/subjects.jsonl`: links, and whether a reader took them for one event, or wants to be told of the earlier one. What has
no verdict is printed with titles and the first words; with --read everything is.
"""

from __future__ import annotations

import argparse
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from digest.records import Statement
from digest.relate.edition_relater import MAX_TITLES, SubjectRelater
from digest.text.series_key import series_key
from tests.quality.published_statements import READ_AT, json_rows, published_statements

VERDICTS = Path(__file__).with_name("labels") / "subjects.jsonl"
SOURCES = ("state_gov_rss", "whitehouse_rss")
WINDOW = timedelta(days=45)
BACKGROUND = 150
READ_WORDS = 60

Links = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """A group on one event, or (kind "follow_up") an earlier statement and the one that names it; the links are in order."""

    kind: str
    day: date
    statements: tuple[Statement, ...]

    @property
    def links(self) -> Links:
        """The links of the statements, by which the verdict is found."""
        return tuple(each.link for each in self.statements)


def main() -> None:
    """Print the figures, and what is to be read."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("statements", type=Path)
    parser.add_argument("--read", action="store_true", help="print what has a verdict, too")
    options = parser.parse_args()
    statements = published_statements(options.statements, SOURCES)
    verdicts = {(row["kind"], tuple(row["links"])): row["is_right"] for row in json_rows(VERDICTS)}
    editions = _editions(statements)
    found = [each for day in editions for each in _compared(day, editions[day], statements)]
    for each in found:
        if options.read or (each.kind, each.links) not in verdicts:
            _print(each, verdicts.get((each.kind, each.links)))
    print(f"{len(statements)} statements in {len(editions)} editions")
    for kind in ("event", "follow_up"):
        _print_score(kind, [each for each in found if each.kind == kind], verdicts)


def _editions(statements: Sequence[Statement]) -> dict[date, list[Statement]]:
    editions: dict[date, list[Statement]] = defaultdict(list)
    for each in statements:
        editions[_moment(each).date()].append(each)
    return editions


def _compared(day: date, own: Sequence[Statement], statements: Sequence[Statement]) -> Iterator[Found]:
    """What is said of the entries of one edition, as the pipeline finds it."""
    begin = datetime(day.year, day.month, day.day, tzinfo=UTC)
    before = [each for each in reversed(statements) if begin - WINDOW <= _moment(each) < begin + timedelta(days=1)]
    keys = {each.key for each in own}
    relater = SubjectRelater()
    likely: set[str] = set()
    for statement in own:
        others = [each for each in before if each.source == statement.source and each.key != statement.key][:MAX_TITLES]
        likely.update(relater.likely_earlier(statement, [(each.key, series_key(each.title)) for each in others]))
    earlier = [each for each in before if each.key in likely - keys]
    background = [each for each in before if each.key not in likely | keys][:BACKGROUND]
    relations = relater.relations(own, earlier, background)
    yield from (Found("event", day, tuple(own[place] for place in group)) for group in relations.events)
    yield from (Found("follow_up", day, (earlier[number], own[place])) for place, number in relations.previous)


def _moment(statement: Statement) -> datetime:
    return statement.published or READ_AT


def _print(found: Found, is_right: bool | None) -> None:
    print(f"\n{found.kind} {found.day} {'unread' if is_right is None else 'right' if is_right else 'wrong'}")
    for each in found.statements:
        print(f"  {_moment(each):%d %b %H:%M} {each.source} {each.type}: {each.title}\n    {each.link}")
        print(f"    {' '.join(each.text.split()[:READ_WORDS])}")


def _print_score(kind: str, found: Sequence[Found], verdicts: Mapping[tuple[str, Links], bool]) -> None:
    counts = Counter(verdicts.get((kind, each.links)) for each in found)
    members = sum(len(each.statements) for each in found)
    print(f"{kind}: {len(found)} with {members} statements: {counts[True]} right, {counts[False]} wrong, {counts[None]} unread")
    lost = sum(known == kind and is_right for (known, _), is_right in verdicts.items()) - counts[True]
    print(f"   {lost} that were right before are no longer found")


if __name__ == "__main__":
    main()
