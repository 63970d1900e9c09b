"""Leaves out what stands before the first words of a sentence: connectives, openers, section numbers, formulas. Pure.

English only. `trim.py` leaves out what stands behind them.
"""

from __future__ import annotations

import re

from digest.summarise.extractive.excerpt import Excerpt
from digest.summarise.extractive.limits import has_condition

CONNECTIVE = re.compile(
    r"^(?:and|but|so|also|additionally|moreover|furthermore|however|therefore|thus|finally|lastly|meanwhile|similarly|likewise"
    r"|consequently|accordingly|nevertheless|nonetheless|specifically|notably|importantly|in particular"
    r"|in addition|in turn|as a result|for example|for instance|of course"
    r"|in other words|at the same time|to (?:that|this) end|to these ends)"
    r"(?:,\s+(?=\w)|(?<=and)\s+(?!(?:so on|yet)\b)(?=\w)|(?<=but)\s+(?!(?:for|one)\b)(?=\w)"
    r"|(?<=\bso)\s+(?=(?:we|the|if|when|today|this|that['’]s|i|it|they|he|she|you|my|our|there)\b))",
    re.IGNORECASE,
)
_OPENER = re.compile(
    r"^(?:so |and |but )?(?:in fact|indeed|to be clear|that['’]s why|that is why|this is why|as said"
    r"|as (?:i|we)(?:['’]ve| have)? (?:just )?(?:said|noted|mentioned|stated)(?: (?:before|earlier|already))?"
    r"|as i(?:['’]ve| have)? (?:just )?(?:said|noted|mentioned|stated) (?:in|on|at) [^,:;]{3,60}"
    r"|as (?:you|we)(?: all| also)? (?:may |might |will )?(?:have )?(?:also )?(?:know|seen|heard|noted)"
    r"|(?:just )?to put (?:that|this|it) (?:in|into) perspective|make no mistake"
    r"|what i (?:would|will|can) say(?: there| here)? is(?: that)?|all i (?:would|will|can) (?:say|note|add) is(?: that)?"
    r"|i (?:will|would|can|should) (?:just |also )?(?:say|add|note)"
    r"|(?:the )?first thing to say(?: here)? is(?: that)?|look|well|you know|i mean|by the way"
    r"|folks|again|now|frankly|obviously|first(?: of all)?"
    r"|firstly|second|secondly|third|thirdly|so look|and so|let me (?:just )?(?:say|be clear)(?: this)?|let me start by saying"
    r"|i (?:also |just )?(?:would|want(?:ed)? to) (?:also |just )?(?:like to )?(?:say|add|note|mention) that)"
    r"(?![^.]*(?: and|,) that\b)(?:[,:]\s+(?!(?:second|third|fourth|and)\b)(?=\w)|(?:(?<=that)|(?<=why))\s+(?=\w))",
    re.IGNORECASE,
)
_ENUMERATOR = re.compile(
    r"^(?:\((?:[a-z]{1,2}|[ivx]+|[A-Z]|\d{1,2})\)\s+(?:[A-Z][A-Za-z\d, -]{2,60}\.\s+(?=[A-Z]))?"
    r"|[•*·▪-]\s+|\d{1,2}[.)]\s+(?=[A-Z]))"
)
_SECTION = re.compile(r"^(?:Sec(?:tion)?\.? ?\d+[A-Za-z]?\.\s+)(?:[A-Z][^.;:]{2,90}\.\s+(?=[A-Z(“\"]))?", re.IGNORECASE)
_CEREMONY = (
    re.compile(r"^NOW,? THEREFORE,\s+", re.IGNORECASE),
    re.compile(
        r"^(?:by|under|pursuant to) the (?:authority|power)s? (?:vested in|granted to|conferred (?:up)?on) me\b[^:]{0,400}?,\s+"
        r"(?=I (?:do )?hereby\b|it is hereby\b|I (?:find|determine|declare|order|direct)\b)",
        re.IGNORECASE,
    ),
    re.compile(
        r"(?<=,)\s+by (?:virtue of )?the (?:authority|power)s? (?:vested in|granted to|conferred (?:up)?on) me\b[^:]{0,400}?,?"
        r"(?=\s+(?:I )?(?:do )?hereby\b)",
        re.IGNORECASE,
    ),
)
_DATELINE = re.compile(
    r"^[A-Z][\w.’'-]*(?: [A-Z][\w.’'-]*){0,2}(?:, (?:D\.?C\.?|[A-Z][\w.]+(?: [A-Z]\w+)?))"
    r"(?:,? (?:\d{1,2} )?[A-Z][a-z]+\.? \d{1,2}(?:, \d{4})?|, \d{1,2} [A-Z][a-z]+(?: \d{4})?)?(?::| [–—-]{1,2}) (?=[A-Z])"
)
"""Where a text was written, before its first words: "Washington, DC: The Board ...". It has a comma, unlike the label of a
speaker or a heading."""
_SELF = re.compile(r"(?<=^I), [A-Z][^:;]{4,150}?,(?=\s+(?:do )?hereby\b)")


_MAY_LIMIT = (_SECTION, _ENUMERATOR, _OPENER, *_CEREMONY, _SELF)
"""Patterns in which a condition may stand."""


def without_opening(text: str) -> Excerpt:
    """All of an English text but what stands before its first words: connectives, enumerators, section numbers."""
    return capitalised(without_openings(Excerpt.whole(text))).tidied()


def without_openings(made: Excerpt) -> Excerpt:
    """Without connectives, enumerators, section numbers and formulas at the start, and the formula of a proclamation."""
    before = None
    while made is not before:
        before = made
        for pattern in (_SECTION, _ENUMERATOR, _DATELINE, CONNECTIVE, _OPENER, *_CEREMONY, _SELF):
            match = pattern.search(made.text)
            if (
                match
                and not (pattern in _MAY_LIMIT and has_condition(match[0]))
                and _is_left(made.text[: match.start()] + made.text[match.end() :])
            ):
                made = made.without(*match.span())
    return made


def without_enumerator(made: Excerpt) -> Excerpt:
    """Without the number or letter of an item."""
    match = _ENUMERATOR.match(made.text)
    is_safe = match is not None and not has_condition(match[0]) and _is_left(made.text[match.end() :])
    return made.without(*match.span()) if match and is_safe else made


def _is_left(text: str) -> bool:
    return any(character.isalnum() for character in text)


def capitalised(made: Excerpt) -> Excerpt:
    """With a capital at its start, if words before it were left out."""
    is_cut = bool(made.offsets) and made.offsets[0] > 0
    return Excerpt(made.text[:1].upper() + made.text[1:], made.offsets) if is_cut else made
