"""Tells which lines date a text: "Published: 3 November 2026", "Oslo, 3 November 2026", a date alone. Pure.

Knows the labels of every language of `text/lang`. A date behind "last updated" dates no text, and one in a sentence neither.
"""

from __future__ import annotations

import re
from enum import Enum, IntEnum
from typing import NamedTuple

from digest.text.date_forms import prepare
from digest.text.dates import TAIL_WORDS, DateContext, FoundDate, find_dates
from digest.text.lang import LANGUAGES
from digest.text.lang.en import OFFICES as ENGLISH_OFFICES
from digest.text.month_names import weekday_numbers
from digest.text.unicode import WORD_MARKS, is_unspaced, word_count

MAX_LINE_LENGTH = 200
"""Characters of a line that dates a text; a longer one is a sentence."""


class DateLineKind(IntEnum):
    """How surely a line dates its text, the surest first.

    LABELLED: a word of publication stands before the date. ALONE: the line is a date. PLACED: a place and a date. BESIDE: a
    short line that begins or ends with a date. CHANGED: the date is that of a change of the page, and of nothing else.
    """

    LABELLED = 0
    ALONE = 1
    PLACED = 2
    BESIDE = 3
    CHANGED = 4


class DateLine(NamedTuple):
    """A line with a date: its kind, and the date as written with what stands around it up to other dates."""

    kind: DateLineKind
    written: str


_LANGUAGES = (
    "en-US",
    "th",
    "fa",
    "pl",
)  # whether a line is a date does not depend on which number is the day, but on the calendar
_MAX_PAGE_WORDS = 5  # of what was changed: "the content of this page was"
_MAX_TAIL_WORDS = 8  # behind a labelled date: "by the press office"
_MAX_BESIDE_WORDS = 12
_MAX_PLACE_WORDS = 5
_MAX_PARTICLE = 3  # letters: "do", "la", "sur"
_STOPS = frozenset(".!?;。！？")
# A place, perhaps with its state, a comma, and an article or weekday before the date: "Bogotá, D.C., el", "Paris, le"
_PLACE = re.compile(
    rf"(?P<place>[^\W\d_](?:[^\W\d_]|[.'’/ {WORD_MARKS}-])*(?:\([^()\d]{{1,30}}\)\s?)?(?:,\s?[^\W\d_][^\d,]{{0,15}})?)"
    r"[,،]\s*(?:[^\W\d_]{1,4}\.?\s|\w['’])?(?:[^\W\d_-]{2,16}[.,]?\s*)?"
)
# A dash, perhaps behind the name of an agency, and the first words of the text
_TEXT_BEHIND = re.compile(r"\.?\s*(?:/[^/\d]{2,25}/|\([^()\d]{2,25}\))?\s*-{1,2}\s*[^\W\d_]")
_MAX_OPENING = 120  # characters
# ", ", " - ", " (", and a weekday, before the date that ends a title
_TITLE_SEPARATOR = re.compile(r"(?:[,;(\[|/·•:]|\s[-–—])\s*(?:[^\W\d_]{2,16}[.,]?\s+)?$")
_INITIAL = re.compile(r"[A-Z]\.")
_SHORT_WEEKDAY = 2  # letters
_SIDE_MARK = re.compile(r"\s+[|—–·•]\s+|\s*\|\s*")
_SIDE_MARKS = frozenset("|/·•-")
_EDGES = " \t()[]{}|/:：.,،、-*·•"
_WORD = re.compile(r"(?:[^\W\d_][\u0e31-\u0e4e]*)+(?:['’-][^\W\d_]+)*")


def date_line(line: str, language: str = "") -> DateLine | None:
    """Return how `line` dates its text, and with which date; None if it does not. `language` is a tag that tells 03/04/2026."""
    if len(line) > MAX_LINE_LENGTH or not any(character.isdigit() or character in "〇一二三元" for character in line):
        return None
    whole = _dated(prepare(line), language)
    if whole and whole.kind is not DateLineKind.BESIDE:
        return whole
    parts = _SIDE_MARK.split(line) if word_count(line) <= _MAX_BESIDE_WORDS else []
    found = (_dated(prepare(part), language) for part in parts if len(parts) > 1)
    return min((part for part in found if part), key=lambda part: part.kind, default=whole)


