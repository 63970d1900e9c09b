"""Recognises the line above a text that calls it a press release. Changes nothing."""

from __future__ import annotations

import re
from collections.abc import Iterable

from digest.records import StatementType
from digest.text.statement_kinds import type_in_title

_MAX_LABEL = 60
"""Characters of such a line in words of its language: "Comunicado de prensa n.º 12"."""

_GOES_ON = r"(?! (?:of|by|from|on the|for the)\b)"
_LABEL = re.compile(
    rf"\W*(?:for )?immediate release\b{_GOES_ON}.{{0,40}}|\W*for release\b{_GOES_ON}.{{0,40}}"
    rf"|\W*(?:press|media|news) release\b{_GOES_ON}.{{0,30}}",
    re.IGNORECASE,
)


def is_called_release(lines: Iterable[str], language: str) -> bool:
    """Return whether one of the lines that stood above a text, and were taken out of it, calls it a press release:
    "FOR IMMEDIATE RELEASE", "Press Release | 12 May 2026", and in its `language`.
    """
    return any(_LABEL.fullmatch(line) or _names_release(line, language) for line in lines)


def _names_release(line: str, language: str) -> bool:
    return len(line) <= _MAX_LABEL and type_in_title(line, language) is StatementType.PRESS_RELEASE
