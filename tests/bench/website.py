"""Measures what a web site takes to write: from nothing, for a day's statements, and with nothing new; and how large it is.

A program, not a test.

    python -m tests.bench.website [--sizes 1000 10000] [--words 450] [--folder FOLDER]

Each store holds statements of 450 words, 27 a day (ten years of them are 100,000), all in editions. The words are drawn by the
law of Zipf, so that indexes have the size of those of real texts. Seconds are those of the processor, our own and those of
Pagefind, which works at the same time as another process; on a quiet machine with two cores the larger of them is the time that
passes, and `clock` is the time that has passed here. Where Chromium and Playwright are installed, the search page is asked for
a frequent word, for a rare one, for two and for what stands nowhere.
"""

from __future__ import annotations

import argparse
import random
import resource
import shutil
import tempfile
import time
from collections.abc import Iterable, Iterator
from datetime import timedelta
from itertools import accumulate, islice
from pathlib import Path

from digest.records import Statement, StatementType
from digest.store.database import open_database
from digest.website.search_index import pagefind_program
from tests.bench.search_answers import answers, can_measure
from tests.growing_store import ToldDay, insert_edition
from tests.website.history import History, a_statement, a_text, summary_of

SEED = 4711
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
        _measure(size, options.words, options.folder)
    return 0


def _measure(size: int, words: int, parent: Path | None) -> None:
    folder = Path(tempfile.mkdtemp(prefix="website-", dir=parent))
    try:
        history = History(folder)
        days = _days(size + A_DAY, words)
        _fill(history, islice(days, size // A_DAY))
        whole = _published(history, folder / "site")
        history.tell(*next(days))
        day, idle = _published(history, folder / "site"), _published(history, folder / "site")
        history.store.close()
        sizes = [path.stat().st_size for path in (folder / "site").rglob("*") if path.is_file()]
        print(f"{size:>10,}{whole}{day}{idle}{len(sizes):>8,}{sum(sizes) / 1e6:>6.0f}", flush=True)
        if pagefind_program() and can_measure():
            for answer in answers(folder / "site", _searches()):
                print(f"           {answer}", flush=True)
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


def _fill(history: History, days: Iterable[list[Statement]]) -> None:
    """Tell the statements of these days at once: what takes time here is not measured."""
    engine = open_database(history.store.place)
    with engine.begin() as connection:
        for number, statements in enumerate(days, start=1):
            seen = history.day - timedelta(minutes=30)
            day = ToldDay(number, history.slugs[0], history.day, seen, statements, summary_of, "Morning digest")
            insert_edition(connection, day)
            history.day += timedelta(days=1)
    engine.dispose()


def _searches() -> tuple[str, ...]:
    """A frequent word, a rare one, two words, and what stands nowhere."""
    words = _vocabulary(random.Random(SEED))
    return words[20], words[-1], f"{words[300]} {words[500]}", "zzyzx"


def _vocabulary(chance: random.Random) -> list[str]:
    return ["".join(chance.choices("abcdefghijklmnoprstuvw", k=chance.randint(3, 10))) for _ in range(VOCABULARY)]


def _days(size: int, words: int) -> Iterator[list[Statement]]:
    """The statements of each day."""
    chance = random.Random(SEED)
    vocabulary = _vocabulary(chance)
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
