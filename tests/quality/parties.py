"""Measures how many parties of joint statements are named: those of State Department items whose parties were read.

    python -m tests.quality.parties STATEMENTS

STATEMENTS holds `core/` and `more/`, each with `index.jsonl` and the documents, in `more/` as archives. The labels are
`labels/parties.jsonl`: addresses, and who makes the statement by its title and lead.
"""

from __future__ import annotations

import sys
from pathlib import Path

from digest.builders.cleaner_builder import build_cleaner
from digest.records import Profile
from tests.quality.published_statements import documents, json_rows, raw_of

LABELS = Path(__file__).with_name("labels") / "parties.jsonl"


def main() -> None:
    """Print how many parties are named, and how many names are no party."""
    labels = {(row["url"], row["date"]): row["parties"] for row in json_rows(LABELS)}
    named = total = wrong = exact = read = 0
    with build_cleaner(None) as cleaner:
        for row, content in documents(Path(sys.argv[1]), ("state_gov",)):
            expected = labels.get((row["url"], row["date"][:10]))
            if expected is None:
                continue
            found = cleaner.clean(raw_of(row, content), Profile()).parties
            named += len(set(found) & set(expected))
            wrong += len(set(found) - set(expected))
            total += len(expected)
            exact += list(found) == expected or set(found) == set(expected)
            read += 1
    print(f"named {named} of {total} parties, {wrong} names that are none; {exact} of {read} statements without a difference")


if __name__ == "__main__":
    main()
