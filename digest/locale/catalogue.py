"""Translates the words of an edition, and writes its dates and numbers, in one language. Pure, but for reading catalogues.

Nothing depends on the locale of the machine. A catalogue is compiled in memory at its first use, so that none can be stale.
"""

from __future__ import annotations

import gettext
import io
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from importlib.resources import files
from zoneinfo import ZoneInfo

from babel import Locale
from babel.dates import format_date
from babel.numbers import format_decimal

DEFAULT_LANGUAGE = "en"

_FOLDER = files("digest.locale") / "po"
_LOCALES = {"en": "en_GB"}
"""The CLDR locale of a language, where it is not its code: dates in English are "23 November 2026" in all countries but one."""

_WEEKDAY_FORMATS = {"en": "EEEE, d MMMM y"}


@dataclass(frozen=True, slots=True)
class Catalogue:
    """The words of one language; `language` is its code."""

    language: str
    translations: gettext.NullTranslations
    locale: Locale

    @property
    def direction(self) -> str:
        """Return "ltr" or "rtl"."""
        return self.locale.text_direction

    def gettext(self, message: str, **values: object) -> str:
        """Return the translation of `message`, with `values` in place of its {names}."""
        translated = self.translations.gettext(message)
        return translated.format(**values) if values else translated

    def ngettext(self, singular: str, plural: str, number: int, **values: object) -> str:
        """Return the form of a message for `number`, with the number in place of {number}, and `values` as in `gettext`."""
        return self.translations.ngettext(singular, plural, number).format(number=self.number(number), **values)

    def number(self, number: int) -> str:
        """Return a number with the separators of the language, for example "1,204"."""
        return format_decimal(number, locale=self.locale)

    def day(self, day: date) -> str:
        """Return a date as "23 November 2026"."""
        return format_date(day, "long", self.locale)

    def month(self, day: date) -> str:
        """Return the name of the month of a day, as "November"."""
        return capitalised(format_date(day, "LLLL", self.locale))

    def weekday(self, day: date) -> str:
        """Return a date as "Monday, 23 November 2026"."""
        return capitalised(format_date(day, _WEEKDAY_FORMATS.get(self.language, "full"), self.locale))

    def local_time(self, moment: datetime, timezone: str) -> str:
        """Return an aware moment in `timezone`, an IANA name, as "27 May 2021, 18:29 EDT"."""
        local = moment.astimezone(ZoneInfo(timezone))
        return self.gettext("{date}, {time}", date=self.day(local), time=f"{local:%H:%M} {_zone(local)}")

    def territory(self, code: str) -> str:
        """Return the name of a country by its code; "" for an unknown code."""
        return str(self.locale.territories.get(code, ""))

    def language_name(self, code: str) -> str:
        """Return the name of a language, for example "French" for "fr"; an unknown code as it is."""
        return language_name(code, self.language)


def languages() -> tuple[str, ...]:
    """Return the codes of all languages that an edition can have."""
    translated = (path.name.removesuffix(".po") for path in _FOLDER.iterdir() if path.name.endswith(".po"))
    return tuple(sorted({DEFAULT_LANGUAGE, *translated}))


@cache
def catalogue(language: str = DEFAULT_LANGUAGE) -> Catalogue:
    """Return the catalogue of a language; English for one that has none."""
    known = language if language in languages() else DEFAULT_LANGUAGE
    return Catalogue(known, _translations(known), Locale.parse(_LOCALES.get(known, known)))


def language_name(code: str, language: str = DEFAULT_LANGUAGE) -> str:
    """Return the name of the language `code` in another one, for example "French" for "fr"; an unknown code as it is."""
    names = Locale.parse(language).languages
    return names.get(code.replace("-", "_")) or names.get(code.partition("-")[0].lower()) or code


def language_code(name: str) -> str:
    """Return the code of a language by its English name, for example "fr" for "French"; any other text as it is."""
    return next((code for code, known in Locale.parse(DEFAULT_LANGUAGE).languages.items() if known == name), name)


def capitalised(text: str) -> str:
    """Return `text` with its first letter as a capital, and all others as they are."""
    return text[:1].upper() + text[1:]


def _translations(language: str) -> gettext.NullTranslations:
    if language == DEFAULT_LANGUAGE:
        return gettext.NullTranslations()
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    with (_FOLDER / f"{language}.po").open("rb") as file:
        messages = read_po(file, locale=language)
    compiled = io.BytesIO()
    write_mo(compiled, messages)
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)


def _zone(local: datetime) -> str:
    """Return the abbreviation of the zone, or its offset from UTC if it has no letters ("+03" becomes "UTC+03")."""
    name = local.tzname() or ""
    return name if name.isalpha() else f"UTC{name}"


ENGLISH = catalogue()
"""The catalogue of messages as they are in the code."""
