"""What is learned of a source without knowing it: `python -m tests.quality.standing DATA_PATH`.

DATA_PATH holds `statements/`. The statements of each source are cleaned by no rule at all, and after every fifty the standing
lines of the newest 300 are counted, as a run counts them: a table of the lines that were believed to be no text, in how many
statements they stand and in how many a shipped rule takes them too. What no rule takes is to be read through: it is a find or a
mistake. Then the same for texts that the shipped rules have cleaned, where what is believed is new.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

from digest.clean.cleaner import StatementCleaner
from digest.clean.rules.repeated_lines import learned
from digest.clean.rules.rule import Rules
from digest.errors import InputError
from digest.pipeline.collect_step import MAX_LEARNED_FROM
from digest.records import RevisionLines, Statement
from digest.text.unicode import folded
from tests.quality.clean import cleaned, cleaner, documents

STEP = 50


def read(data: Path, clean: StatementCleaner) -> dict[str, list[Statement]]:
    """The statements by source."""
    found: dict[str, list[Statement]] = defaultdict(list)
    for document in documents(data):
        try:
            found[document.source].append(cleaned(clean, document))
        except InputError as error:
            print(f"  {error}")
    return found


def lines_of(statement: Statement) -> RevisionLines:
    return RevisionLines(tuple(statement.text[paragraph.start : paragraph.end] for paragraph in statement.paragraphs))


def believed(statements: list[Statement]) -> Iterator[str]:
    """The lines that a run would have learned, each once."""
    lines = [lines_of(statement) for statement in statements]
    found: dict[str, str] = {}
    for end in range(STEP, len(lines) + STEP, STEP):
        for line in learned(lines[max(0, end - MAX_LEARNED_FROM) : end]):
            found.setdefault(folded(line), line)
    yield from found.values()


def show(statements: list[Statement], taken: Counter[str]) -> None:
    for line in believed(statements):
        stands = sum(folded(line) in map(folded, lines_of(statement).text) for statement in statements)
        print(f"  {stands:>6} {taken[folded(line)]:>8}  {line:.150}")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    data = parser.parse_args().data
    known = read(data, cleaner())
    for title, by_source in (("no rules", read(data, StatementCleaner(Rules(())))), ("the shipped rules", known)):
        for source, statements in by_source.items():
            print(f"\n{source}, {len(statements)} statements, {title}\n  stands rule takes  line")
            show(statements, Counter(folded(removal.text) for one in known[source] for removal in one.removed))
    return 0


if __name__ == "__main__":
    sys.exit(main())
