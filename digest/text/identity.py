"""Decides whether two readings are of one statement: by GUID, link and text together. Pure.

`digest/fetch/README.md` has the decision table. No single mark is enough: publishers give one link to many statements (a page
of short announcements, the schedule of the week), renew the GUIDs of a feed, move their pages, and repeat titles for years.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from digest.text.comparison import comparison_form, is_similar, spelling_form


@dataclass(frozen=True, slots=True)
class Marks:
    """What identifies one reading, or all readings so far of one statement.

    `documents` are the addresses at which it was read (`document_key` of the links), `guids` the identifiers that its source
    gave it, apart from its address.
    """

    documents: frozenset[str]
    guids: frozenset[str]
    title: str
    published: datetime | None
    text: str


def is_same_statement(one: Marks, other: Marks) -> bool:
    """Whether the two are readings of one statement of one source, with or without an edit between them."""
    guids_known = bool(one.guids and other.guids)
    same_guid = bool(one.guids & other.guids)
    if one.documents & other.documents:
        return same_guid or _is_same_at_one_link(one, other, guids_differ=guids_known)
    if same_guid:
        return _has_same_words(one, other) or is_similar(one.text, other.text) or _is_reissued(one, other)
    return _is_reissued(one, other) and _has_same_words(one, other)


def _is_same_at_one_link(one: Marks, other: Marks, *, guids_differ: bool) -> bool:
    """Decide for one link: a new GUID and a new date together are a new statement, unless it says the same."""
    if _has_same_words(one, other):
        return True
    similar = is_similar(one.text, other.text)
    if guids_differ:
        return similar and one.published is not None and one.published == other.published
    return similar or _has_same_title(one, other) or _dates_agree(one, other)


def _is_reissued(one: Marks, other: Marks) -> bool:
    """Whether title and date agree. The date is a moment: a notice that is repeated every day has the same title and text."""
    return _has_same_title(one, other) and _dates_agree(one, other)


def _has_same_words(one: Marks, other: Marks) -> bool:
    return comparison_form(one.text) == comparison_form(other.text)


def _has_same_title(one: Marks, other: Marks) -> bool:
    return spelling_form(one.title).casefold() == spelling_form(other.title).casefold()


def _dates_agree(one: Marks, other: Marks) -> bool:
    """Whether the two were published at one moment, or one of them has no date."""
    return one.published is None or other.published is None or one.published == other.published