def date_of_place(line: str, language: str = "") -> str:
    """Return the date behind the place that opens a paragraph: "LONDON, Nov. 3, 2026 -- The council ..."; empty if none."""
    prepared = prepare(line[:_MAX_OPENING])
    found = next(find_dates(prepared, DateContext(language=language)), None)
    if found is None or not _TEXT_BEHIND.match(prepared[found.end :]):
        return ""
    place = _PLACE.fullmatch(prepared[: found.start])
    is_place = place and _is_name(place["place"]) and not any(map(weekday_numbers, place["place"].split()))
    return prepared[found.start : found.end] if is_place else ""


def date_of_adoption(line: str, language: str = "") -> str:
    """Return the date of a line that says when a text was adopted; empty if it says nothing of the kind.

    "Adopted by the Security Council at its 10102nd meeting, on 20 November 2026", "Done at Lisbon, 3 May 2026".
    """
    if len(line) > MAX_LINE_LENGTH:
        return ""
    prepared = prepare(line)
    if not _ADOPTED.match(prepared.casefold()):
        return ""
    found = next(find_dates(prepared, DateContext(language=language)), None)
    is_end = found is not None and not _bare(prepared[found.end :]).rstrip(".")
    return prepared[found.start : found.end] if found and is_end else ""


def date_of_title(title: str, language: str = "") -> str:
    """Return the date that ends a title, set apart from its words: "Daily briefing, 25 November 2026"; empty if none does.

    A date within its words is that of an event: "Statement on the attacks of 11 September 2001".
    """
    prepared = prepare(title)
    found = next(find_dates(prepared, DateContext(language=language)), None)
    if found is None or _bare(prepared[found.end :]):
        return ""
    before = prepared[: found.start]
    is_apart = bool(_TITLE_SEPARATOR.search(before)) and any(word.isalpha() for word in before.split())
    return prepared[found.start : found.end] if is_apart else ""


def _dated(prepared: str, language: str) -> DateLine | None:
    contexts = (DateContext(language=tag) for tag in (language, *_LANGUAGES))
    found = next((dates for context in contexts if (dates := list(find_dates(prepared, context)))), [])
    ends = [*(later.start for later in found[1:]), len(prepared)]
    starts = [0, *(earlier.end for earlier in found)]
    dated = [
        DateLine(kind, prepared[start:end].strip(_EDGES))
        for one, start, end in zip(found, starts, ends, strict=False)
        if (kind := _kind(one, prepared[start : one.start], prepared[one.end :], is_first=one is found[0])) is not None
    ]
    return min(dated, key=lambda line: line.kind, default=None)


def _kind(found: FoundDate, before: str, behind: str, *, is_first: bool) -> DateLineKind | None:
    label = _label(before)
    if label is _Label.CHANGE:
        return DateLineKind.CHANGED
    if label is _Label.PUBLICATION:
        return DateLineKind.LABELLED if word_count(behind) <= _MAX_TAIL_WORDS or not is_first else None
    if label is _Label.CHANGE_OF_OTHER or not is_first:
        return None
    starts, ends = not _bare(before), not _bare(behind)
    if starts and ends:
        return DateLineKind.ALONE
    if ends and (place := _PLACE.fullmatch(before)) and _is_name(place["place"]):
        return DateLineKind.PLACED
    is_short = word_count(before) + word_count(behind) <= _MAX_BESIDE_WORDS and behind.rstrip()[-1:] not in _STOPS
    return DateLineKind.BESIDE if (starts or ends) and is_short and (starts or before.rstrip()[-1:] in _SIDE_MARKS) else None


def _bare(text: str) -> str:
    """Return what is left of the text beside a date without weekdays, words for the year, and marks."""
    return _WORD.sub(lambda word: "" if _belongs_to_date(word) else word[0], text).strip(_EDGES)


