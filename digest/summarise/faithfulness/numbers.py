"""The numbers of a text, normalised: "$1.5 billion" is 1,500 million dollars, "two-thirds" is left alone. Pure.

English number words and western digits only. A "one" in words is no number: it is a pronoun as often as not.
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
    r"(?=(?:\s+|-)?(?P<unit>%|per\s?cent\b|[a-z]+)?)",
    re.IGNORECASE,
)
_LOOSE = re.compile(r"\b(?:dozens|hundreds|thousands|millions|billions|trillions)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number as it stands at `start`, its value, and its unit where it names a known one."""

    value: Decimal
    unit: str
    start: int
    end: int
    written: str


def quantities(text: str) -> tuple[Quantity, ...]:
    """The numbers of `text`, in order, years and days among them; "thousands" and the like are the value of their word."""
    found = [quantity for match in _NUMBER.finditer(text) if (quantity := _quantity(match))]
    for match in _LOOSE.finditer(text):
        found.append(Quantity(Decimal(-len(match.group())), match.group().lower(), match.start(), match.end(), match.group()))
    return tuple(sorted(found, key=lambda quantity: quantity.start))


def is_held(quantity: Quantity, by: tuple[Quantity, ...]) -> bool:
    """Whether `by` has the same value; of a quantity that names its unit, in this unit."""
    return any(quantity.value == other.value and quantity.unit in ("", other.unit) for other in by)


def _quantity(match: re.Match[str]) -> Quantity | None:
    words = (match["words"] or "").lower()
    # A word such as "m" or "second" may be anything but a number where no digit stands before it.
    if words in ("one", "second", "first", "third") and not match["scale"]:
        return None
    value = _of_words(words) if words else Decimal(re.sub(r"[,\s]", "", match["digits"]))
    value *= NUMBER_SCALES[match["scale"].lower()] if match["scale"] else 1
    unit = CURRENCIES.get((match["currency"] or "").lower()) or _unit(match["unit"] or "")
    return Quantity(value, unit, match.start(), match.end(), match.group().strip())


def _unit(word: str) -> str:
    word = re.sub(r"\s", "", word.lower())
    return UNITS.get(word) or UNITS.get(word.removesuffix("s")) or ""


def _of_words(words: str) -> Decimal:
    """The value of a run such as "two hundred fifty-three": what stands before a scale is multiplied by it."""
    total = current = 0
    for word in re.split(r"[\s-]+", words):
        if word == "hundred":
            current = max(1, current) * 100
        elif word == "thousand":
            total, current = total + max(1, current) * 1000, 0
        else:
            current += VALUES[word]
    return Decimal(total + current)
