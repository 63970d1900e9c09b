"""Reads the characters of a PDF and their places with pdfium. Does not interpret them.

pdfium is a C++ library: a damaged file can make it end the process. Call this only in a worker of the sandbox.
"""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Iterator
from ctypes import c_double, c_int, create_string_buffer
from typing import Any, NamedTuple

from digest.clean.pdf.page_text import PageText, PdfText, Run
from digest.errors import InputError

MAX_PAGES = 500
"""Reading these takes 5 s. The longest report of a ministry that we know has 65."""

MAX_CHARACTERS = 3_000_000
"""A page of text has 1,600 characters on average, the densest known one 6,000."""

_RESOLUTION = 100  # device pixels of a point: pdfium maps places to whole pixels
_MAX_GAP = 0.9  # of the size: a wider one separates two runs; a space between words has a quarter
_MAX_STEP_BACK = 0.2  # of the size, by which a character may begin before the one before it begins
_MIN_SAME_ROW = 0.5  # of the height of the lower one, that two characters of a row have in common
_MAX_SIZE_RATIO = 1.25  # between two characters of a run: raised figures are smaller
_LINE_HYPHENS = frozenset({0x02, 0xFFFE})  # what pdfium has in place of a hyphen at the end of a row
_BREAKS = frozenset({0x0A, 0x0D})
_SPACES = frozenset({0x20, 0xA0, 0x3000, 0x09})
_BOLD_NAMES = ("bold", "black", "heavy", "semibold", "demi")
_MAX_FONT_NAME = 200
_MAX_SIZE = 5_000  # points
_MAX_PLACE = 50_000  # points; a page has 14,400 at most
_OBLIQUE = 4  # the turn of a text that runs in none of the four directions, as stamps and watermarks do
_MAX_SLANT = 0.1  # of a right angle


class _Box(NamedTuple):
    left: float
    top: float
    right: float
    bottom: float

    @property
    def height(self) -> float:
        return self.bottom - self.top


class _Character(NamedTuple):
    """One character: its number on the page, its text ("" breaks a run), and its place, turned upright."""

    place: int
    text: str
    box: _Box


def read_pdf(content: bytes, subject: str) -> PdfText:
    """The text of the PDF in `content`. Raise InputError, which names `subject`, if it is damaged, locked, or has no text."""
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        reason = "is a PDF with a password" if "password" in str(error).lower() else "is a damaged PDF"
        raise InputError(f"{subject}: {reason}") from error
    if not 0 < len(document) <= MAX_PAGES:
        raise InputError(f"{subject}: is a PDF of {len(document):,} pages; at most {MAX_PAGES} are read")
    pages: list[PageText] = []
    left = MAX_CHARACTERS
    for number in range(1, len(document) + 1):
        try:
            pages.append(_read_page(document, number, left))
        except pypdfium2.PdfiumError:
            pages.append(PageText(number, 0, 0, ()))
        left -= sum(len(run.text) for run in pages[-1].runs)
        if left < 0:
            raise InputError(f"{subject}: is a PDF with more than {MAX_CHARACTERS:,} characters")
    if left == MAX_CHARACTERS:
        raise InputError(f"{subject}: is a PDF without text")
    return PdfText(tuple(pages), document.get_metadata_value("Title"))


def _read_page(document: Any, number: int, limit: int) -> PageText:
    """The page with this number, from 1, and at most one character more than `limit`. Raise PdfiumError if it is damaged."""
    page = document[number - 1]
    text_page = page.get_textpage()
    try:
        reader = _PageReader(page, text_page, limit + 1)
        by_turn: dict[int, list[Run]] = {}
        for turn, run in reader.runs():
            by_turn.setdefault(turn, []).append(run)
        straight = [turn for turn in by_turn if turn != _OBLIQUE]
        upright = max(straight, key=lambda turn: sum(len(run.text) for run in by_turn[turn]), default=0)
        turned = tuple(run.text for turn, runs in by_turn.items() if turn != upright for run in runs)
        width, height = reader.size(upright)
        return PageText(number, width, height, tuple(by_turn.get(upright, ())), turned)
    finally:
        text_page.close()
        page.close()


