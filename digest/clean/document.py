"""What every document format is parsed into: lines, and what the document says about itself. Knows no format."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import groupby

from digest.records import Removal, Role
from digest.text.lang import LANGUAGES
from digest.text.language import likeliest_language


@dataclass(frozen=True, slots=True)
class Line:
    """One paragraph, heading or list item, as one line of normalised text.

    `linked`: every word is a link. `lead` is the number of characters at the start that belong to no sentence, because they
    are a speaker label or a dateline. `page` is the number of the page on which it starts, 0 without pages. `page_turns` are
    the further pages: the number of each, and how many characters before the end it starts, since rules cut off starts.
    """

    text: str
    role: Role = Role.BODY
    speaker: str = ""
    linked: bool = False
    lead: int = 0
    page: int = 0
    page_turns: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class ParsedDocument:
    """The lines of one document and what it says about itself; a field is empty if it says nothing.

    `dates` are those of publication as written, the surest first. `removed` holds texts that the markup itself marks as
    something else, such as captions.
    `publishers` are the names of the body that publishes it, or of its site.
    `headlines` are all titles that a page gives itself. `is_page`: it is a whole page; `asks_password`: with a field for one.
    """

    lines: tuple[Line, ...]
    title: str = ""
    link: str = ""
    dates: tuple[str, ...] = ()
    language: str = ""
    author: str = ""
    publishers: tuple[str, ...] = ()
    removed: tuple[Removal, ...] = ()
    warnings: tuple[str, ...] = ()
    headlines: tuple[str, ...] = ()
    is_page: bool = False
    asks_password: bool = False


BULLETS = "•●▪◦‣∙·"
"""Signs that are bullets wherever they begin a row."""

_BULLET = re.compile(rf"(?:(?:[{BULLETS}■□–]|[-*](?=\s)|[\uf000-\uf0ff]|[§ØüŸ¨](?=\s+[^\W\d]))\s*)+(?=\w|[“\"'(\[$£€#])")
# The letters that fonts of Word draw as bullets. A tab or no-break spaces behind one show that it is none of the text: "o" is a
# word in many languages. "§", "Ø" and "ü" before a word are bullets anyway; "§ 5" and "Ø 25 mm" have figures.
_LETTER_BULLET = re.compile("^[ \\t\u00a0]*[ovqnlu§ØüŸ¨](?:\\t|\u00a0[ \\t\u00a0]| \u00a0)[ \\t\u00a0]*(?=\\S)", re.MULTILINE)
_DINGBAT = re.compile("^[ \\t\u00a0]*[➢➤►▶▸❖◆◇○✓✔✦⁃☐☑⦁➔→][ \\t\u00a0]*(?=\\S)", re.MULTILINE)
# Behind a plain space a letter is a bullet only if three rows begin with it and a capital, and it is no word of the language.
_LETTER_ROW = re.compile(r"([ovqnlu]) (?=[A-Z])")
_MIN_LETTER_ROWS = 3
_STARRED_HEADING = re.compile(r"\*{2} ?(?=[A-Z“])(?=(?:\S+ ){0,8}\S+$)")  # "**Syria", as the United Nations write headings


def mark_bullets(text: str) -> str:
    """Return a text, not yet normalised, with "•" for each letter at the start of a row that is a bullet in a font of Word."""
    if "\t" in text or "\u00a0" in text:
        text = _LETTER_BULLET.sub("• ", text)
    return _mark_letters(_DINGBAT.sub("• ", text).split("\n"))


def _mark_letters(rows: list[str]) -> str:
    """Return the rows as a text, with "•" for a letter that begins several of them, one behind the other."""
    written = [number for number, row in enumerate(rows) if row.strip()]
    for letter, group in groupby(written, key=lambda number: _first_letter(rows[number])):
        numbers = list(group)
        if letter and len(numbers) >= _MIN_LETTER_ROWS and not _is_word(letter, "\n".join(rows)):
            for number in numbers:
                rows[number] = f"•{rows[number][1:]}"
    return "\n".join(rows)


def _first_letter(row: str) -> str:
    found = _LETTER_ROW.match(row)
    return found[1] if found else ""


def _is_word(letter: str, text: str) -> bool:
    code = likeliest_language(text)
    return any(letter in words.function_words or letter in words.open_words for words in LANGUAGES if words.code == code)


def strip_bullet(line: Line) -> Line:
    """Return `line` without a bullet at its start, as a list item, or without "**", as a heading."""
    if starred := _STARRED_HEADING.match(line.text):
        return replace(line, text=line.text[starred.end() :].removesuffix("**").rstrip(), role=Role.HEADING)
    bullet = _BULLET.match(line.text)
    if not bullet:
        return line
    return replace(line, text=line.text[bullet.end() :], role=Role.ITEM if line.role is Role.BODY else line.role)
