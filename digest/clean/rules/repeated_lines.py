"""Lines that stand, the same, in many statements of one source: found by counting, believed only where a guard agrees. Pure.

Takes nothing out itself: what it believes goes into the profile of the source, and `removing.py` takes it at the top and at
the foot; `digest sources test NAME` shows all that it finds.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import chain

from digest.records import RevisionLines
from digest.text.unicode import folded, word_count

MIN_STATEMENTS = 8
"""A line must stand in so many statements of the source: three a week for two weeks is no accident yet, eight are."""

MIN_SHARE = 0.02
"""And in so large a share of them: a contact line of one bureau is in 2 to 5 % of the releases of a ministry."""

EDGE_LINES = 6  # a standing line stands at the top or at the foot; the middle of a statement is its own words
MIN_AT_EDGE = 0.9  # of its places
_MAX_WORDS = 60

# An address points away from the statement, whatever else the line says.
_ADDRESS = re.compile(r"https?:|www\.|[\w.]@\w|(?:^|\s)@\w|\w\.gov\b|\(?\+?\d[\d ().-]{7,}\d", re.IGNORECASE)
# Who to ask, where to read on, how to share: no news at any length.
_ABOUT_ITSELF = re.compile(
    r"\b(?:for (?:more|further|additional|media|press|all other) (?:information|details|enquir\w+|inquir\w+)"
    r"|(?:media|press) (?:enquir\w+|inquir\w+|contacts?|office|relations|team|note|advisory|release)|news ?desk"
    r"|(?:please|should|to) contact|follow(?:ing)? us|subscribe|sign up|keep up to date|read more|live[- ]?stream\w*"
    r"|our (?:website|web ?page|newsletter|channels?)|editor'?s'? notes?|notes? to editors?|subject to change"
    r"|all rights reserved|licen[cs]ed under|privacy (?:policy|notice)|(?:share|print) this)\b|©",
    re.IGNORECASE,
)
# What such a line may be headed by; in a longer one these words may be news.
_LABEL = re.compile(
    r"\b(?:contacts?|media|e-?mail|telephone|tel|phone|fax|website|twitter|facebook|youtube|instagram|flickr|rss|newsletter"
    r"|(?:immediate )?release|transcript|end(?:s| of)? text|ends?|embargo\w*|cookies?|copyright|share|print|downloads?"
    r"|office of|department of|ministry of|mission of)\b",
    re.IGNORECASE,
)
_MOST_OF_LABEL = 8  # words

# "(ii) the functions of the Director" is in dozens of orders, and no order is whole without it.
_CLAUSE = re.compile(r"\(?(?:[ivxlc]{1,5}|[a-z]|\d{1,2})\)", re.IGNORECASE)
# What speaks of the world: a word of stance or action, a sum of money. It is substance however often it is repeated.
_SUBSTANCE = re.compile(
    r"\b(?:we|our|(?<!follow )(?<!following )us|I|stands?"
    r"|supports?|condemns?|congratulates?|welcomes?|reaffirms?|remains?|reiterates?|commit(?:s|ted|ment)?"
    r"|urges?|calls? (?:on|for|upon)|thanks?|honou?rs?|signed into law|announces?d?|wish(?:es)?|celebrates?|will continue"
    r"|must|shall|peace|security|sanctions?|partnership|friendship|rewards?|[mb]illion|hostages?|prisoners?)\b|[$€£]\d",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class StandingLine:
    """A line that stands in many statements of one source. `believed`: the guard agrees that it is no text."""

    text: str
    statements: int
    share: float
    believed: bool
    reason: str


def standing_lines(statements: Iterable[RevisionLines]) -> tuple[StandingLine, ...]:
    """The lines that stand in many of `statements`, all of one source, the commonest first.

    What was taken as a standing line before counts as one that stood at the edge, so what is learned stays learned.
    """
    inside: Counter[str] = Counter()
    at_edge: Counter[str] = Counter()
    wording: dict[str, str] = {}
    total = 0
    for lines in statements:
        total += 1
        edges = {folded(line) for line in chain(lines.text[:EDGE_LINES], lines.text[-EDGE_LINES:], lines.repeated_lines)}
        for key, line in {folded(line): line for line in chain(lines.text, lines.repeated_lines)}.items():
            inside[key] += 1
            at_edge[key] += key in edges
            wording.setdefault(key, line)
    common = [(key, count) for key, count in inside.most_common() if count >= max(MIN_STATEMENTS, MIN_SHARE * total) and key]
    return tuple(_judged(wording[key], count, count / total, at_edge[key] / count) for key, count in common)


def learned(statements: Iterable[RevisionLines]) -> tuple[str, ...]:
    """The standing lines of `statements` that the guard agrees are no text, for the profile of their source."""
    return tuple(line.text for line in standing_lines(statements) if line.believed)


def _judged(text: str, count: int, share: float, at_edge: float) -> StandingLine:
    doubt = _doubt(text, at_edge)
    return StandingLine(text, count, share, not doubt, doubt or "it speaks of the publication, not of the world")


def _doubt(text: str, at_edge: float) -> str:
    """Why the line may be substance, or nothing."""
    if at_edge < MIN_AT_EDGE:
        return "it stands in the middle of statements"
    if word_count(text) > _MAX_WORDS:
        return "it is long enough to be a statement of its own"
    if _CLAUSE.match(text):
        return "it is a clause of a list"
    if _ADDRESS.search(text):
        return ""
    if _SUBSTANCE.search(text):
        return "it says something about the world"
    is_label = word_count(text) <= _MOST_OF_LABEL and _LABEL.search(text)
    return "" if is_label or _ABOUT_ITSELF.search(text) else "nothing in it speaks of the publication"
