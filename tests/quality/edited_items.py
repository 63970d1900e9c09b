"""Prints how the editions of one item of a recorded feed are related: real corrections, of which none is another statement.

    python -m tests.quality.edited_items RECORDING.json.gz

The recording is as in `tests/fetch/replaying.py`. Each pair of an item and its next text is told as the same or corrected (one
entry), or as issued again with other facts: then the fact is printed, and a reader sees whether it is one.
"""

from __future__ import annotations

import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from email.utils import parsedate_to_datetime
from itertools import pairwise
from pathlib import Path

from digest.builders.cleaner_builder import build_cleaner
from digest.net.urls import normalise_url
from digest.records import Profile, RawStatement
from digest.relate.compared_text import ComparedText
from digest.relate.pair_relation import relation_of
from tests.fetch.replaying import Recording
from tests.quality.published_statements import READ_AT


def main() -> None:
    """Print the figures and what was changed."""
    found: Counter[str] = Counter()
    for one, other in _edited(Recording(Path(sys.argv[1]))):
        relation = relation_of(one, other)
        kind = str(relation.kind) if relation else "not related"
        found[kind] += 1
        if relation is None or relation.changed:
            print(f"{kind}: {other.title}: {relation.reason if relation else ''}")
    print(f"{found.total()} edits: " + ", ".join(f"{number} {kind}" for kind, number in found.most_common()))


def _edited(recording: Recording) -> Iterator[tuple[ComparedText, ComparedText]]:
    """Each two successive texts of one link of which title or text differ."""
    texts: dict[str, list[ComparedText]] = defaultdict(list)
    with build_cleaner(None) as cleaner:
        for name, version in recording.versions.items():
            key, title = normalise_url(version["link"]), " ".join(version["title"].split())
            content = (version["encoded"] or "").encode()
            raw = RawStatement(
                "recorded", key, version["link"], content, "text/html", READ_AT, charset="utf-8", fragment=True, title=title
            )
            statement = cleaner.clean(raw, Profile())
            published = parsedate_to_datetime(version["pubDate"])
            texts[key].append(ComparedText(name, statement.text, statement.title, published, "recorded", statement.parties))
    for versions in texts.values():
        yield from ((one, other) for one, other in pairwise(versions) if (one.text, one.title) != (other.text, other.title))


if __name__ == "__main__":
    main()
