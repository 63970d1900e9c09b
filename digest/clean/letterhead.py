"""Tells the rows above the headline of a text: the body that writes, its press office, "PRESS RELEASE", a date. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from digest.clean.body_names import has_capitals, stands_at_edge
from digest.clean.contact_lines import is_press_office
from digest.text.date_lines import DateLineKind, date_line
from digest.text.lang import LANGUAGES
from digest.text.statement_kinds import is_phrase, says
from digest.text.unicode import is_unspaced, word_count

_MAX_ROWS = 4
_MAX_WORDS = 10
_MAX_KIND_WORDS = 3
_MAX_PARTICLE = 4  # letters: "and", "für"
_RELEASE = r"(?:press|news|media) (?:release|statement|note|notice)"
_LABEL = re.compile(
    rf"(?:for )?(?:immediate )?release|(?:for release )?embargoed\b.*|{_RELEASE}(?: (?:no|number)\b.{{0,20}})?|statement",
    re.IGNORECASE,
)
_KIND = re.compile(
    r"(?:official )?transcript|(?:press |joint )?statement|fact sheet|read-?out|remarks|speech|news|communiqu[eé]|interview",
    re.IGNORECASE,
)
"""The kind of a text, alone in its row."""
_SYMBOL = re.compile(r"(?=\D*\d)[A-Z]{1,8}(?:/[A-Z\d.()-]{1,12})+(?: ?\(\d{4}\))?")
"""The number of a document: "SC/16342", "A/RES/80/1", "IP/26/345"."""
_NAME = r"[A-Z][\w'’.-]+"
_PERSON = re.compile(
    rf"(?:Senator )?(?:[Tt]he )?(?:Rt\.? )?Hon(?:\.|ourable|orable)? {_NAME}"
    rf"(?:(?: {_NAME}){{1,2}}|(?: {_NAME}){{1,4}},? (?:MP|MLA|MHA|MLC|KC|QC|AO|AC|OAM|CSC))"
    r"|(?:(?:Deputy|Prime|Assistant|Foreign|Home|First|Acting) )*"
    r"(?:Ministers?|Secretary|Treasurer|Premier|President|Chancellor|Attorney-General|Spokes(?:person|man|woman))"
    r"(?: (?:of|for|to)(?: (?:[A-Z][\w'’-]+,?|and|of|for|the))+)?"
)
"""Who issues a text, below its kind: a name with a title, or an office."""
_BODY = re.compile(
    r"\b(?:ministry|department|office|embassy|government|secretariat|agency|authority|commission|mission|council|board|bureau"
    r"|directorate)(?=$| of | for | on |,)",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"\s*(?:(?:nr|no|n[°ºo]|n\.º|nº|№|č|n)\.?\s?)?\d{1,5}(?:\s?[/-]\s?\d{1,4})?$", re.IGNORECASE)
_MAX_UNCASED = 5  # words of a name in a script without capitals, where a headline may begin with one
_DATES = (DateLineKind.LABELLED, DateLineKind.ALONE, DateLineKind.PLACED)


def headline_row(rows: Sequence[str], *, with_person: bool = True) -> int:
    """Return the index of the first row that belongs to no letterhead; 0 if nothing follows the letterhead.

    `with_person`: a letterhead may name who issues the text. A headline may look the same: "Minister for Trade Meets Envoys".
    """
    first = (index for index, row in enumerate(rows[: _MAX_ROWS + 1]) if not _is_letterhead(row, rows[:index], with_person))
    return next(first, 0)


def _is_letterhead(row: str, above: Sequence[str], with_person: bool) -> bool:
    """Whether a row belongs to a letterhead; one that begins with a body named `above` says what that body does."""
    if word_count(row) > _MAX_WORDS or any(row.startswith(name) and row != name and _is_body(name) for name in above):
        return False
    dated = date_line(row)
    if with_person and any(map(_is_label, above)) and _PERSON.fullmatch(row):
        return True
    return _is_label(row) or _is_body(row) or is_press_office(row) or (dated is not None and dated.kind in _DATES)


def _is_label(row: str) -> bool:
    return (
        any(pattern.fullmatch(row.strip(" :.")) for pattern in (_LABEL, _KIND, _SYMBOL))
        or is_phrase(_NUMBER.sub("", row), _press_releases())
        or _is_numbered_release(row)
        or _is_label_of_body(row)
    )


def _is_numbered_release(row: str) -> bool:
    """Whether a row is the word for a release, with what it is for and a number: "Comunicado de prensa 214"."""
    first, _, rest = _NUMBER.sub("", row).partition(" ")
    is_short = word_count(rest) <= _MAX_KIND_WORDS and rest == rest.lower()
    return _NUMBER.search(row) is not None and is_short and is_phrase(first, _press_releases())


def _is_label_of_body(row: str) -> bool:
    """Whether a row is the name of a body and "press release" in one, as in scripts without spaces: "卫生部新闻稿"."""
    endings = (phrase.lstrip("*") for phrase in _press_releases() if is_unspaced(phrase.strip("*")[:1]) and phrase[-1] != "*")
    return any(row.endswith(ending) and stands_at_edge(row.removesuffix(ending), _bodies()) for ending in endings)


def _is_body(row: str) -> bool:
    """Whether a row is the name of a body: each word has a capital or is short. "Council agrees on quotas" is a headline."""
    words = re.findall(r"[^\W\d_]+", row)
    is_name = all(not word[0].islower() or len(word) <= _MAX_PARTICLE for word in words)
    if not has_capitals(row):
        return len(row.split()) <= _MAX_UNCASED and stands_at_edge(row, _bodies())
    return is_name and bool(_BODY.search(row) or says(row, _bodies()))


@cache
def _press_releases() -> tuple[str, ...]:
    return tuple(phrase for language in LANGUAGES for phrase in language.statements.press_release)


@cache
def _bodies() -> tuple[str, ...]:
    return tuple(phrase for language in LANGUAGES for phrase in language.statements.bodies)
