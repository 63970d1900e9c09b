"""Finds the numbers of a text and normalises them: "$1.5 billion" is 1,500,000,000 dollars. Pure.

English number words and western digits only. "One" is not a number: it is a pronoun as often. Fractions in words
("two-thirds") are left alone.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from digest.text.lang.en import NUMBER_SCALES, ORDINALS, SMALL_NUMBERS, TENS, UNITS

VALUES = (
    {word: number for number, word in enumerate(SMALL_NUMBERS)}
    | {word: 10 * number for number, word in enumerate(TENS, start=2)}
    | {word: number for number, word in enumerate(ORDINALS)}
)
CURRENCIES = {"$": "dollar", "us$": "dollar", "€": "euro", "£": "pound", "¥": "yen", "₹": "rupee"}

_WORD = "|".join(sorted(VALUES, key=len, reverse=True))
_SCALE = "|".join(sorted(NUMBER_SCALES, key=len, reverse=True))
_DIGITS = r"\d{1,3}(?:,\s?\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_NUMBER = re.compile(
    rf"(?P<currency>us\$|[$€£¥₹])?\s?(?:(?P<digits>{_DIGITS})(?:st|nd|rd|th)?"
    rf"|\b(?P<words>(?:{_WORD})(?:(?:\s+|-)(?:{_WORD}|hundred|thousand))*))"
    rf"(?:(?:\s|-)?(?P<scale>{_SCALE})\b)?"
    r"(?=(?:\s+|-)?(?P<unit>%|per\s?cent\b|percentage[\s-]points?\b|[a-z]+)?)",
    re.IGNORECASE,
)
_VAGUE = re.compile(r"\b(?:dozens|hundreds|thousands|millions|billions|trillions)\b", re.IGNORECASE)
_AMBIGUOUS = frozenset(("one", "second", "first", "third"))


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number: its value, its unit in standard form (empty if none is known), where it starts, and how it is written."""

    value: Decimal
    unit: str
    start: int
    written: str


def quantities(text: str) -> tuple[Quantity, ...]:
    """The numbers of `text` in order, years and days included. A vague number such as "thousands" equals only itself."""
    found = [quantity for match in _NUMBER.finditer(text) if (quantity := _quantity(match))]
    for match in _VAGUE.finditer(text):
        word = match.group()
        found.append(Quantity(Decimal(-len(word)), word.lower(), match.start(), word))
    return tuple(sorted(found, key=lambda quantity: quantity.start))


def is_supported(quantity: Quantity, evidence: tuple[Quantity, ...]) -> bool:
    """Whether `evidence` contains the same value, in the same unit if `quantity` has one."""
    return any(quantity.value == other.value and quantity.unit in ("", other.unit) for other in evidence)


def _quantity(match: re.Match[str]) -> Quantity | None:
    words = (match["words"] or "").lower()
    if words in _AMBIGUOUS and not match["scale"]:
        return None
    value = _value_of_words(words) if words else Decimal(re.sub(r"[,\s]", "", match["digits"]))
    value *= NUMBER_SCALES[match["scale"].lower()] if match["scale"] else 1
    unit = CURRENCIES.get((match["currency"] or "").lower()) or _unit(match["unit"] or "")
    return Quantity(value, unit, match.start(), match.group().strip())


def _unit(word: str) -> str:
    word = re.sub(r"[\s-]", "", word.lower())
    return UNITS.get(word) or UNITS.get(word.removesuffix("s")) or ""


def _value_of_words(words: str) -> Decimal:
    """The value of number words such as "two hundred fifty-three": "hundred" and "thousand" multiply what is before them."""
    total = current = 0
    for word in re.split(r"[\s-]+", words):
        if word == "hundred":
            current = max(1, current) * 100
        elif word == "thousand":
            total, current = total + max(1, current) * 1000, 0
        else:
            current += VALUES[word]
    return Decimal(total + current)