def _belongs_to_date(found: re.Match[str]) -> bool:
    """Whether a word is a weekday, or one for the year. Two letters are one with a mark behind them: "Di.", but not "on"."""
    word = found[0]
    if word.lower() in TAIL_WORDS:
        return True
    is_long = len(word) > _SHORT_WEEKDAY or found.string[found.end() : found.end() + 1] in (".", ",")
    return is_long and bool(weekday_numbers(word) or weekday_numbers(word.removesuffix("ที่")))


def _is_name(place: str) -> bool:
    """Whether a place has few words, and each begins with a capital, where the script has any, or is a particle.

    "Treaty of Rome, 25 March 1957" is the name of a document. Persons have offices and initials: "President Joan R. Quill,
    5 May 2026" stands below what she said.
    """
    words = place.split()
    is_person = any(_is_office(word.casefold().strip(".,")) or _INITIAL.fullmatch(word) for word in words)
    is_document = any(word.casefold().strip(".,") in _NAMED_DOCUMENTS for word in words)
    is_named = all(not word[0].islower() or len(word) <= _MAX_PARTICLE for word in words)
    return len(words) <= _MAX_PLACE_WORDS and is_named and not is_person and not is_document


class _Label(Enum):
    """What the words before a date say. CHANGE_OF_OTHER: that something else than the page was changed."""

    PUBLICATION = "published"
    CHANGE = "updated"
    CHANGE_OF_OTHER = "the plan was updated"


def _is_office(word: str) -> bool:
    return word in _OFFICES or word.endswith(_OFFICE_ENDINGS)


def _label(before: str) -> _Label | None:
    """Return which label stands before a date; None if none does."""
    words = " ".join(word for word in before.casefold().strip(_EDGES).split() if not weekday_numbers(word.strip(_EDGES)))
    words = words.strip(_EDGES)
    for labels, label_kind in ((_CHANGES, _Label.CHANGE), (_PUBLICATIONS, _Label.PUBLICATION)):
        for length in range(min(len(words), _MAX_LABEL), 0, -1):
            label = words[-length:]
            if label in labels and (length == len(words) or _is_apart(words[-length - 1], label[0])):
                if label_kind is _Label.CHANGE:
                    is_label = (_opens(words[:-length]) and not words[:-length].endswith(", ")) or _is_page(words[:-length])
                    return label_kind if is_label else _Label.CHANGE_OF_OTHER
                return label_kind if _opens(words[:-length]) else None
    return None


def _is_page(before: str) -> bool:
    """Whether the words before a label of change name the page: "this page was", "die Seite wurde"."""
    words = before.split()
    return len(words) <= _MAX_PAGE_WORDS and any(word in _PAGE_WORDS for word in words)


def _opens(before: str) -> bool:
    """Whether a label of publication opens a part of its line, or follows the number of a release."""
    plain = before.rstrip()
    return not plain or not plain[-1].isalpha() or is_unspaced(plain[-1])


def _is_apart(before: str, first: str) -> bool:
    return not before.isalnum() or is_unspaced(first)


def _labels(lists: tuple[tuple[str, ...], ...]) -> frozenset[str]:
    return frozenset(prepare(label).casefold() for labels in lists for label in labels)


_ALL_OFFICES = [office for language in LANGUAGES for office in language.statements.offices if " " not in office]
_OFFICES = ENGLISH_OFFICES | frozenset(office.strip("*") for office in _ALL_OFFICES)
_OFFICE_ENDINGS = tuple(office[1:] for office in _ALL_OFFICES if office.startswith("*"))
_NAMED_DOCUMENTS = frozenset(word for language in LANGUAGES for word in language.named_documents)
_PAGE_WORDS = frozenset(word for language in LANGUAGES for word in language.page_words)
_PUBLICATIONS = _labels(tuple(language.date_labels for language in LANGUAGES))
_CHANGES = _labels(tuple(language.change_labels for language in LANGUAGES))
_ADOPTED = re.compile(rf"(?:{'|'.join(sorted(_labels(tuple(language.adoptions for language in LANGUAGES))))})\b")
_MAX_LABEL = max(map(len, _PUBLICATIONS | _CHANGES))
