"""Measures how long a web site takes to write: from nothing, for a day's statements, and with nothing new; and how large it is.

A program, not a test.

    python -m tests.bench.website [--sizes 1000 10000] [--words 450] [--folder FOLDER]

Each store holds statements of 450 words, 27 a day (ten years of them are 100,000), all in editions. The words are drawn by the
law of Zipf, so that indexes have the size of those of real texts. Where Pagefind is installed the site has search; its
indexes are made while pages are written, and their seconds are given apart.
"""

from __future__ import annotations

import argparse
import random
import shutil
import tempfile
import time
from collections.abc import Iterator, Sequence
from itertools import accumulate
from pathlib import Path

from digest.records import Statement, StatementType
from digest.website.search_index import SearchIndex, pagefind_program
from tests.website.history import History, a_statement, a_text

A_DAY = 27
VOCABULARY = 20_000
COUNTRIES = "France Germany Japan Brazil Kenya Mexico Poland Norway India Chile Ghana Peru Spain Italy Egypt Nepal".split()
TYPES = tuple(StatementType)


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--sizes", type=int, nargs="+", default=[1_000, 10_000])
    parser.add_argument("--words", type=int, default=450, help="words of a statement")
    parser.add_argument("--folder", type=Path, help="where to make the stores; a temporary folder if it is not given")
    options = parser.parse_args()
    print(" statements  from nothing   its search    a day   its search  no change    files      MB")
    for size in options.sizes:
        print(_row(size, options.words, options.folder), flush=True)
    return 0


def _row(size: int, words: int, parent: Path | None) -> str:
    folder = Path(tempfile.mkdtemp(prefix="website-", dir=parent))
    try:
        history = History(folder)
        days = _days(size + A_DAY, words)
        for _ in range(size // A_DAY):
            history.tell(*next(days))
        clock = _SearchClock()
        whole, whole_search = clock.timed(history, folder / "site")
        history.tell(*next(days))
        day, day_search = clock.timed(history, folder / "site")
        idle, _ = clock.timed(history, folder / "site")
        history.store.close()
        sizes = [path.stat().st_size for path in (folder / "site").rglob("*") if path.is_file()]
        return (
            f"{size:>10,} {whole:>11.1f} s {whole_search:>11.1f} s {day:>6.1f} s {day_search:>11.1f} s {idle:>8.1f} s "
            f"{len(sizes):>8,} {sum(sizes) / 1e6:>7.0f}"
        )
    finally:
        shutil.rmtree(folder)


class _SearchClock:
    """Times a publication, and what of it the search indexes take."""

    def __init__(self) -> None:
        self.seconds = 0.0
        bundle, clock = SearchIndex.bundle, self

        def timed(self: SearchIndex, cards: Sequence[object]) -> str:
            started = time.perf_counter()
            name = bundle(self, cards)  # type: ignore[arg-type]
            clock.seconds += time.perf_counter() - started
            return name

        SearchIndex.bundle = timed  # type: ignore[method-assign]

    def timed(self, history: History, folder: Path) -> tuple[float, float]:
        self.seconds = 0.0
        started = time.perf_counter()
        history.publish(folder, search=pagefind_program() is not None)
        return time.perf_counter() - started, self.seconds


def _days(size: int, words: int) -> Iterator[list[Statement]]:
    """The statements of each day."""
    chance = random.Random(4711)
    vocabulary = ["".join(chance.choices("abcdefghijklmnoprstuvw", k=chance.randint(3, 10))) for _ in range(VOCABULARY)]
    weights = list(accumulate(1 / rank for rank in range(1, VOCABULARY + 1)))
    for start in range(0, size, A_DAY):
        day = []
        for number in range(start, start + A_DAY):
            drawn = chance.choices(vocabulary, cum_weights=weights, k=words)
            sentences = [" ".join(drawn[place : place + 25]).capitalize() + "." for place in range(0, words, 25)]
            text = a_text(*(" ".join(sentences[place : place + 3]) for place in range(0, len(sentences), 3)))
            title = f"Decision {number} on {' '.join(drawn[:5])} with {chance.choice(COUNTRIES)}"
            day.append(a_statement(str(number), text, title=title, type=chance.choice(TYPES)))
        yield day


if __name__ == "__main__":
    raise SystemExit(main())
