"""The names of a text by their capitals, and whether another text holds them. Pure; knows no list of names.

A capital at the beginning of a sentence proves nothing ("Uncertainty remains"): such a word is a name only where a second
capitalised word follows it.
"""

from __future__ import annotations

import re
from collections.abc import Collection

from digest.text.lang.en import COUNTRY_INITIALS, NOT_NAMES

_TOKEN = re.compile(r"[^\W_]+(?:[’'&.-](?=\w)[^\W_]+)*\.?|[.!?:;,\"“”()]")
_STARTS = frozenset('.!?:"“”')
_ENDINGS = frozenset(("s", "n", "an", "ian", "ese", "ish", "i", "ic", "ns", "ans", "ians", "is", "ies", "y"))
_SHORT_FORM = re.compile(r"[A-Z](?:\.?[A-Z&])+\.?s?")


def names(text: str) -> tuple[str, ...]:
    """The capitalised words of `text` that are names, without titles, months and other common words; in order."""
    found: list[str] = []
    tokens = _TOKEN.findall(text)
    before = "."
    for position, token in enumerate(tokens):
        after = tokens[position + 1] if position + 1 < len(tokens) else ""
        if _is_name(token) and (before not in _STARTS or _is_name(after) or _SHORT_FORM.fullmatch(token)):
            found.append(token.rstrip("."))
        before = token[-1] if token[-1] in ".!?" and not _SHORT_FORM.fullmatch(token) and len(token) > 4 else token
    return tuple(found)


def is_held(name: str, by: Collection[str], text: str) -> bool:
    """Whether `text`, whose words in their bare form are `by`, holds the name: as it is, as an adjective ("Iran" and
    "Iranian"), in one of several spellings of a compound, or as its initials."""
    bare_name = bare(name)
    if bare_name in by or any(_is_form_of(bare_name, word) for word in by):
        return True
    if "-" in name or "." in name:
        parts = [part for part in re.split(r"[-.]", name) if len(part) > 1 and part[0].isupper()]
        if parts and all(is_held(part, by, text) for part in parts):
            return True
    return _is_short_form(name, text)


def is_common(word: str) -> bool:
    """Whether a word is a title, a month or another common word, whatever its capitals."""
    return bare(word) in NOT_NAMES


def bare(word: str) -> str:
    """A word in lower case without possessive and full stops: "U.S." is "us", "Japan's" is "japan"."""
    word = word.lower().replace("’", "'").removesuffix("'s").removesuffix("'")
    return word.replace(".", "")


def bare_words(text: str) -> frozenset[str]:
    """The words of a text in their bare form, and the parts of the compounds among them."""
    tokens = [token for token in _TOKEN.findall(text) if token[0].isalnum()]
    parts = [part for token in tokens if "-" in token for part in token.split("-")]
    return frozenset(bare(token) for token in (*tokens, *parts))


def _is_name(token: str) -> bool:
    return token[:1].isupper() and len(token.rstrip(".")) > 1 and bare(token) not in NOT_NAMES


def _is_form_of(name: str, word: str) -> bool:
    short, long = sorted((name, word), key=len)
    if len(short) < 3 or name == word:
        return name == word
    stems = {short, short.removesuffix("a"), short.removesuffix("e"), short.removesuffix("y")}
    return any(len(stem) >= 3 and long.startswith(stem) and long[len(stem) :] in _ENDINGS for stem in stems)


def _is_short_form(name: str, text: str) -> bool:
    """Initials that a run of capitalised words gives ("NATO" of "North Atlantic Treaty Organization"), and the reverse."""
    plain = bare(name)
    if plain in COUNTRY_INITIALS:
        return COUNTRY_INITIALS[plain] in text.lower()
    if not _SHORT_FORM.fullmatch(name):
        words = {bare(word) for word in re.findall(r"[\w.]+", text)}
        return any(plain in long.split() and short in words for short, long in COUNTRY_INITIALS.items())
    runs = re.findall(r"[A-Z][\w’'-]*(?:\s+(?:of|the|for|and|on|in|de)\s+[A-Z][\w’'-]*|\s+[A-Z][\w’'-]*|-[A-Z]\w*)+", text)
    return any(plain.rstrip("s") in _initials(run) for run in runs)


def _initials(run: str) -> str:
    return "".join(word[0] for word in re.split(r"[\s-]+", run) if word[0].isupper()).lower()
