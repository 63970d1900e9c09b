"""Cuts the title of a page into its parts at the separators that sites set between a headline and their name. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from digest.text.unicode import folded, is_east_asian

SEPARATOR = re.compile(r"\s+(?:[|｜»«·•/]|[-–—]{1,2}|::?|[<>›])\s+|\s*[|｜»]\s*|(?<=\S):\s+(?=\S)")
# Chinese, Japanese and Korean sites set no spaces around them
_CLOSE_SEPARATOR = re.compile(r"\s*(?:[-–—_|｜]{1,2}|：)\s*(?=[^\d\s])")
_MAX_PARTS = 8


class TitlePart(NamedTuple):
    """A part of a title between two separators."""

    start: int
    end: int
    text: str


def title_parts(title: str) -> list[TitlePart]:
    """Return the parts of a title that have words, in order."""
    separators = _CLOSE_SEPARATOR if any(map(is_east_asian, title)) else SEPARATOR
    cuts = [*separators.finditer(title)][:_MAX_PARTS]
    starts, ends = [0, *(cut.end() for cut in cuts)], [*(cut.start() for cut in cuts), len(title)]
    found = (TitlePart(start, end, title[start:end]) for start, end in zip(starts, ends, strict=True))
    return [part for part in found if folded(part.text)]


def part_runs(title: str) -> Iterator[str]:
    """Yield the title, and each run of neighbouring parts of it."""
    yield title
    parts = title_parts(title)
    for number, first in enumerate(parts):
        yield from (title[first.start : last.end] for last in parts[number:])


def trimmed(title: str, is_name: Callable[[str], bool]) -> str:
    """Return a title without the parts at its ends that are a name. One part always stays."""
    parts = title_parts(title)
    while len(parts) > 1 and is_name(parts[-1].text):
        parts.pop()
    while len(parts) > 1 and is_name(parts[0].text):
        parts.pop(0)
    return title[parts[0].start : parts[-1].end] if parts else title
