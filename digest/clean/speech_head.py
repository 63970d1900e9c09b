"""Reads the head of a speech whose title begins with its speaker: "Marden, The outlook for prices". Pure.

Feeds of central banks write so. The name is taken off the title if the page has the rest as its headline, and names the same
person with the office: in a line of its own, "Governor Ellen R. Marden", or in "Speech by Ellen R. Marden, Governor of ...".
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from digest.clean.document import Line
from digest.clean.speaker import names_with_office, speech_by
from digest.records import Removal
from digest.text.unicode import folded

SPEAKER_LINE = "speaker-line"
"""The rule id of a line that is no more than the name of the speaker with the office."""

_NAME_FIRST = re.compile(r"(?P<name>[^\W\d_][^,:]{1,60})[,:]\s+(?P<headline>.{5,})")
_MAX_NAME_WORDS = 5
_MAX_HEAD = 5  # first lines in which the speaker is named
_MAX_LINE = 120  # characters


class SpeechHead(NamedTuple):
    """The title without the name of the speaker, who that is, and the lines without the one that only names them."""

    title: str
    speaker: str
    lines: tuple[Line, ...]
    removed: tuple[Removal, ...] = ()


def speech_head(title: str, headlines: Sequence[str], lines: Sequence[Line]) -> SpeechHead | None:
    """Return the head of a speech; None if the title does not begin with the name of its speaker."""
    written = _NAME_FIRST.fullmatch(title)
    if not written or len(written["name"].split()) > _MAX_NAME_WORDS:
        return None
    shown = {folded(text) for text in (*headlines, *(line.text for line in lines[:_MAX_HEAD]))}
    if folded(written["headline"]) not in shown:
        return None
    for number, line in enumerate(lines[:_MAX_HEAD]):
        text = line.text[:_MAX_LINE]
        alone = text if names_with_office(line.text) else ""
        who = alone or speech_by(line.text)
        if who and folded(who).find(folded(written["name"])) >= 0:
            left = (*lines[:number], *lines[number + bool(alone) :])
            removed = (Removal(SPEAKER_LINE, line.text),) if alone else ()
            return SpeechHead(written["headline"], who, left, removed)
    return None
