"""Finds lines that many statements of one source repeat, and decides which of them are boilerplate. Pure.

Removes nothing itself: the lines go into the profile of the source, and `apply.py` removes them at the top and at the bottom.
`digest sources test NAME` shows every line that is found, with the decision.
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
"""A line must be in at least this many statements of the source: three a week for two weeks may be chance, eight are not."""

MIN_SHARE = 0.02
"""A line must be in at least this share of them: the contact line of one bureau is in 2 to 5 % of a ministry's releases."""

EDGE_LINES = 6  # lines from the top or bottom; the middle of a statement is its own words
MIN_EDGE_SHARE = 0.9  # of the statements with the line, in which it must be at an edge
_MAX_WORDS = 60
_MAX_LABEL_WORDS = 8

# An address, handle or phone number points away from the statement, whatever else the line says.
_ADDRESS = re.compile(r"https?:|www\.|[\w.]@\w|(?:^|\s)@\w|\w\.gov\b|\(?\+?\d[\d ().-]{7,}\d", re.IGNORECASE)
# Contacts, links to read on, sharing: never news, however long the line is.
_ABOUT_PUBLICATION = re.compile(
    r"\b(?:for (?:more|further|additional|media|press|all other) (?:information|details|enquir\w+|inquir\w+)"
    r"|(?:media|press) (?:enquir\w+|inquir\w+|contacts?|office|relations|team|note|advisory|release)|news ?desk"
    r"|(?:please|should|to) contact|follow(?:ing)? us|subscribe|sign up|keep up to date|read more|live[- ]?stream\w*"
    r"|our (?:website|web ?page|newsletter|channels?)|editor'?s'? notes?|notes? to editors?|subject to change"
    r"|all rights reserved|licen[cs]ed under|privacy (?:policy|notice)|(?:share|print) this)\b|©",
    re.IGNORECASE,
)
# Words that mark a short line as a label; in a longer line they may be news.
_LABEL = re.compile(
    r"\b(?:contacts?|media|e-?mail|telephone|tel|phone|fax|website|twitter|facebook|youtube|instagram|flickr|rss|newsletter"
    r"|(?:immediate )?release|transcript|end(?:s| of)? text|ends?|embargo\w*|cookies?|copyright|share|print|downloads?"
    r"|office of|department of|ministry of|mission of)\b",
    re.IGNORECASE,
)
# "(ii) the functions of the Director" is in dozens of orders, and each order needs it
_CLAUSE = re.compile(r"\(?(?:[ivxlc]{1,5}|[a-z]|\d{1,2})\)", re.IGNORECASE)
# A word of stance or action, a sum of money: content, however often it is repeated.
_SUBSTANCE = re.compile(
    r"\b(?:we|our|(?<!follow )(?<!following )us|I|stands?"
    r"|supports?|condemns?|congratulates?|welcomes?|reaffirms?|remains?|reiterates?|commit(?:s|ted|ment)?"
    r"|urges?|calls? (?:on|for|upon)|thanks?|honou?rs?|signed into law|announces?d?|wish(?:es)?|celebrates?|will continue"
    r"|must|shall|peace|security|sanctions?|partnership|friendship|rewards?|[mb]illion|hostages?|prisoners?)\b|[$€£]\d",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class RepeatedLine:
    """A line that `statements` statements of one source repeat, a `share` of all (0 to 1), and whether it is boilerplate."""

    text: str
    statements: int
    share: float
    is_boilerplate: bool
    reason: str


def find_repeated_lines(statements: Iterable[RevisionLines]) -> tuple[RepeatedLine, ...]:
    """Return the lines that many of `statements`, all of one source, repeat; the most frequent first.

    A line that was removed as a repeated line before counts as a line at the edge, so what was learned stays learned.
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
    return tuple(_classified(wording[key], count, count / total, at_edge[key] / count) for key, count in common)


def learn_repeated_lines(statements: Iterable[RevisionLines]) -> tuple[str, ...]:
    """Return the repeated lines of `statements` that are boilerplate, for the profile of their source."""
    return tuple(line.text for line in find_repeated_lines(statements) if line.is_boilerplate)


def _classified(text: str, count: int, share: float, edge_share: float) -> RepeatedLine:
    doubt = _doubt(text, edge_share)
    return RepeatedLine(text, count, share, not doubt, doubt or "it speaks of the publication, not of the world")


def _doubt(text: str, edge_share: float) -> str:
    """Return why the line may be content; empty if it is boilerplate."""
    if edge_share < MIN_EDGE_SHARE:
        return "it stands in the middle of statements"
    if word_count(text) > _MAX_WORDS:
        return "it is long enough to be a statement of its own"
    if _CLAUSE.match(text):
        return "it is a clause of a list"
    if _ADDRESS.search(text):
        return ""
    if _SUBSTANCE.search(text):
        return "it says something about the world"
    is_label = word_count(text) <= _MAX_LABEL_WORDS and _LABEL.search(text)
    return "" if is_label or _ABOUT_PUBLICATION.search(text) else "nothing in it speaks of the publication"
