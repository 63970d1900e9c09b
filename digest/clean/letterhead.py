"""Tells the rows above the headline of a plain text: the body that writes, "PRESS RELEASE", a date. Pure; removes nothing."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from digest.text.date_lines import DateLineKind, date_line
from digest.text.lang import LANGUAGES
from digest.text.statement_kinds import is_phrase, says
from digest.text.unicode import word_count

_MAX_ROWS = 4
_MAX_WORDS = 10
_MAX_PARTICLE = 4  # letters: "and", "für"
_RELEASE = r"(?:press|news|media) (?:release|statement|note|notice)"
_LABEL = re.compile(
    rf"(?:for )?(?:immediate )?release|(?:for release )?embargoed\b.*|{_RELEASE}(?: (?:no|number)\b.{{0,20}})?|statement",
    re.IGNORECASE,
)
_BODY = re.compile(
    r"\b(?:ministry|department|office|embassy|government|secretariat|agency|authority|commission|mission|council|board|bureau"
    r"|directorate)(?=$| of | for | on |,)",
    re.IGNORECASE,
)
_DATES = (DateLineKind.LABELLED, DateLineKind.ALONE, DateLineKind.PLACED)


def headline_row(rows: Sequence[str]) -> int:
    """Return the index of the first row that belongs to no letterhead; 0 if nothing follows the letterhead."""
    first = next((index for index, row in enumerate(rows[: _MAX_ROWS + 1]) if not _is_letterhead(row)), 0)
    return first if first <= _MAX_ROWS else 0


def _is_letterhead(row: str) -> bool:
    if word_count(row) > _MAX_WORDS:
        return False
    dated = date_line(row)
    return _is_label(row) or _is_body(row) or (dated is not None and dated.kind in _DATES)


def _is_label(row: str) -> bool:
    return bool(_LABEL.fullmatch(row.strip(" :."))) or is_phrase(row, _press_releases())


def _is_body(row: str) -> bool:
    """Whether a row is the name of a body: each word has a capital or is short. "Council agrees on quotas" is a headline."""
    words = re.findall(r"[^\W\d_]+", row)
    is_name = all(not word[0].islower() or len(word) <= _MAX_PARTICLE for word in words)
    return is_name and bool(_BODY.search(row) or says(row, _bodies()))


@cache
def _press_releases() -> tuple[str, ...]:
    return tuple(phrase for language in LANGUAGES for phrase in language.statements.press_release)


@cache
def _bodies() -> tuple[str, ...]:
    return tuple(phrase for language in LANGUAGES for phrase in language.statements.bodies)
