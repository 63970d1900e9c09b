"""Measures what a web site takes to write: from nothing, for a day's statements, and with nothing new; and how large it is.

A program, not a test.

    python -m tests.bench.website [--sizes 1000 10000] [--words 450] [--folder FOLDER]

Each store holds statements of 450 words, 27 a day (ten years of them are 100,000), all in editions. The words are drawn by the
law of Zipf, so that indexes have the size of those of real texts. Seconds are those of the processor, our own and those of
Pagefind, which works at the same time as another process; on a quiet machine with two cores the larger of them is the time that
passes, and `clock` is the time that has passed here.
"""

from __future__ import annotations

import argparse
import random
import resource
import shutil
import tempfile
import time
from collections.abc import Iterator
from itertools import accumulate
from pathlib import Path

from digest.records import Statement, StatementType
from digest.website.search_index import pagefind_program
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
    print("                   from nothing                       a day                   no change")
    print("statements" + 3 * "      ours  Pagefind   clock" + "   files    MB")
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
        whole = _published(history, folder / "site")
        history.tell(*next(days))
        day, idle = _published(history, folder / "site"), _published(history, folder / "site")
        history.store.close()
        sizes = [path.stat().st_size for path in (folder / "site").rglob("*") if path.is_file()]
        return f"{size:>10,}{whole}{day}{idle}{len(sizes):>8,}{sum(sizes) / 1e6:>6.0f}"
    finally:
        shutil.rmtree(folder)


def _published(history: History, folder: Path) -> str:
    """Our seconds, those of Pagefind, and those that passed, of an update of the site."""
    clock, before = time.perf_counter(), (_seconds(resource.RUSAGE_SELF), _seconds(resource.RUSAGE_CHILDREN))
    history.publish(folder, search=pagefind_program() is not None)
    ours, pagefind = _seconds(resource.RUSAGE_SELF) - before[0], _seconds(resource.RUSAGE_CHILDREN) - before[1]
    return f"{ours:>10.1f}{pagefind:>10.1f}{time.perf_counter() - clock:>8.1f}"


def _seconds(who: int) -> float:
    used = resource.getrusage(who)
    return used.ru_utime + used.ru_stime


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
