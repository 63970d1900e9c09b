"""Says which sentences are no key point, in any language: salutations, contacts, questions, lead-ins, fragments. Pure."""

from __future__ import annotations

import re

from digest.records import Role
from digest.summarise.candidates import Candidate
from digest.summarise.extractive.language_features import has_open_quotation, sentence_cues
from digest.text.cues import greets, names_contact
from digest.text.date_lines import date_line
from digest.text.unicode import is_unspaced

_QUESTION = re.compile(r"[?？؟]\W*$|[\u0370-\u03ff][;\u037e]\W*$")
_LEAD_IN = re.compile(r"[:：—–]\W*$")
_ROW = re.compile(r" \| ")
_CONTACT = re.compile(r"https?://|\bwww\.|[\w.]@[\w-]+\.|(?<!\d)(?:\+|00)\d[\d /().-]{7,}")
_STOP = re.compile(r"[.!。！।۔…](?:[\W_]*)$")
_GREETING_END = re.compile(r"[,،、!！](?:[\W_]*)$")

_NEWS_CUES = frozenset({"decides", "must", "money"})

MAX_GREETING_WORDS = 14
"""A longer sentence says more than its greeting."""
OPENING_WORDS, OPENING_CHARACTERS = 5, 12
"""Within which a greeting begins: "I have had a dear friend" is none."""
MAX_LINE_WORDS = 8
"""Words of a line without a full stop that is no sentence."""


def is_unfit(sentence: Candidate, language: str) -> bool:
    """Whether a sentence should become a key point only if there is nothing else."""
    text = sentence.text
    return (
        any(pattern.search(text) for pattern in (_QUESTION, _LEAD_IN, _ROW, _CONTACT))
        or has_open_quotation(text)
        or _is_salutation(sentence, language)
        or _is_line(sentence)
        or names_contact(text, language)
        or date_line(text, language) is not None
    )


def _is_salutation(sentence: Candidate, language: str) -> bool:
    """Whether it begins by greeting or thanking, and says nothing more."""
    text = sentence.text
    if greets(text, language) and _NEWS_CUES.isdisjoint(sentence_cues(text, language)):
        return True
    if sentence.words > MAX_GREETING_WORDS or "thanks" not in sentence_cues(_opening(text), language):
        return False
    return "decides" not in sentence_cues(text, language) or _GREETING_END.search(text) is not None


def _opening(text: str) -> str:
    return text[:OPENING_CHARACTERS] if any(map(is_unspaced, text)) else " ".join(text.split()[:OPENING_WORDS])


def _is_line(sentence: Candidate) -> bool:
    """Whether it is a short line without a full stop: a heading, a caption, a place. Items of lists often have none."""
    if sentence.role == Role.ITEM or sentence.words > MAX_LINE_WORDS or any(map(is_unspaced, sentence.text)):
        return False  # Thai has no full stops; the words of Chinese and Japanese are estimated
    return _STOP.search(sentence.text) is None
