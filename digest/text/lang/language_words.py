"""The record that each language file fills in. Holds no words itself."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class LanguageWords:
    """The words of one language that code for every language uses; `code` is its ISO 639-1 code.

    `function_words` are its commonest words in lower case, by which `text/language.py` recognises it; empty for a language
    that is recognised by its script. `months` are twelve strings, January first: the spellings of the month in a date, in
    lower case, separated by spaces. It may be empty.
    """

    code: str
    function_words: frozenset[str] = frozenset()
    months: tuple[str, ...] = ()
