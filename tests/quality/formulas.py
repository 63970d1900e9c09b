"""Prints which standing formulas are told of statements of a series, and scores them by verdicts.

    python -m tests.quality.formulas RELATE STATEMENTS [--sample 50] [--seed 23] [--read]

RELATE holds `whitehouse_series.jsonl.gz`, STATEMENTS `core/` and `more/` with statements of the White House and the State
Department. Each statement is compared with the earlier ones of its series and the 60 latest of others, as the store gives them
to an edition. The verdicts are `labels/formulas.jsonl`: link, phrase, and whether a reader took it for what an analyst would
report. With --sample only so many reports, drawn by chance, are printed and scored. What has no verdict is printed with both
sentences; with --read everything is.
"""

from __future__ import annotations

import argparse
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from urllib.parse import urlsplit

from digest.builders.cleaner_builder import build_cleaner
from digest.records import PhraseUse, Profile, RawStatement, Statement
from digest.relate.series_changes import wording
from digest.text.series_key import name_key, series_key
from tests.quality.changes import rows
from tests.quality.published_statements import READ_AT, json_rows, published_statements

VERDICTS = Path(__file__).with_name("labels") / "formulas.jsonl"
WHITE_HOUSE = ("whitehouse_rss", "whitehouse_md")
MIN_EARLIER, MAX_EARLIER, MAX_LATEST = 3, 12, 60
"""As in `store/series.py`."""


@dataclass(frozen=True, slots=True)
class Report:
    """What is told of a phrase in a statement."""

    statement: Statement
    use: PhraseUse

    @property
    def key(self) -> tuple[str, str, str]:
        """By what the verdict is found."""
        return self.statement.link, str(self.use.status), self.use.phrase


def main() -> None:
    """Print the figures, and what is to be read."""
    options = _options()
    verdicts = {(row["link"], row["status"], row["phrase"]): row["is_worth_it"] for row in json_rows(VERDICTS)}
    state_department = published_statements(options.statements, ("state_gov_rss",))
    white_house = _white_house(options.relate, options.statements)
    print(f"{len(white_house)} statements of the White House, {len(state_department)} of the State Department")
    found = [report for history in (white_house, state_department) for report in _reports(history)]
    if options.sample:
        found = Random(options.seed).sample(found, min(options.sample, len(found)))
    for report in found:
        if options.read or report.key not in verdicts:
            _print(report, verdicts.get(report.key))
    _print_scores(found, verdicts)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("relate", type=Path, metavar="RELATE")
    parser.add_argument("statements", type=Path, metavar="STATEMENTS")
    parser.add_argument("--sample", type=int, default=0)
    parser.add_argument("--seed", type=int, default=23)
    parser.add_argument("--read", action="store_true", help="print what has a verdict, too")
    return parser.parse_args()


def _white_house(relate: Path, folder: Path) -> list[Statement]:
    """The statements of the White House, one for each path of an address (it changed hosts), the oldest first."""
    found = {urlsplit(each.link).path: _of_white_house(each) for each in published_statements(folder, WHITE_HOUSE)}
    with build_cleaner(None) as cleaner:
        for row in rows(relate / "whitehouse_series.jsonl.gz"):
            day = datetime.fromisoformat(row["date"]).replace(tzinfo=UTC)
            raw = RawStatement("", row["url"], row["url"], row["text"].encode(), "text/markdown", READ_AT, title=row["title"])
            cleaned = cleaner.clean(replace(raw, charset="utf-8", published=day), Profile())
            found[urlsplit(row["url"]).path] = _of_white_house(cleaned)
    return sorted(found.values(), key=lambda each: (each.published or READ_AT, each.key))


def _of_white_house(statement: Statement) -> Statement:
    return replace(statement, source="whitehouse")


def _reports(history: Sequence[Statement]) -> Iterator[Report]:
    """What is told of the phrases of each statement with three earlier ones in its series."""
    by_title, by_names = _Series(series_key), _Series(name_key)
    for place, statement in enumerate(history):
        earlier = by_title.before(statement) or by_names.before(statement)
        if len(earlier) >= MIN_EARLIER:
            latest = history[max(0, place - MAX_LATEST) : place][::-1]
            other = [each for each in latest if series_key(each.title) not in ("", series_key(earlier[0].title))]
            found = wording(statement, earlier, other)
            yield from (Report(statement, use) for use in (found.phrases if found else ()))
        by_title.add(statement)
        by_names.add(statement)


class _Series:
    """The statements with one key, in the order in which they were added."""

    def __init__(self, key: Callable[[str], str]) -> None:
        self._key = key
        self._found: dict[str, list[Statement]] = defaultdict(list)

    def add(self, statement: Statement) -> None:
        self._found[self._key(statement.title)].append(statement)

    def before(self, statement: Statement) -> tuple[Statement, ...]:
        """The latest earlier statements of the series, the latest first."""
        key = self._key(statement.title)
        earlier = [each for each in self._found.get(key, ()) if (each.published or READ_AT) < (statement.published or READ_AT)]
        return tuple(earlier[: -MAX_EARLIER - 1 : -1]) if key else ()


def _print(report: Report, is_worth_it: bool | None) -> None:
    use, statement = report.use, report.statement
    print(
        f"\n{use.status} {'unread' if is_worth_it is None else 'worth it' if is_worth_it else 'not worth it'}: {use.phrase!r}"
    )
    print(f"  {statement.published:%Y-%m-%d} {statement.type}: {statement.title}\n  {statement.link}")
    print(f"  before, {use.uses} of {use.looked_at}, {use.day}: {use.before}")
    if use.after:
        print(f"  now: {' '.join(use.after.of(statement.text).split())}")


def _print_scores(found: Sequence[Report], verdicts: Mapping[tuple[str, str, str], bool]) -> None:
    for name, reports in (("all", found), *_by_type(found).items()):
        counts = Counter(verdicts.get(each.key) for each in reports)
        read = counts[True] + counts[False]
        share = f"{counts[True] / read:.0%}" if read else "-"
        print(f"{name}: {len(reports)} reports, {read} read, {counts[True]} of them worth telling ({share})")


def _by_type(found: Sequence[Report]) -> dict[str, list[Report]]:
    groups: dict[str, list[Report]] = defaultdict(list)
    for each in found:
        groups[f"{each.statement.source} {each.statement.type}"].append(each)
    return groups


if __name__ == "__main__":
    main()
