"""Looks up the names of months and weekdays in every language of `text/lang`. Pure.

One spelling can mean two months: "listopada" is November in Polish and October in Croatian, and Finnish "mar" is not English
"Mar". The language of the weekday beside it decides, then the language of the source; if neither does, there is no month.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping

from digest.text.lang import LANGUAGES
from digest.text.lang.language_words import LanguageWords

_MIN_MONTH_LETTERS = 3  # of an abbreviation that is no spelling of its own: "okt"
_MIN_WEEKDAY_LETTERS = 2  # "Sa"
_MARKS = dict.fromkeys(range(0x300, 0x370))  # accents; the marks of other scripts are letters of their own
_LETTERS = str.maketrans("ıيك", "iیک") | dict.fromkeys(map(ord, "\u200c\u200d\u200e\u200f’'"))
_SAME_LANGUAGE = {"nb": "no", "nn": "no", "iw": "he", "in": "id", "bs": "hr"}

Names = Mapping[str, Mapping[str, int]]
"""Number of the month or weekday by folded spelling and by language."""


def fold_word(word: str) -> str:
    """Return `word` without case, accents, apostrophes and final full stops, its parts joined by "_"."""
    plain = unicodedata.normalize("NFKD", "_".join(word.casefold().split())).translate(_MARKS).translate(_LETTERS)
    return unicodedata.normalize("NFC", plain).strip(".")


def month_number(name: str, language: str, weekday: str = "") -> int | None:
    """Return the number of the month `name`, 1 to 12; None if it is no month, or two different ones.

    `language` is the code of the source's language, `weekday` the name of the weekday in the same date; both may be empty.
    """
    word = fold_word(name)
    found = {**_ABBREVIATED_MONTHS.get(word, {}), **_MONTHS.get(word, {})}
    code = base_language(language)
    spoken = weekday_languages(weekday)
    in_spoken = {found[other] for other in (spoken & {code} or spoken) if other in found}
    if len(in_spoken) == 1:
        return in_spoken.pop()
    own, english = found.get(code), _MONTHS.get(word, {}).get("en")
    if own and english and own != english:
        return None  # dates of feeds are English by their standards, whatever the language of the feed
    readings = {own or english} if own or english else set(found.values())
    return readings.pop() if len(readings) == 1 else None


def month_numbers(name: str) -> frozenset[int]:
    """Return which months `name` can mean in any language; empty if it is none."""
    word = fold_word(name)
    return frozenset({*_ABBREVIATED_MONTHS.get(word, {}).values(), *_MONTHS.get(word, {}).values()})


def weekday_numbers(name: str) -> frozenset[int]:
    """Return which weekdays `name` can mean, Monday 0; empty if it is none."""
    word = fold_word(name)
    return frozenset({*_WEEKDAYS.get(word, {}).values(), *_ABBREVIATED_WEEKDAYS.get(word, {}).values()})


def weekday_languages(name: str) -> frozenset[str]:
    """Return the languages in which `name` is a weekday. Where one has the very word, abbreviations of others do not count."""
    word = fold_word(name)
    return frozenset(_WEEKDAYS.get(word) or _ABBREVIATED_WEEKDAYS.get(word) or {})


def base_language(tag: str) -> str:
    """Return the code in a language tag as the files of `text/lang` have it: "no" for "nb-NO"."""
    code = tag.partition("-")[0].lower()
    return _SAME_LANGUAGE.get(code, code)


def _table(entries: Iterable[tuple[str, str, int]]) -> Names:
    table: dict[str, dict[str, int]] = {}
    for code, spelling, number in entries:
        table.setdefault(spelling, {})[code] = number
    return table


def _spellings(lists: Iterable[tuple[str, tuple[str, ...]]], first: int) -> Iterator[tuple[str, str, int]]:
    for code, names in lists:
        for number, spellings in enumerate(names, first):
            yield from ((code, fold_word(spelling), number) for spelling in spellings.split())


def _beginnings(spelled: Iterable[tuple[str, str, int]], letters: int) -> Iterator[tuple[str, str, int]]:
    """Yield the beginnings of spellings, of `letters` or more, that mean one number only in their language."""
    meanings: dict[tuple[str, str], set[int]] = {}
    for code, spelling, number in spelled:
        for end in range(letters, len(spelling)):
            if spelling.isalpha() and spelling[0] < "\u0530":  # Latin, Greek and Cyrillic abbreviate so
                meanings.setdefault((code, spelling[:end]), set()).add(number)
    yield from ((code, start, numbers.pop()) for (code, start), numbers in meanings.items() if len(numbers) == 1)


def _lists(words: Iterable[LanguageWords], field: str) -> list[tuple[str, tuple[str, ...]]]:
    return [(language.code, getattr(language, field)) for language in words]


_SPELLED_MONTHS = tuple(_spellings(_lists(LANGUAGES, "months"), 1))
_SPELLED_WEEKDAYS = tuple(_spellings(_lists(LANGUAGES, "weekdays"), 0))
_MONTHS = _table(_SPELLED_MONTHS)
_ABBREVIATED_MONTHS = _table(_beginnings(_SPELLED_MONTHS, _MIN_MONTH_LETTERS))
_WEEKDAYS = _table(_SPELLED_WEEKDAYS)
_ABBREVIATED_WEEKDAYS = _table(_beginnings(_SPELLED_WEEKDAYS, _MIN_WEEKDAY_LETTERS))
