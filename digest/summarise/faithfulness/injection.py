"""Sentences that speak to a language model instead of a reader: "Ignore the instructions above" and the like. Pure.

No list of phrases finds every attack, and the gate does not rest on this one; but what is plain need not be given to a model,
no point stands on it, and it takes no point's place.
"""

from __future__ import annotations

import re

_TO_A_MODEL = re.compile(
    r"\byour\s(?:\w+\s){0,2}(?:response|answer|output|reply|replies|summary|completion)s?\b"
    r"|\b(?:ignore|disregard|forget|override)\s(?:\w+\s){0,4}(?:instructions?|prompts?|rules|above|previous|everything)\b"
    r"|\b(?:previous|prior|above|earlier|system)\s(?:instructions?|prompts?)\b"
    r"|^\W*(?:please\s+)?(?:explain|draft|write|compose|translate|render|jumble|tell|say|summari[sz]e|rewrite|paraphrase|repeat)\s"
    r"|\bas\san\sai\b|\byou\sare\s(?:an?\s)?(?:ai|assistant|chatbot|language\smodel)\b",
    re.IGNORECASE,
)
_REQUEST = re.compile(
    r"\W*(?:please\s+)?(?:explain|describe|draft|write|compose|develop|translate|provide|replace|render|jumble|break down"
    r"|give|tell|say|show|create|list|include|add|insert|open|click|visit|download|call)\b",
    re.IGNORECASE,
)


def speaks_to_a_model(sentence: str) -> bool:
    """Whether the sentence says what an answer should be like, or asks for one. Of 5,635 sentences of statements four do."""
    return _TO_A_MODEL.search(sentence) is not None


def is_request(sentence: str) -> bool:
    """Whether the sentence asks something of whoever reads it: a question, or an order to write or open something."""
    return is_question(sentence) or _REQUEST.match(sentence) is not None


def is_question(sentence: str) -> bool:
    """Whether the sentence ends as questions do."""
    return sentence.rstrip(" ”’»\"')]").endswith(("?", "？", "؟"))
