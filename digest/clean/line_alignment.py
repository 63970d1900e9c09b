"""Finds which lines of a page an extractor has taken, by the text that it returned. Pure.

Extractors rebuild the elements of a page and drop words in them: their text is not the text of the page, and no mark on an
element survives. Their text only tells which lines are the article. A line of the page is one of them if the extractor's text
has it, in the same order among the others. All lines are compared in folded form (`text/unicode.py`).
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

# Characters. A shorter line counts only where it is a whole line of the extractor's text: "Home" is also in "homeland".
_MIN_INSIDE = 25
# Characters of a line that counts although the extractor has it at another place. A shorter one counts if it is a whole line
# of the extractor's text and the page has it once.
_MIN_MOVED = 40
_END = 40  # characters at the start or end of a line that are enough to know it, where the extractor dropped words of it
_MAX_PLACES = 5  # at which a line that is no whole line of the extractor's text is looked for
_MAX_REPEATED = 100  # times that a whole line is in it; "Q Thank you." is 40 times in some transcripts


class _Place(NamedTuple):
    """Where a line can be in the extractor's text."""

    start: int
    end: int


class _Match(NamedTuple):
    """A line of the page at a place in the extractor's text.

    `before` precedes it in the best order. `explained` is the number of characters in all matches up to this one, plus less
    than a character for each that is near the one before: of two copies of a line, the one among the others is the article's.
    """

    line: int
    place: _Place
    explained: float
    before: _Match | None


def matching_lines(page: Sequence[str], extracted: Sequence[str]) -> set[int]:
    """Return the indices of the lines of `page` that are in `extracted`; both are lines in folded form."""
    text = "".join(extracted)
    whole = _starts(extracted)
    places = {number: found for number, line in enumerate(page) if (found := _places(line, whole, text))}
    ordered = _in_order(places)
    times = Counter(page)
    movable = (
        number for number in places if len(page[number]) >= _MIN_MOVED or (page[number] in whole and times[page[number]] == 1)
    )
    return {match.line for match in ordered} | _moved({number: places[number] for number in movable}, ordered)


def _starts(lines: Sequence[str]) -> dict[str, list[int]]:
    """Return for each line where it starts in the text of all."""
    starts: dict[str, list[int]] = {}
    position = 0
    for line in lines:
        starts.setdefault(line, []).append(position)
        position += len(line)
    return starts


def _places(line: str, whole: Mapping[str, list[int]], text: str) -> list[_Place]:
    """Return where `line` can be in the extractor's text."""
    if line in whole:
        return [_Place(start, start + len(line)) for start in whole[line][:_MAX_REPEATED]]
    if len(line) < _MIN_INSIDE:
        return []
    parts = (line, line[:_END], line[-_END:]) if len(line) > 2 * _END else (line,)
    return next((found for part in parts if (found := list(_occurrences(part, text)))), [])


def _occurrences(part: str, text: str) -> Iterator[_Place]:
    start = text.find(part)
    for _ in range(_MAX_PLACES):
        if start < 0:
            return
        yield _Place(start, start + len(part))
        start = text.find(part, start + 1)


def _in_order(places: Mapping[int, Sequence[_Place]]) -> list[_Match]:
    """Return the matches that explain most of the text in the order of the page, without overlap.

    Keeps the best sequences so far by where they end. One that ends later is kept only if it explains more, so that both rise.
    """
    best, ends, explained = [_Match(-1, _Place(0, 0), 0, None)], [0], [0.0]
    for line, found in places.items():
        for match in [_extended(best[bisect_right(ends, place.start) - 1], line, place) for place in found]:
            at = bisect_right(ends, match.place.end)
            if explained[at - 1] <= match.explained:  # of two equal ones the later, which is nearer to what follows
                at -= ends[at - 1] == match.place.end
                worse = slice(at, bisect_right(explained, match.explained, lo=at))
                best[worse], ends[worse], explained[worse] = [match], [match.place.end], [match.explained]
    return list(_sequence(best[-1]))


def _extended(before: _Match, line: int, place: _Place) -> _Match:
    """Return the match of a line at `place`, behind the best sequence that ends before."""
    nearness = 1 / (1 + line - before.line) if before.before else 0
    return _Match(line, place, before.explained + place.end - place.start + nearness, before)


def _sequence(match: _Match) -> Iterator[_Match]:
    """Yield `match` and those before it, the last one first."""
    while match.before is not None:
        yield match
        match = match.before


def _moved(places: Mapping[int, Sequence[_Place]], ordered: Sequence[_Match]) -> set[int]:
    """Return the lines that the extractor has at another place than the page: where no other line explains its text."""
    taken = sorted(match.place for match in ordered)
    kept = {match.line for match in ordered}
    moved = set()
    for line, found in places.items():
        place = next((place for place in found if not _overlaps(place, taken)), None)
        if line not in kept and place is not None:
            insort(taken, place)
            moved.add(line)
    return moved


def _overlaps(place: _Place, taken: Sequence[_Place]) -> bool:
    at = bisect_left(taken, _Place(place.end, 0))
    return at > 0 and taken[at - 1].end > place.start
