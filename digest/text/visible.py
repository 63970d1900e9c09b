"""Turns untrusted text into one line of visible text. Pure. Does not escape: that is up to the format that shows it.

Titles, authors, reasons and sentences come from strangers. Invisible characters in them can hide words, reverse the order of
letters, or end a line where a header or a list item ends.
"""

from __future__ import annotations

import re
import unicodedata

_SPACES = re.compile(r"[\x00-\x20\x7f-\x9f\u2028\u2029]+")
# Format characters with a glyph: the number and verse signs of Arabic, Syriac and Kaithi (Prepended_Concatenation_Mark).
_WITH_GLYPH = frozenset("\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u0890\u0891\u08e2\U000110bd\U000110cd")
# Joiners and direction marks shape Persian, Indic, Hebrew and emoji text. Elsewhere they only hide something.
_SHAPING = frozenset("\u200c\u200d\u200e\u200f\u061c")


def visible_text(text: str) -> str:
    """Return `text` on one line, without control, surrogate, bidirectional and zero-width characters.

    Every run of white space and control characters becomes one space. Joiners and direction marks stay next to a letter, mark
    or symbol outside ASCII.
    """
    line = _SPACES.sub(" ", text)
    if not line.isprintable():
        line = "".join(c for i, c in enumerate(line) if _is_visible(c) or (c in _SHAPING and _shapes(line, i)))
        line = _SPACES.sub(" ", line)
    return line.strip()


def one_line(text: str) -> str:
    """Return `text` with a space for each control character and line break, so that no title can forge a second log line.

    Unlike `visible_text` it keeps runs of spaces and invisible characters: a log shows what was there.
    """
    return "".join(" " if ord(c) < 32 or 127 <= ord(c) < 160 or c in "\u2028\u2029" else c for c in text)


def shortened(text: str, limit: int) -> str:
    """Return `text` in at most `limit` characters: if it is longer, its beginning and "…", cut between words where possible."""
    if len(text) <= limit:
        return text
    head = text[: limit - 1]
    cut = head.rfind(" ", limit // 2)
    return head[: cut if cut > 0 else None].rstrip() + "…"


def limited_text(text: str, limit: int) -> str:
    """Return `text` visible and in at most `limit` characters; of a very long one only the beginning is looked at."""
    return shortened(visible_text(text[: 4 * limit]), limit)


def direction(text: str) -> str:
    """Return "rtl" if the first letter with a direction is written from right to left, else "ltr" (UAX #9, rules P2, P3)."""
    strong = (unicodedata.bidirectional(character) for character in text)
    return "rtl" if next((kind for kind in strong if kind in ("L", "R", "AL")), "L") != "L" else "ltr"


def _is_visible(character: str) -> bool:
    category = unicodedata.category(character)
    if category in ("Cf", "Cs", "Cc"):
        return character in _WITH_GLYPH
    number = ord(character)
    noncharacter = number & 0xFFFE == 0xFFFE or 0xFDD0 <= number <= 0xFDEF
    variation_selector = 0xE0100 <= number <= 0xE01EF
    return not noncharacter and not variation_selector


def _shapes(line: str, index: int) -> bool:
    """Return whether the character at `index` or a neighbour is a letter, mark or symbol outside ASCII."""
    return any(not c.isascii() and unicodedata.category(c)[0] in "LMS" for c in line[max(index - 1, 0) : index + 2])
