"""Finds names of countries and bodies in a text: those of the CLDR in its language and in English, and `gazetteer.toml`.

Pure, but for reading that file once. Upper and lower case count. No name is found within a longer word.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from digest.text.month_names import base_language

_FILE = Path(__file__).with_name("gazetteer.toml")
_NO_COUNTRIES = frozenset("EZ QO ZZ UM AQ".split())
"""Codes of the CLDR that are no party to anything: the euro area, Outlying Oceania, an unknown region."""

_UNSPACED = frozenset("zh ja th ko".split())
"""Languages in which a name stands within a run of letters; Korean writes endings behind it."""

_INFLECTED = frozenset("ru uk pl cs sk hr sr sl".split())
"""Languages in which the end of a name changes: "Polska", "Polski"."""

_MIN_STEM = 4
_ENDING = re.compile(r"[aeiouyąęáéíýаяоеиыьйії]$")
_APOSTROPHES = str.maketrans("’‘ʼ´`", "'''''")
_NO_NATION = r" (?:Ocean|Gulf|Reformation|drop|coffee|New Year|Baccalaureate)\b"
"""What stands behind an adjective that means no country: "Indian Ocean"."""

_REMARK = re.compile(r"\s*[(（].*")


@dataclass(frozen=True, slots=True)
class Mention:
    """A name in a text: `text[start:end]`, its code, and the name by which it is shown."""

    start: int
    end: int
    code: str
    name: str


def mentions(text: str, language: str) -> tuple[Mention, ...]:
    """Return the countries and bodies that `text` names, in order; the longest name at each place."""
    names, pattern = _names(base_language(language) or "en")
    found = pattern.finditer(text.translate(_APOSTROPHES))
    return tuple(Mention(match.start(), match.end(), *names[_known(match[0], names)]) for match in found)


def concerned(text: str, language: str) -> tuple[Mention, ...]:
    """Return what `mentions` does, and in English the countries of adjectives: "the Kuwaiti envoy", but no "Indian Ocean"."""
    found = mentions(text, language)
    if (base_language(language) or "en") not in ("en", "und"):
        return found
    codes, pattern = _adjectives()
    more = [
        Mention(match.start(), match.end(), codes[match[0]], match[0])
        for match in pattern.finditer(text)
        if not any(each.start < match.end() and match.start() < each.end for each in found)
    ]
    return tuple(sorted((*found, *more), key=lambda each: each.start))


def home_of(source: str) -> frozenset[str]:
    """Return the codes of the country of a source, by its name: "U.S. Department of State", "The White House"."""
    named = {each.code for each in mentions(source, "en")}
    return frozenset(named | {code for code, offices in _listed()["seats"].items() if any(each in source for each in offices)})


@cache
def _adjectives() -> tuple[Mapping[str, str], re.Pattern[str]]:
    codes = {word: code for code, words in _listed()["adjectives"].items() for word in words}
    words = "|".join(sorted(map(re.escape, codes), key=len, reverse=True))
    return codes, re.compile(rf"(?<![\w-])(?:{words})(?![\w]|{_NO_NATION})")


@cache
def _listed() -> Mapping[str, Mapping[str, list[str]]]:
    return tomllib.loads(_FILE.read_text("utf-8"))


def _known(written: str, names: Mapping[str, tuple[str, str]]) -> str:
    """Return the name that is meant by a written one, which may have another ending: "Deutschlands", "Polski"."""
    if written in names:
        return written
    genitive = written.removesuffix("s").removesuffix("'")
    if genitive in names:
        return genitive
    return max((name for name in names if _is_stem_of(name, written)), key=len)


def _is_stem_of(name: str, written: str) -> bool:
    stem = _ENDING.sub("", name)
    return len(stem) >= _MIN_STEM and written.startswith(stem) and len(written) - len(stem) <= 3


@cache
def _names(code: str) -> tuple[Mapping[str, tuple[str, str]], re.Pattern[str]]:
    """Return code and shown name by written name, and the pattern that finds each of these."""
    names: dict[str, tuple[str, str]] = {}
    shown: dict[str, str] = {}
    for language in dict.fromkeys((code, "en")):
        for territory, name in _territories(language):
            shown.setdefault(territory, name)
            names.setdefault(name, (territory, shown[territory]))
    listed = _listed()
    for territory, written in listed["as_written"].items():
        names |= {name: (territory, name) for name in written}
    for territory, written in listed["aliases"].items():
        names |= dict.fromkeys(written, (territory, shown[territory]))
    for body, written in listed["bodies"].items():
        names |= dict.fromkeys(written, (body, written[0]))
    return names, _pattern(names, code)


def _territories(language: str) -> Iterator[tuple[str, str]]:
    """Yield code and name of each country, and of the European Union and the United Nations."""
    from babel import Locale  # loads the names of a language; only documents that name parties need them
    from babel.core import UnknownLocaleError

    try:
        territories = Locale.parse(language).territories
    except (UnknownLocaleError, ValueError):
        return
    for code, name in territories.items():
        if len(code) == 2 and code.isalpha() and code not in _NO_COUNTRIES:
            yield code, _REMARK.sub("", name).replace(" & ", " and ").translate(_APOSTROPHES)


def _pattern(names: Mapping[str, object], code: str) -> re.Pattern[str]:
    written = sorted(names, key=len, reverse=True)
    forms = "|".join(_form(name, code) for name in written)
    if code in _UNSPACED:
        return re.compile(forms)
    genitive = "(?:s|'s)?" if code in ("de", "nl", "sv", "da", "no") else ""
    return re.compile(rf"(?<!\w)(?:{forms}){genitive}(?!\w)")


def _form(name: str, code: str) -> str:
    """Return the pattern of a name; where names are inflected, with the endings that one word can have."""
    stem = _ENDING.sub("", name)
    if code in _INFLECTED and name.isalpha() and len(stem) >= _MIN_STEM and not name.isupper():
        return rf"{re.escape(stem)}\w{{0,2}}"
    return re.escape(name)
