"""Plants one change in a statement: one that leaves it the same statement, or one of a fact. A test helper of `relate.py`."""

from __future__ import annotations

import re
from collections.abc import Callable
from random import Random

Plant = Callable[[str, Random], str]
"""The text with the change, or the same text if it has no place for it."""

DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
MONTHS = "January February March April June July August September October November December".split()
COUNTRIES = "France Germany Ukraine Russia China Israel Iran Iraq Japan Mexico Canada Poland Syria Mali Haiti".split()
MODALS = {"will": "may", "must": "should", "may": "will", "should": "must", "can": "must"}
OPPOSITES = {"support": "oppose", "welcome": "condemn", "increase": "reduce", "strengthen": "weaken", "accept": "reject"}
NUMBERS = "two three four five six seven eight".split()


def _at_random(pattern: str, new: Callable[[str, Random], str]) -> Plant:
    def plant(text: str, random: Random) -> str:
        places = list(re.finditer(pattern, text))
        if not places:
            return text
        place = random.choice(places)
        return text[: place.start()] + new(place[0], random) + text[place.end() :]

    return plant


def _other(words: list[str]) -> Callable[[str, Random], str]:
    return lambda word, random: random.choice([each for each in words if each != word])


def _one_of(words: list[str]) -> Plant:
    return _at_random(rf"\b(?:{'|'.join(words)})\b", _other(words))


def _mapped(words: dict[str, str]) -> Plant:
    return _at_random(rf"\b(?:{'|'.join(words)})\b", lambda word, _: words[word])


def _misspell(word: str, random: Random) -> str:
    place = random.randrange(2, len(word) - 2)
    return word[:place] + word[place + 1 :]


def _typography(text: str, _: Random) -> str:
    return text.translate(str.maketrans({"’": "'", "“": '"', "”": '"', "–": "-", "—": "-"})) + " "


HARMLESS: dict[str, Plant] = {
    "nothing": lambda text, _: text,
    "typography": _typography,
    "line breaks": lambda text, _: re.sub(r"\n+", "\n", text) + "\n",
    "a contact": lambda text, _: f"{text}\n\nPress contact: press@ministry.example, +32 2 555 12 12",
    "a link": lambda text, _: f"{text}\n\nFor more information, please visit www.ministry.example.",
    "an opening": lambda text, _: f"FOR IMMEDIATE RELEASE\n\n{text}",
    "a misspelling": _at_random(r"(?<!\w)[a-z]{7,}(?!\w)", _misspell),
    "an article": _at_random(r"\bthe (?=[a-z])", lambda *_: ""),
}
FACTS: dict[str, Plant] = {
    "a number": _at_random(r"\b\d{1,3}\b", lambda word, random: str(int(word) + random.choice((1, 2, 10)))),
    "a year": _at_random(r"\b(?:19|20)\d\d\b", lambda word, _: str(int(word) - 1)),
    "a number in words": _one_of(NUMBERS),
    "a scale": _mapped({"million": "billion", "billion": "million"}),
    "a unit": _at_random(r"(?<=\d) percent\b", lambda *_: " percentage points"),
    "a currency": _at_random(r"\$(?=\d)", lambda *_: "€"),
    "a weekday": _one_of(DAYS),
    "a month": _one_of(MONTHS),
    "today": _mapped({"today": "yesterday", "Today": "Yesterday"}),
    "a country": _one_of(COUNTRIES),
    "a name": _at_random(r"(?<=[a-z] )[A-Z][a-z]{4,}\b", lambda word, _: f"{word[0]}o{word[2:]}son"),
    "an office": _at_random(r"\b(?:Secretary|Minister|Director|Ambassador) ", lambda word, _: f"Deputy {word}"),
    "a negation left out": _at_random(r"\bnot ", lambda *_: ""),
    "a negation added": _at_random(r"\b(?:is|are|was|were|will|has|have|did) ", lambda word, _: f"{word}not "),
    "a modal verb": _mapped(MODALS),
    "an opposite": _mapped(OPPOSITES),
    "a condition": _at_random(r"\b(?:will|may|can|must) (?=[a-z])", lambda word, _: f"{word}only "),
}
