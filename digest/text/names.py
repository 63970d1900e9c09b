"""Finds proper names by their capitals and checks whether another text contains them. Pure; uses no list of names.

A capital at the start of a sentence proves nothing ("Uncertainty remains"): such a word is a name only if a capitalised word
follows it.
"""

from __future__ import annotations

import re
from collections.abc import Collection

from digest.text.lang.en import COUNTRY_INITIALS, NOT_NAMES

_TOKEN = re.compile(r"[^\W_]+(?:[’'&.-](?=\w)[^\W_]+)*\.?|[.!?:;,\"“”()]")
_SENTENCE_STARTS = frozenset('.!?:"“”')
"""Tokens after which a sentence may start."""
_ENDINGS = frozenset(("s", "n", "an", "ian", "ese", "ish", "i", "ic", "ns", "ans", "ians", "is", "ies", "y"))
"""Endings that turn a country's name into its adjective or its people."""
_INITIALS = re.compile(r"[A-Z](?:\.?[A-Z&])+\.?s?")
_CAPITALISED = r"[A-Z][\w’']*(?:-+(?:[^\WA-Z]|[’'])[\w’']*)*"
_CAPITALISED_RUN = re.compile(rf"{_CAPITALISED}(?:-*\s+(?:(?:of|the|for|and|on|in|de)\s+)?{_CAPITALISED}|-+{_CAPITALISED})+")


def names(text: str) -> tuple[str, ...]:
    """The capitalised words of `text` that are names, in order; no titles, months or other common words."""
    found: list[str] = []
    tokens = _TOKEN.findall(text)
    before = "."
    for position, token in enumerate(tokens):
        after = tokens[position + 1] if position + 1 < len(tokens) else ""
        if _may_be_name(token) and (before not in _SENTENCE_STARTS or _may_be_name(after) or _INITIALS.fullmatch(token)):
            found.append(token.rstrip("."))
        ends_sentence = token[-1] in ".!?" and not _INITIALS.fullmatch(token) and len(token) > 4
        before = token[-1] if ends_sentence else token
    return tuple(found)


def is_supported(name: str, words: Collection[str], evidence: str) -> bool:
    """Whether `evidence` contains the name; `words` are its `normalised_words`.

    The name may be written as it is, as an adjective ("Iran", "Iranian"), in another spelling of a compound, or as initials.
    """
    normalised = normalise(name)
    if normalised in words or any(_is_form_of(normalised, word) for word in words):
        return True
    if "-" in name or "." in name:
        parts = [part for part in re.split(r"[-.]", name) if len(part) > 1 and part[0].isupper()]
        if parts and all(is_supported(part, words, evidence) for part in parts):
            return True
    return _matches_initials(name, evidence)


def is_common(word: str) -> bool:
    """Whether a word is a title, a month or another common word, whatever its capitals."""
    return normalise(word) in NOT_NAMES


def normalise(word: str) -> str:
    """A word in lower case without possessive and full stops: "U.S." becomes "us", "Japan's" becomes "japan"."""
    word = word.lower().replace("’", "'").removesuffix("'s").removesuffix("'")
    return word.replace(".", "")


def normalised_words(text: str) -> frozenset[str]:
    """The normalised words of a text, and the parts of its compounds."""
    tokens = [token for token in _TOKEN.findall(text) if token[0].isalnum()]
    parts = [part for token in tokens if "-" in token for part in token.split("-")]
    return frozenset(normalise(token) for token in (*tokens, *parts))


def _may_be_name(token: str) -> bool:
    return token[:1].isupper() and len(token.rstrip(".")) > 1 and normalise(token) not in NOT_NAMES


def _is_form_of(name: str, word: str) -> bool:
    """Whether one is the other with an ending such as "-ian"."""
    short, long = sorted((name, word), key=len)
    if len(short) < 3 or name == word:
        return name == word
    stems = {short, short.removesuffix("a"), short.removesuffix("e"), short.removesuffix("y")}
    return any(len(stem) >= 3 and long.startswith(stem) and long[len(stem) :] in _ENDINGS for stem in stems)


def _matches_initials(name: str, evidence: str) -> bool:
    """Whether the name is the initials of a capitalised run ("NATO", "North Atlantic Treaty Organization"), or the reverse."""
    normalised = normalise(name)
    if normalised in COUNTRY_INITIALS:
        return COUNTRY_INITIALS[normalised] in evidence.lower()
    if not _INITIALS.fullmatch(name):
        words = {normalise(word) for word in re.findall(r"[\w.]+", evidence)}
        return any(normalised in long.split() and initials in words for initials, long in COUNTRY_INITIALS.items())
    return any(normalised.rstrip("s") in _initials_of(run) for run in _CAPITALISED_RUN.findall(evidence))


def _initials_of(run: str) -> str:
    return "".join(word[0] for word in re.split(r"[\s-]+", run) if word[0].isupper()).lower()
