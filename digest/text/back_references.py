"""Finds words in an English sentence that refer to what stands before it: "these persons", "the above". Pure.

`news_kinds.leans` knows sentences that begin with such a word; this module finds one anywhere in a sentence.
"""

from __future__ import annotations

import re

_PLURALS = (
    "persons|people|individuals|entities|men|women|items|lists|measures|actions|steps|efforts|provisions|requirements|decisions"
    "|issues|matters|proposals|requests|designations|sanctions|talks|meetings|events|attacks|cases|areas|goals|concerns|things"
    "|threats|reforms|rules|funds|countries|groups|findings|discussions|violations|crimes|acts|activities|applications|purposes"
)
_SINGULARS = (
    "person|individual|entity|list|measure|action|step|effort|requirement|decision|situation|issue|matter|proposal"
    "|request|designation|meeting|event|attack|freedom|approach|objective"
)
_POINTERS = re.compile(
    rf"\b(?:(?:these|those|such)(?: (?:same|other|two|three|four|five|new|recent|important))?"
    rf" (?:[a-z-]+ )?(?P<plural>{_PLURALS})|(?:this|that|the same|the said) (?P<singular>{_SINGULARS}))\b",
    re.IGNORECASE,
)
_DEFINED = re.compile(
    r" (?:who|whom|whose|which|that|as|of|in|at|from|with|to|for|where|when|below|\w+ed|\w+ing)\b|,? (?:including|as)\b|[ ,]*:"
)
"""What says behind a noun which ones are meant: "those persons who", "those cases in"."""
_DEFINED_SUCH = re.compile(r",? (?:as|who|whom|whose|which|that|where|when|including)\b|[ ,]*:")
"""The same behind "such": "such measures as"."""
_ABOVE = re.compile(
    r"\b(?:the|all of the|any of the) above(?:[.,;]|$)|\babove-(?:mentioned|named|listed|described)\b"
    r"|\b(?:identified|listed|described|mentioned|named|set out|set forth|referred to) above\b"
    r"|\bthe (?:aforementioned|foregoing)\b|\bsubsections? \([a-z]\)|\bof this (?:sub)?section\b",
    re.IGNORECASE,
)
_ANNOUNCED = re.compile(rf"\bthe following (?:[a-z-]+ )?(?:{_PLURALS}|{_SINGULARS})\b(?![^:]*:)", re.IGNORECASE)
"""A list that does not follow."""
_PLURAL = re.compile(r"\b(?:(?!this\b|was\b|has\b|does\b|says\b|thus\b)[a-z]{3,}(?<!s)s|people|children|men|women)\b")
_NAMED_ONE = re.compile(r"\b(?:an?|the|his|her|its|our|their) [a-z]")
_MIN_WORDS_BEFORE = 6
"""Words before "this case" from which it may mean something in the sentence."""


def refers_back(sentence: str) -> bool:
    """Return whether a sentence says "these persons", "such measures", "the above" or the like of what it does not name.

    A noun in the plural before "these" may be meant, and before "this" any noun with an article.
    """
    if _ABOVE.search(sentence) or _ANNOUNCED.search(sentence):
        return True
    return any(not _is_defined(match, sentence) and not _is_told(match, sentence) for match in _POINTERS.finditer(sentence))


def _is_defined(match: re.Match[str], sentence: str) -> bool:
    """Whether the words behind the noun say which one is meant; behind "this" and "these" they do not."""
    which = match[0].split()[0].lower()
    definition = _DEFINED_SUCH if which == "such" else _DEFINED
    return which not in ("this", "these") and definition.match(sentence, match.end()) is not None


def _is_told(match: re.Match[str], sentence: str) -> bool:
    before = sentence[: match.start()]
    if match["plural"]:
        return _PLURAL.search(before) is not None
    return len(before.split()) >= _MIN_WORDS_BEFORE and _NAMED_ONE.search(before) is not None
