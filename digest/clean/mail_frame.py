"""Finds what mail programs, lists and companies put around the text of a mail. Pure.

Above the text: warnings of outside mail, and the note and headers of a forwarding. Below it: signatures, footers of mailing
lists, disclaimers, and the message that is answered. Everything that goes is recorded.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from digest.clean.document import Line
from digest.clean.mail_words import (
    ARMOUR,
    ATTRIBUTION,
    BANNER,
    BANNER_ABOUT,
    BANNER_ALONE,
    CLOSE,
    DELIMITER,
    DISCLAIMER,
    FIELD_OF,
    FOOTER,
    FORWARD_MARK,
    FORWARD_PREFIX,
    HEADER,
    OFFICE,
    ORIGINAL_MARK,
    PREFIX,
    SIGNATURE_MARK,
)
from digest.records import Removal

SIGNATURE_ELEMENTS = ".gmail_signature, .gmail_signature_prefix, .moz-signature, #Signature, #ms-outlook-mobile-signature"
"""The elements in which mail programs write signatures."""

_ENDS = tuple(".!?:;…”>")
_HTML_MARK = "--_"
_HTML_SIGNATURE = re.compile(r"(?<=>)\s*--(?:\s|&nbsp;|&#160;)*(?=<(?:br|/div|/p|/span)\b)", re.IGNORECASE)
_MAX_CLOSE_ROWS = 9
_MAX_CLOSE_WORDS = 40
_MAX_SIGNATURE_ROWS = 40
_MAX_SIGNATURE_WORDS = 250  # with the disclaimer below it
_MAX_NOTE_WORDS = 80  # that somebody writes above a message that is passed on
_MAX_SHORT_NOTE_WORDS = 30  # between two messages that are passed on
_MAX_FORWARDINGS = 5
_MAX_HEADER_ROW = 1_000  # characters
_MAX_HEADER_ROWS = 60
_MAX_EDGE_BLOCKS = 12
_MAX_WARNING_CHARACTERS = 60  # of one word or two
_MAX_EDGE_CHARACTERS = 5_000  # of a paragraph; a longer one is text
_MAX_BANNER_BLOCKS = 3


@dataclass(frozen=True, slots=True)
class Original:
    """What a forwarded message says of itself; a field is empty if it does not say it."""

    subject: str = ""
    sender: str = ""
    date: str = ""


@dataclass(frozen=True, slots=True)
class Frame:
    """What stands around the text: the numbers of the rows that stay, what goes, and whose message was forwarded."""

    kept: tuple[int, ...]
    removed: tuple[Removal, ...] = ()
    original: Original | None = None


def bare_subject(subject: str) -> str:
    """Return a subject without what programs put before it ("Fwd:", "[EXTERNAL]"); as it is if there is nothing else."""
    bare = subject
    while prefix := PREFIX.match(bare):
        bare = bare[prefix.end() :]
    return bare or subject


def unframed_text(text: str, subject: str) -> tuple[str, tuple[Removal, ...], Original | None]:
    """Return a plain text without its frame, what was removed, and whose message was forwarded."""
    rows = text.splitlines()
    frame = find_frame(rows, subject)
    kept = [rows[number] for number in frame.kept]
    quoted = frame.original is not None and all(row.startswith(">") for row in kept if row.strip())
    return "\n".join(re.sub(r"^> ?", "", row) if quoted else row for row in kept), frame.removed, frame.original


def unframed_lines(lines: Sequence[Line], subject: str) -> tuple[tuple[Line, ...], tuple[Removal, ...], Original | None]:
    """Return the lines of HTML without the frame, what was removed, and whose message was forwarded."""
    rows: list[str] = []
    places: dict[int, Line] = {}
    for line in lines:
        if rows and not (line.text[:1].islower() and rows[-1][-1:] not in _ENDS):  # else a wrapped row
            rows.append("")
        places[len(rows)] = line
        rows.append(line.text)
    frame = find_frame(rows, subject)
    kept = (places[number] for number in frame.kept if number in places)
    return tuple(line for line in kept if line.text != _HTML_MARK), frame.removed, frame.original


def with_signature_marks(markup: str) -> str:
    """Return HTML in which the row "--" above a signature is a line of text: without a letter, it would not be one."""
    return _HTML_SIGNATURE.sub(_HTML_MARK, markup)


def find_frame(rows: Sequence[str], subject: str) -> Frame:
    """Return the frame around the text in `rows`; an empty row stands between two paragraphs."""
    finder = _Finder(rows)
    finder.remove_armour()
    finder.remove_banners()
    finder.remove_forwarding(subject.removesuffix(bare_subject(subject)))
    finder.remove_banners()
    finder.remove_quotation()
    finder.remove_signature()
    finder.remove_footers()
    finder.remove_close()
    kept = tuple(sorted(finder.left))
    if not any(character.isalnum() for number in kept for character in rows[number]):
        return Frame(tuple(range(len(rows))))
    return Frame(kept, tuple(finder.removed), finder.original)


@dataclass(frozen=True, slots=True)
class _Head:
    """Where the headers of another message are, the pattern of the mark above them, and what they say."""

    start: int
    end: int
    mark: re.Pattern[str] | None
    original: Original


class _Finder:
    """The rows of one mail while its frame is taken off. `left` are the numbers of the rows that are left, in order."""

    def __init__(self, rows: Sequence[str]) -> None:
        self.rows = rows
        self.left = list(range(len(rows)))
        self.removed: list[Removal] = []
        self.original: Original | None = None

    def remove_armour(self) -> None:
        """Remove the marks of a signed message, and the signature itself."""
        marks = [number for number in self.left if ARMOUR.match(self.rows[number])]
        for mark in marks:
            kind = self.rows[mark]
            end = len(self.rows) if "SIGNATURE" in kind else self._end_of_block(mark)
            self._remove("mail-signature", [number for number in self.left if mark <= number < end])

    def remove_banners(self) -> None:
        """Remove warnings of outside mail above the text."""
        for block in self._blocks()[:_MAX_BANNER_BLOCKS]:
            text = self._text(block)
            is_warning = len(text) <= _MAX_EDGE_CHARACTERS and BANNER.fullmatch(text) and BANNER_ABOUT.search(text)
            if is_warning or (len(text) <= _MAX_WARNING_CHARACTERS and BANNER_ALONE.fullmatch(text)):
                self._remove("mail-warning", block)

    def remove_forwarding(self, prefix: str) -> None:
        """Remove the headers of a message that was passed on and the note above them, or a message that is answered.

        `prefix` is what programs put before the subject. A message may have been passed on several times.
        """
        is_passed_on = bool(FORWARD_PREFIX.search(prefix))
        for _ in range(_MAX_FORWARDINGS):
            head = self._head_of_other_message()
            if head is None:
                return
            note = [number for number in self.left if number < head.start]
            words = self._words(note)
            is_note = words <= _MAX_NOTE_WORDS and words <= self._words([number for number in self.left if number >= head.end])
            if is_passed_on or (is_note and head.mark) or (self.original and words <= _MAX_SHORT_NOTE_WORDS):
                self._remove("mail-note", note)
                self._remove("mail-headers", [number for number in self.left if number < head.end])
                self.original = head.original
            elif head.mark or prefix:
                self._remove("mail-answered", [number for number in self.left if number >= head.start])
                return
            else:
                return
            is_passed_on = False

    def remove_quotation(self) -> None:
        """Remove the quoted message below an answer, and the row above it that says who wrote it."""
        filled = [number for number in self.left if self.rows[number].strip()]
        start = len(filled)
        while start and self.rows[filled[start - 1]].lstrip().startswith(">"):
            start -= 1
        if start == len(filled) or not start:
            return
        for rows in (1, 2):  # the row may be wrapped
            above = self._text(filled[start - rows : start])
            if start > rows and len(above) <= _MAX_HEADER_ROW and ATTRIBUTION.fullmatch(above):
                self._remove("mail-answered", filled[start - rows :])
                return

    def remove_signature(self) -> None:
        """Remove everything below the delimiter of signatures (RFC 3676, section 4.3)."""
        marks = [number for number in self.left if SIGNATURE_MARK.fullmatch(self.rows[number])]
        for mark in marks[-3:]:
            below = [number for number in self.left if number >= mark]
            filled = [number for number in below if self.rows[number].strip()]
            if len(filled) <= _MAX_SIGNATURE_ROWS and self._words(filled) <= _MAX_SIGNATURE_WORDS:
                self._remove("mail-signature", below)
                return

    def remove_footers(self) -> None:
        """Remove disclaimers and footers of lists from below, and the rule above them."""
        for block in self._blocks()[: -_MAX_EDGE_BLOCKS - 1 : -1]:
            text = self._text(block)
            parts = block
            if (delimiter := next((n for n in block if DELIMITER.fullmatch(self.rows[n])), None)) is not None:
                parts = [number for number in block if number > delimiter]
                text = self._text(parts)
            if len(text) > _MAX_EDGE_CHARACTERS:
                return
            rule = "mail-disclaimer" if DISCLAIMER.fullmatch(text) else "mail-footer" if FOOTER.fullmatch(text) else ""
            if text and not rule:
                return
            self._remove(rule or "mail-footer", block if delimiter is None else [delimiter, *parts])
            if delimiter is not None and delimiter != block[0]:
                return

    def remove_close(self) -> None:
        """Remove the close of a letter and the signature below it, if it is that of a press office."""
        filled = [number for number in self.left if self.rows[number].strip()]
        for place in range(max(0, len(filled) - _MAX_CLOSE_ROWS), len(filled)):
            below = filled[place + 1 :]
            if CLOSE.fullmatch(self.rows[filled[place]]):
                if self._words(below) <= _MAX_CLOSE_WORDS and OFFICE.search(self._text(below)):
                    self._remove("mail-signature", filled[place:])
                return

    def _head_of_other_message(self) -> _Head | None:
        """Return the first headers of another message."""
        for place, number in enumerate(self.left):
            row = self.rows[number]
            if len(row) > _MAX_HEADER_ROW:
                continue
            mark = next((mark for mark in (FORWARD_MARK, ORIGINAL_MARK) if mark.fullmatch(row)), None)
            first = place + 1 if mark else place
            end, found = self._headers(self.left[first : first + _MAX_HEADER_ROWS])
            needed = {"from"} if mark else {"from", "subject"} if "subject" in found else {"from", "date"}
            if needed <= found.keys():
                original = Original(found.get("subject", ""), _name(found["from"]), found.get("date", ""))
                return _Head(number, end, mark, original)
            if mark is FORWARD_MARK:
                return _Head(number, number + 1, mark, Original())
        return None

    def _headers(self, numbers: Sequence[int]) -> tuple[int, dict[str, str]]:
        """Return the number behind the header rows at the start of `numbers`, and their values by kind."""
        found: dict[str, str] = {}
        end, is_open = 0, False
        for number in numbers:
            row = self.rows[number]
            if not row.strip(" >"):
                continue
            header = HEADER.fullmatch(row) if len(row) <= _MAX_HEADER_ROW else None
            kind = FIELD_OF.get(header[1].lower(), "") if header else ""
            if header and kind:
                found.setdefault(kind, header[2].strip(" *_|"))
            elif not is_open:
                break
            is_open = row.rstrip().endswith((",", ";"))  # a list of receivers goes on in the next row
            end = number + 1
        return end, found

    def _blocks(self) -> list[list[int]]:
        """Return the rows that are left, by paragraphs."""
        blocks: list[list[int]] = [[]]
        for number in self.left:
            if self.rows[number].strip():
                blocks[-1].append(number)
            elif blocks[-1]:
                blocks.append([])
        return [block for block in blocks if block]

    def _end_of_block(self, start: int) -> int:
        return next((number for number in self.left if number > start and not self.rows[number].strip()), len(self.rows))

    def _text(self, numbers: Sequence[int]) -> str:
        return " ".join(filter(None, (self.rows[number].strip() for number in numbers)))

    def _words(self, numbers: Sequence[int]) -> int:
        return sum(len(self.rows[number].split()) for number in numbers)

    def _remove(self, rule: str, numbers: Sequence[int]) -> None:
        gone = set(numbers)
        self.left = [number for number in self.left if number not in gone]
        self.removed.extend(Removal(rule, self.rows[number].strip()) for number in numbers if self.rows[number].strip())


def _name(sender: str) -> str:
    """Return the name in an address as headers write it, or else the address."""
    name, _, address = sender.partition("<")
    bare = name.split("[mailto:")[0].strip(" \"'")
    return bare or address.rstrip("> ")
