"""Shows which repeated lines would be learned of each source: `python -m tests.quality.repeated_lines DATA_PATH`.

DATA_PATH holds `statements/`. The statements of each source are cleaned without any rule, and after every fifty the repeated
lines of the newest 300 are learned, as in a run. A table shows each learned line, in how many statements it stands, and in how
many a shipped rule removes it, too. Read through the lines that no rule removes: each is a find or a mistake. A second table
shows the same for statements that the shipped rules have cleaned: every line in it is new.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

from digest.clean.cleaner import StatementCleaner
from digest.clean.rules.repeated_lines import learn_repeated_lines
from digest.clean.rules.rule import RuleSet
from digest.errors import InputError
from digest.pipeline.fetch_cleaner import MAX_LEARNED_FROM
from digest.records import RevisionLines, Statement
from digest.text.unicode import folded
from tests.quality.clean import cleaned, cleaner, documents

STEP = 50


def read(data: Path, clean: StatementCleaner) -> dict[str, list[Statement]]:
    """Return the cleaned statements by source."""
    found: dict[str, list[Statement]] = defaultdict(list)
    for document in documents(data):
        try:
            found[document.source].append(cleaned(clean, document))
        except InputError as error:
            print(f"  {error}")
    return found


def revision_lines(statement: Statement) -> RevisionLines:
    """Return the paragraphs of a statement as the lines that learning counts."""
    return RevisionLines(tuple(statement.text[paragraph.start : paragraph.end] for paragraph in statement.paragraphs))


def learned_lines(statements: list[Statement]) -> Iterator[str]:
    """Yield each line that a run would have learned, once."""
    lines = [revision_lines(statement) for statement in statements]
    found: dict[str, str] = {}
    for end in range(STEP, len(lines) + STEP, STEP):
        for line in learn_repeated_lines(lines[max(0, end - MAX_LEARNED_FROM) : end]):
            found.setdefault(folded(line), line)
    yield from found.values()


def show(statements: list[Statement], removed: Counter[str]) -> None:
    """Print the learned lines of one source; `removed` counts the lines that the shipped rules remove from it."""
    for line in learned_lines(statements):
        stands = sum(folded(line) in map(folded, revision_lines(statement).text) for statement in statements)
        print(f"  {stands:>6} {removed[folded(line)]:>8}  {line:.150}")


def main() -> int:
    """Print both tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    data = parser.parse_args().data
    known = read(data, cleaner())
    for title, by_source in (("no rules", read(data, StatementCleaner(RuleSet(())))), ("the shipped rules", known)):
        for source, statements in by_source.items():
            print(f"\n{source}, {len(statements)} statements, {title}\n  stands rule removes  line")
            show(statements, Counter(folded(removal.text) for one in known[source] for removal in one.removed))
    return 0


if __name__ == "__main__":
    sys.exit(main())
