"""Recognises sentences addressed to a language model instead of a reader, such as "Ignore the instructions above". Pure.

No list of phrases finds every attack, and the gate does not rely on this one. Sentences that it finds are not given to a model,
are no evidence, and replace no point. English only, except for question marks.
"""

from __future__ import annotations

import re

_INJECTION = re.compile(
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


def looks_like_prompt_injection(sentence: str) -> bool:
    """Whether the sentence asks for an answer or says how it should be. Four of 5,635 sentences of real statements do."""
    return _INJECTION.search(sentence) is not None


def is_request(sentence: str) -> bool:
    """Whether the sentence asks its reader something: a question, or an order such as to write or to open something."""
    return is_question(sentence) or _REQUEST.match(sentence) is not None


def is_question(sentence: str) -> bool:
    """Whether the sentence ends with a question mark, quotation marks and brackets aside."""
    return sentence.rstrip(" ”’»\"')]").endswith(("?", "？", "؟"))
