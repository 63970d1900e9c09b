"""Finds what kinds of news, and of routine, a title or a sentence tells, by the words of its language. Pure."""

from __future__ import annotations

from dataclasses import fields
from functools import cache

from digest.text.cues import cues_of, has_cues
from digest.text.lang import LANGUAGES
from digest.text.lang.language_words import NewsWords, TopicWords
from digest.text.lang.topics import TOPICS
from digest.text.statement_kinds import counted, says
from digest.text.walls import wall_words

_NO_KINDS = frozenset({"formal", "leaning", "unnamed", "myself"})

NEWS_KINDS = tuple(field.name for field in fields(NewsWords) if field.name not in _NO_KINDS)
"""Every kind, by the name of its field in `NewsWords`."""

_LEANING_CUES = frozenset({"pronouns", "demonstratives", "connectives"})


def news_kinds(text: str, language: str) -> frozenset[str]:
    """Return the kinds of which `text` says something. An unknown language is read as English, one without words as nothing."""
    words = _words().get(language.partition("-")[0].lower() or "en")
    return frozenset(kind for kind in NEWS_KINDS if says(text, getattr(words, kind))) if words else frozenset()


def leans(sentence: str, language: str) -> bool:
    """Return whether a sentence begins like one that leans on those before it: "They", "However", "The two leaders"."""
    words = _words().get(language.partition("-")[0].lower() or "en")
    if words and _names_nobody(sentence, words.unnamed):
        return True
    if has_cues(language):
        return bool(cues_of(sentence, language) & _LEANING_CUES)
    return words is not None and next(iter(wall_words(sentence)), "").partition("'")[0] in words.leaning


def speaks_of_self(sentence: str, language: str) -> bool:
    """Return whether the speaker of a sentence means himself alone in it: "I", "my"."""
    words = _words().get(language.partition("-")[0].lower() or "en")
    return words is not None and says(sentence, words.myself)


def _names_nobody(sentence: str, unnamed: tuple[str, ...]) -> bool:
    """Whether a sentence begins with one of `unnamed`, and nothing says of whom: "of France", "who met in Oslo"."""
    said = sentence.lower().lstrip()
    found = next((phrase for phrase in unnamed if said.startswith(f"{phrase} ")), "")
    return bool(found) and not said.startswith(("of ", "from ", "who "), len(found) + 1)


def topic_of(text: str, language: str) -> str:
    """Return the topic, a field of `TopicWords`, of which `text` has most words; "" if it has none."""
    words = TOPICS.get(language.partition("-")[0].lower() or "en")
    numbers = {field.name: counted(text, getattr(words, field.name)) for field in fields(TopicWords)} if words else {}
    best = max(numbers, key=numbers.__getitem__, default="")
    return best if numbers.get(best) else ""


@cache
def _words() -> dict[str, NewsWords]:
    return {language.code: language.news for language in LANGUAGES} | {"und": _english()}


def _english() -> NewsWords:
    return next(language.news for language in LANGUAGES if language.code == "en")
