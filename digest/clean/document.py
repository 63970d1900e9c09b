"""What every form of publication becomes before the rules see it: lines, and what the form says about itself."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from digest.records import Removal, Role


@dataclass(frozen=True, slots=True)
class Line:
    """One paragraph, heading or list item, in normal form and on one line.

    `linked`: every word of it is a link. `lead` is the number of characters at its start that belong to no sentence (a speaker
    label, a dateline).
    """

    text: str
    role: Role = Role.BODY
    speaker: str = ""
    linked: bool = False
    lead: int = 0


@dataclass(frozen=True, slots=True)
class ParsedDocument:
    """The lines of one publication and what its form says about itself; empty where it says nothing.

    `published` is the date as written. `removed` are texts that the form itself marks as something else (a caption element).
    """

    lines: tuple[Line, ...]
    title: str = ""
    link: str = ""
    published: str = ""
    language: str = ""
    author: str = ""
    removed: tuple[Removal, ...] = ()
    warnings: tuple[str, ...] = ()


_MARK = re.compile(r"(?:(?:[•●▪◦‣∙·■□–]|[-*](?=\s)|[\uf000-\uf0ff])\s*)+(?=\w|[“\"'(\[$£€#])")


_STARRED = re.compile(r"\*{2} ?(?=[A-Z“])(?=(?:\S+ ){0,8}\S+$)")


def without_mark(line: Line) -> Line:
    """A line that begins with a bullet is a list item without it: the mark is the list's, not the text's. "**Syria" is how the
    United Nations write a heading."""
    if starred := _STARRED.match(line.text):
        return replace(line, text=line.text[starred.end() :].removesuffix("**").rstrip(), role=Role.HEADING)
    mark = _MARK.match(line.text)
    if not mark:
        return line
    return replace(line, text=line.text[mark.end() :], role=Role.ITEM if line.role is Role.BODY else line.role)
