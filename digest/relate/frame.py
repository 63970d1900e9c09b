"""Recognises lines that a site puts before or behind a text: contacts, links, "For immediate release", "ENDS". Pure."""

from __future__ import annotations

import re

from digest.text.lang.en_changes import FRAME_OPENINGS

_MAX_ADDRESS_WORDS = 12
"""A longer line with an address or a phone number is a sentence of the text."""

_SENTENCES = re.compile(r"(?<=[.!?])\s+(?=[^\W\d_])|\n+")
_ADDRESS = re.compile(r"https?://|\bwww\.|[\w.+-]+@[\w-]+\.\w+|(?<!\w)[@#]\w{2,}|(?<!\d)\+?\(?\d[\d ()./-]{7,}\d")
_OPENING = re.compile(rf"\W*(?:{'|'.join(re.escape(phrase) for phrase in FRAME_OPENINGS)})\b", re.IGNORECASE)
_MAX_OPENED_WORDS = 30


def is_frame(text: str) -> bool:
    """Whether every sentence of `text` is a line of the site around it, and none says something."""
    return all(_is_frame_line(line) for line in _SENTENCES.split(text) if re.search(r"\w", line))


def _is_frame_line(line: str) -> bool:
    words = len(line.split())
    if _ADDRESS.search(line) and words <= _MAX_ADDRESS_WORDS:
        return True
    return bool(_OPENING.match(line)) and (words <= 3 or (bool(_ADDRESS.search(line)) and words <= _MAX_OPENED_WORDS))