class _PageReader:
    """Reads one page. A turn is a direction of text on it: 0 runs to the right, 1 downwards, 2 to the left, 3 upwards."""

    def __init__(self, page: Any, text_page: Any, limit: int) -> None:
        import pypdfium2.raw

        self._c = pypdfium2.raw
        self._text_page = text_page
        self._number = min(text_page.count_chars(), limit)
        self._width, self._height = page.get_size()
        self._origin, self._along, self._across = self._axes(page)
        self._rect = self._c.FS_RECTF()

    def _axes(self, page: Any) -> tuple[tuple[float, float], tuple[float, float], tuple[float, float]]:
        """Where the origin of the file's coordinates lies on the page that a reader sees, and its two unit vectors there."""
        places = [self._on_page(page, x, y) for x, y in ((0, 0), (100, 0), (0, 100))]
        (x, y), (ax, ay), (bx, by) = places
        return (x, y), ((ax - x) / 100, (ay - y) / 100), ((bx - x) / 100, (by - y) / 100)

    def _on_page(self, page: Any, x: float, y: float) -> tuple[float, float]:
        across, down = c_int(), c_int()
        width, height = int(self._width * _RESOLUTION), int(self._height * _RESOLUTION)
        self._c.FPDF_PageToDevice(page, 0, 0, width, height, 0, c_double(x), c_double(y), across, down)
        return across.value / _RESOLUTION, down.value / _RESOLUTION

    def size(self, turn: int) -> tuple[float, float]:
        """Width and height of the page as one sees it who reads texts of this turn."""
        return (self._height, self._width) if turn % 2 else (self._width, self._height)

    def runs(self) -> Iterator[tuple[int, Run]]:
        """The runs of the page, in the order of the file, each with its turn."""
        run: list[_Character] = []
        turn = 0
        for index, text, box in self._characters():
            character = _Character(index, text, self._turned(box, turn))
            if run and not (text and _continues(run, character)):
                yield from self._finished(run, turn)
                run = []
            if text:
                if not run:
                    turn = self._turn(index)
                    character = _Character(index, text, self._turned(box, turn))
                run.append(character)
        yield from self._finished(run, turn)

    def _finished(self, run: list[_Character], turn: int) -> Iterator[tuple[int, Run]]:
        text = "".join(character.text for character in run)
        text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace").replace("\0", "")
        drawn = [character for character in run if not character.text.isspace()]
        if text.strip() and drawn and all(map(_is_sane, drawn)):
            boxes = [character.box for character in drawn]
            bold = self._is_bold(drawn[0].place) and self._is_bold(drawn[-1].place)
            left, right = min(box.left for box in boxes), max(box.right for box in boxes)
            yield turn, Run(text, left, min(box.top for box in boxes), right, max(box.bottom for box in boxes), bold)

    def _characters(self) -> Iterator[_Character]:
        c, rect = self._c, self._rect
        for index in range(self._number):
            code = c.FPDFText_GetUnicode(self._text_page, index)
            if code in _BREAKS:
                yield _Character(index, "", _Box(0, 0, 0, 0))
            elif code and c.FPDFText_GetLooseCharBox(self._text_page, index, rect):
                text = "-" if code in _LINE_HYPHENS else " " if code in _SPACES else chr(code)
                yield _Character(index, text, self._box(rect.left, rect.top, rect.right, rect.bottom))

    def _box(self, left: float, top: float, right: float, bottom: float) -> _Box:
        """A box of the file's coordinates on the page that a reader sees."""
        (x, y), (ax, ay), (bx, by) = self._origin, self._along, self._across
        x0, x1 = x + ax * left + bx * bottom, x + ax * right + bx * top
        y0, y1 = y + ay * left + by * bottom, y + ay * right + by * top
        return _Box(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))

    def _turned(self, box: _Box, turn: int) -> _Box:
        """`box` as one sees it who reads texts of this turn."""
        left, top, right, bottom = box
        if turn == 1:
            return _Box(top, self._width - right, bottom, self._width - left)
        if turn == 2:
            return _Box(self._width - right, self._height - bottom, self._width - left, self._height - top)
        if turn == 3:
            return _Box(self._height - bottom, left, self._height - top, right)
        return box

    def _turn(self, index: int) -> int:
        angle = self._c.FPDFText_GetCharAngle(self._text_page, index)
        x, y = math.cos(angle), -math.sin(angle)  # pdfium measures it clockwise
        across = x * self._along[0] + y * self._across[0]
        down = x * self._along[1] + y * self._across[1]
        turns = math.atan2(down, across) / (math.pi / 2)
        return round(turns) % 4 if abs(turns - round(turns)) < _MAX_SLANT else _OBLIQUE

    def _is_bold(self, index: int) -> bool:
        name, flags = create_string_buffer(_MAX_FONT_NAME), c_int()
        self._c.FPDFText_GetFontInfo(self._text_page, index, name, _MAX_FONT_NAME, flags)
        written = name.value.decode("utf-8", "replace").lower()
        return any(bold in written for bold in _BOLD_NAMES)


def _is_sane(character: _Character) -> bool:
    """Whether a character has a place and a size that a page can show. Damaged files have others, not numbers among them."""
    box = character.box
    return 0 < box.height < _MAX_SIZE and all(abs(edge) < _MAX_PLACE for edge in box)


def _continues(run: list[_Character], character: _Character) -> bool:
    """Whether `character` belongs to the run before it. The place of a space says nothing."""
    if character.text == " ":
        return run[-1].text != " "
    last = next((one for one in reversed(run) if one.text != " "), None)
    if last is None:
        return False
    return _follows(last.box, character.box, is_rtl=unicodedata.bidirectional(character.text[0]) in ("R", "AL"))


def _follows(last: _Box, box: _Box, *, is_rtl: bool) -> bool:
    size = max(last.height, box.height)
    low = min(last.height, box.height)
    if low <= 0 or size > _MAX_SIZE_RATIO * low:
        return False
    if min(last.bottom, box.bottom) - max(last.top, box.top) < _MIN_SAME_ROW * low:
        return False
    # The letters of a ligature share its box.
    if is_rtl and box.right <= last.right + _MAX_STEP_BACK * size:
        return last.left - box.right < _MAX_GAP * size
    return box.left >= last.left - _MAX_STEP_BACK * size and box.left - last.right < _MAX_GAP * size
