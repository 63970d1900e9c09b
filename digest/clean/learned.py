"""Lines that stand, the same, in many statements of one source: found by counting, believed only where a guard agrees. Pure.

Takes nothing out itself: `digest sources test NAME` shows what it finds, and `learned_rules` makes rules of it that
`cleaner.py` applies like those of the file.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain

from digest.clean.boilerplate import Action, Rule, Rules, Zone, straight
from digest.clean.text import folded, word_count

MIN_STATEMENTS = 8
"""A line must stand in so many statements of the source: three a week for two weeks is no accident yet, eight are."""

MIN_SHARE = 0.02
"""And in so large a share of them: a contact line of one bureau is in 2 to 5 % of the releases of a ministry."""

EDGE_LINES = 6  # a standing line stands at the top or at the foot; the middle of a statement is its own words
MIN_AT_EDGE = 0.9  # of its places
_MAX_WORDS = 60

# What a standing line is about, if it is no news: who to ask, where to read, whose site it is, how to share.
_ABOUT_ITSELF = re.compile(
    r"https?:|www\.|@|\b(?:contact|press office|media|newsdesk|e-?mail|telephone|tel|phone|fax|website|web ?page"
    r"|visit|subscribe|follow|twitter|facebook|youtube|instagram|flickr|rss|newsletter|for (?:more|further) information"
    r"|live[- ]?stream\w*|read more|copyright|licen[cs]e|cookies?|privacy|share|print|download|release"
    r"|office of|department of|ministry of|mission of|embargo\w*"
    r"|subject to change|transcript|end(?:s| of)? text|editor'?s)\b",
    re.IGNORECASE,
)
# What speaks of the world: a sentence with a finite verb of stance or action is substance however often it is repeated.
_SUBSTANCE = re.compile(
    r"\b(?:we|our|us|I|stands?|supports?|condemns?|congratulates?|welcomes?|reaffirms?|remains?|reiterates?|commit(?:s|ted|ment)?"
    r"|urges?|calls? (?:on|for|upon)|thanks?|honou?rs?|signed into law|announces?d?|wish(?:es)?|celebrates?|will continue"
    r"|must|shall|peace|security|sanctions?|partnership|friendship)\b",
    re.IGNORECASE,
)


# A line with an address or a channel in it points away from the statement, whatever else it says.
_POINTS = re.compile(r"@\w|https?:|www\.|\.gov\b|\bcontact\b|\bvisit\b|twitter|facebook|instagram|youtube", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class StandingLine:
    """A line that stands in many statements of one source. `believed`: the guard agrees that it is no text."""

    text: str
    statements: int
    share: float
    believed: bool
    reason: str


def standing_lines(statements: Iterable[Sequence[str]]) -> tuple[StandingLine, ...]:
    """The lines that stand in many of `statements` (the lines of each, all of one source), the commonest first.

    The lines are those before any rule is applied, or those of cleaned texts: what the rules know already need not be learned.
    """
    inside: Counter[str] = Counter()
    at_edge: Counter[str] = Counter()
    wording: dict[str, str] = {}
    total = 0
    for lines in statements:
        total += 1
        edges = {folded(line) for line in chain(lines[:EDGE_LINES], lines[-EDGE_LINES:])}
        for key, line in {folded(line): line for line in lines}.items():
            inside[key] += 1
            at_edge[key] += key in edges
            wording.setdefault(key, line)
    common = [(key, count) for key, count in inside.most_common() if count >= max(MIN_STATEMENTS, MIN_SHARE * total) and key]
    return tuple(_judged(wording[key], count, count / total, at_edge[key] / count) for key, count in common)


def _judged(text: str, count: int, share: float, at_edge: float) -> StandingLine:
    doubt = _doubt(text, at_edge)
    return StandingLine(text, count, share, not doubt, doubt or "it speaks of the publication, not of the world")


def _doubt(text: str, at_edge: float) -> str:
    """Why the line may be substance, or nothing."""
    if at_edge < MIN_AT_EDGE:
        return "it stands in the middle of statements"
    if word_count(text) > _MAX_WORDS:
        return "it is long enough to be a statement of its own"
    about_itself = _ABOUT_ITSELF.search(text) is not None
    if _SUBSTANCE.search(text) and not _POINTS.search(text):
        return "it says something about the world"
    return "" if about_itself else "nothing in it speaks of the publication"


def learned_rules(source: str, lines: Iterable[StandingLine]) -> Rules:
    """Rules that take the believed ones of `lines` from statements of `source`, at the top and at the foot."""
    believed = [line.text for line in lines if line.believed]
    return Rules(tuple(_rule(source, zone, text) for text in believed for zone in (Zone.HEADER, Zone.FOOTER)))


def _rule(source: str, zone: Zone, text: str) -> Rule:
    return Rule(
        id="learned",
        zone=zone,
        action=Action.DELETE,
        line=re.compile(re.escape(straight(text)), re.IGNORECASE),
        within=EDGE_LINES,
        sources=frozenset({source}),
        examples=(text,),
    )
