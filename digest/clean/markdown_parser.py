"""Parses Markdown into lines: markdown-it-py turns it into HTML, which `html_parser.py` reads. Also reads front matter.

Adds to CommonMark what statement archives need: tables, the numbers of list items as text, no code blocks by indentation,
no-break spaces around list markers, end marks such as "###", and no emphasis marks left where they have no partner.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from digest.clean.document import Line, ParsedDocument
from digest.clean.html_parser import looks_like_heading, parse_html, visible_lines
from digest.records import Role
from digest.text.title import plain_title
from digest.text.unicode import normalised_line

_FRONT_MATTER = re.compile(r"\A\s*---[ \t]*\n(.{0,20000}?\n)---[ \t]*(?:\n|\Z)", re.DOTALL)
_TOML = re.compile(r"\A\s*\+\+\+[ \t]*\n(.{0,20000}?\n)\+\+\+[ \t]*(?:\n|\Z)", re.DOTALL)
_COMMAND_ROW = re.compile(r"^([ \t>]*)(?:\[\[?_?TOC_?\]?\]|\[![A-Za-z]{3,12}\][+-]?)[ \t]*$", re.MULTILINE)
_WIKI_LINK = re.compile(r"(?<!!)\[\[(?:[^\[\]|\n]{1,200}\|)?([^\[\]|\n]{1,200})\]\](?!\()")
_INLINE_NOTE = re.compile(r"\^\[([^\[\]\n]{1,500})\]")
_TASK = re.compile(r"^\[[ xX]\]\s+(?=\S)")  # the box of an item in a list of tasks
_HIGHLIGHT = re.compile(r"(?<![=\w])==(?=[^\s=])([^=\n]{1,300})(?<=[^\s=])==(?![=\w])")
_KEY = re.compile(r"([A-Za-z_][\w-]{0,40}):(?:[ \t]+(.*))?$")
_ESCAPES = re.compile(r"\\(u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|x[0-9a-fA-F]{2}|.)", re.DOTALL)
_ESCAPED_CHARACTERS = {"_": "\u00a0", "n": "\n", "t": "\t", "0": "", "N": "\u0085"}
_LINK_KEYS = ("url", "source_url", "link", "canonical_url", "permalink")
_DATE_KEYS = ("published_time", "published", "date", "pubdate")

_LEADING_SPACE = re.compile(r"^([ \t>]*)\u00a0[ \u00a0]*", re.MULTILINE)
_SPACE_AFTER_MARKER = re.compile(r"^([ \t>]*(?:[-+*]|\d{1,3}[.)]))\u00a0", re.MULTILINE)
_YEAR_AT_START = re.compile(r"^([ \t>]*\d{4,9})(?=[.)](?:\s|$))", re.MULTILINE)  # a sentence ends with a year: "...,\n2026. I"
_END_MARK = re.compile(r"^[ \t>]*(?=#[# \t]*$)", re.MULTILINE)
_UNDERLINES = frozenset("=-")
_SENTENCE_ENDS = frozenset('.!?:;”"')
# Tags that hide what follows until they are closed; without a closing tag they would hide the rest of the text.
_HIDING_TAG = re.compile(
    r"<(?=(!--|(?:script|style|template|noscript|title|textarea|select|iframe|object|svg|math|video|audio)\b))", re.IGNORECASE
)
# Attributes of pandoc and kramdown: "{.lead}", "[text]{.underline}"
_ATTRIBUTES = re.compile(r"\{[.#:][^{}\n]{0,500}\}|\[([^\[\]\n]{1,500})\]\{[.#][^{}\n]{0,300}\}")
# Marks of emphasis without a partner, before or after a word. Four and more are left of nested bold, two alone of bold that
# ended behind a space; neither is ever text.
_EMPHASIS = re.compile(
    r"\*{4,}|(?<!\S)\*\*(?!\S)|(?<![\w*])\*{1,3}(?=[^\s*])|(?<=[^\s*])\*{1,3}(?![\w*])|(?<![\w_])_{1,3}(?=[^\s_])|(?<=[^\s_])_{1,3}(?![\w_])"
)
_HEADING_ROW = re.compile(
    r"^ {0,3}(?P<marks>#{1,6})[ \t]+\S|^ {0,3}[^\s#>*+-][^\n]{0,300}\n(?P<line>=+|-+)[ \t]*$", re.MULTILINE
)
_SETEXT = {"=": 1, "-": 2}
_NOTE_LABEL = re.compile(r"^ {0,3}\[\^([^\]\s]{1,60})\]:[ \t]*", re.MULTILINE)
_NOTE_REFERENCE = re.compile(r"\[\^([^\]\s]{1,60})\]")
_RAISED = re.compile(r"(?<=[\w)])\^([\w+−–-]{1,10})\^")
_LOWERED = re.compile(r"(?<=\w)~(\w{1,10})~(?!~)")
# Escaped marks are text: private characters stand for them while other marks are removed. The last one keeps a year from being
# read as the number of a list item.
_HELD_MARKS = {"*": "\ue000", "_": "\ue001"}
_NO_MARKER = "\ue002"
_RELEASE = str.maketrans({**{held: mark for mark, held in _HELD_MARKS.items()}, _NO_MARKER: ""})


def parse_markdown(text: str) -> ParsedDocument:
    """Return the lines of a Markdown text, and what its front matter (flat `key: value` lines between `---`) says of it."""
    fields, body = _split_front_matter(_unify_newlines(text))
    root = parse_html(_to_html(body))
    lines, removed = visible_lines(root) if root is not None else ((), ())
    cleaned = tuple(_without_marks(lines))
    return ParsedDocument(
        lines=cleaned,
        title=plain_title(fields.get("title", "")) or _title(cleaned, body),
        link=next((fields[key] for key in _LINK_KEYS if key in fields), ""),
        dates=tuple(fields[key] for key in _DATE_KEYS if key in fields),
        language=fields.get("lang", fields.get("language", "")),
        author=normalised_line(fields.get("author", "")),
        removed=removed,
    )


def _title(lines: Sequence[Line], body: str) -> str:
    """Return the first line if it is a heading, and the only one of its level or above; else empty.

    Many write their title as a heading of the second level, or in bold letters.
    """
    if not lines or lines[0].role is not Role.HEADING:
        return ""
    levels = [_SETEXT[row["line"][0]] if row["line"] else len(row["marks"]) for row in _HEADING_ROW.finditer(body)]
    if not levels:
        is_alone = all(line.role is not Role.HEADING for line in lines[1:])
        return lines[0].text if is_alone and not lines[0].text.isupper() else ""  # "FOR IMMEDIATE RELEASE"
    first, *others = levels
    return lines[0].text if first == 1 or (first == 2 and min(others, default=first + 1) > first) else ""


def _unify_newlines(text: str) -> str:
    """Return `text` with every line break as "\\n", and without a byte order mark."""
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")


def _split_front_matter(text: str) -> tuple[dict[str, str], str]:
    """Return the `key: value` lines between `---` at the top, and the rest. An indented line continues the value above it."""
    found = _FRONT_MATTER.match(text)
    if not found:
        return _split_toml(text)
    fields: dict[str, str] = {}
    key = ""
    for row in found[1].split("\n"):
        if row[:1] in (" ", "\t") and key:
            fields[key] = _continued(fields[key], row.strip())
        elif pair := _KEY.match(row):
            key = pair[1].lower()
            fields[key] = (pair[2] or "").strip()
        elif row.strip():
            return {}, text  # no front matter: text between two rules
    return {key: _unquoted(value) for key, value in fields.items()}, text[found.end() :]


def _split_toml(text: str) -> tuple[dict[str, str], str]:
    """Return the keys of front matter in TOML, between lines of `+++`, and the rest."""
    found = _TOML.match(text)
    try:
        values = tomllib.loads(found[1]) if found else {}
    except ValueError:
        return {}, text
    known = {key.lower(): str(value) for key, value in values.items() if isinstance(value, str | date)}
    return known, text[found.end() :] if found else text


def _continued(value: str, row: str) -> str:
    """Return `value` with the next row of it. A backslash at the end joins both without a space."""
    return value[:-1] + row.removeprefix("\\") if value.endswith("\\") else f"{value} {row}".strip()


def _unquoted(value: str) -> str:
    if len(value) >= 2 and value[0] == value[-1] == '"':
        return _ESCAPES.sub(lambda escape: _unescaped(escape[1]), value[1:-1])
    if len(value) >= 2 and value[0] == value[-1] == "'":
        return value[1:-1].replace("''", "'")
    return value


def _unescaped(code: str) -> str:
    if code[0] in "uUx" and len(code) > 1:
        return chr(min(int(code[1:], 16), 0x10FFFF))
    return _ESCAPED_CHARACTERS.get(code, code)


def _to_html(body: str) -> str:
    body = _SPACE_AFTER_MARKER.sub(r"\1 ", _LEADING_SPACE.sub(r"\1", body))
    body = _with_raised(_without_wiki_marks(body))
    body = _END_MARK.sub(r"\\", _YEAR_AT_START.sub(rf"\1{_NO_MARKER}", body))
    return str(_PARSER.render(_escape_unclosed(body)))


def _without_wiki_marks(body: str) -> str:
    """Return a Markdown text without what wikis and editors add: [[links|shown]], [TOC] and the kind of a call-out."""
    if "[" not in body:
        return body
    return _WIKI_LINK.sub(r"\1", _INLINE_NOTE.sub(r" (\1)", _COMMAND_ROW.sub(r"\1", body)))


def _with_raised(body: str) -> str:
    """Return a Markdown text with tags for what pandoc raises and lowers ("km^2^", "H~2~O") and for its note marks ("[^1]").

    The label of a note goes: its text is a paragraph. A mark without a note stays as it is.
    """
    labels = {match[1] for match in _NOTE_LABEL.finditer(body)}
    if labels:
        body = _NOTE_REFERENCE.sub(lambda mark: "<sup>*</sup>" if mark[1] in labels else mark[0], _NOTE_LABEL.sub("", body))
    return _LOWERED.sub(r"<sub>\1</sub>", _RAISED.sub(r"<sup>\1</sup>", body)) if "^" in body or "~" in body else body


def _escape_unclosed(body: str) -> str:
    """Escape the tags that hide text and are never closed."""
    lower = body.lower()
    last_end: dict[str, int] = {}

    def escaped(match: re.Match[str]) -> str:
        name = match[1].lower()
        if name not in last_end:
            last_end[name] = lower.rfind("-->" if name == "!--" else f"</{name}")
        return "<" if last_end[name] > match.start() else "&lt;"

    return _HIDING_TAG.sub(escaped, body) if len(lower) == len(body) else body


def _prepare(state: StateCore) -> None:
    """Rule of the parser, between its inline rules and the joining of texts."""
    for position, token in enumerate(state.tokens):
        if token.type == "list_item_open" and token.info:
            _keep_number(token, state.tokens[position + 1 : position + 3])
        elif token.type == "heading_open" and token.markup in _UNDERLINES:
            _keep_sentence(state.tokens[position : position + 3])
        elif token.type == "inline" and token.children:
            _join_sentences(token.children)
            _hold_escaped_marks(token.children)


def _keep_sentence(heading: Sequence[Token]) -> None:
    """Turn a heading back into a paragraph if it is a sentence above a rule."""
    opening, text, closing = heading
    if not looks_like_heading(text.content):
        opening.tag = closing.tag = "p"


def _keep_number(item: Token, after: Sequence[Token]) -> None:
    """Put the number of a list item before its text. HTML only shows numbers, and orders refer to their clauses by them."""
    if [token.type for token in after] == ["paragraph_open", "inline"] and after[1].children is not None:
        after[1].children.insert(0, Token("text", "", 0, content=f"{item.info}{item.markup} "))


def _join_sentences(children: Sequence[Token]) -> None:
    """Turn a hard break inside a sentence, before a lower-case letter, into a soft one."""
    broken: Token | None = None
    last = ""
    for token in children:
        words = token.content.strip()
        if token.type == "hardbreak":
            broken = token
        elif words:
            if broken and words[0].islower() and last not in _SENTENCE_ENDS:
                broken.type = "softbreak"
            broken, last = None, words[-1]


def _hold_escaped_marks(children: Sequence[Token]) -> None:
    """Replace escaped marks of emphasis by private characters, except in rows that consist of marks."""
    for row in _rows(children):
        if any(character.isalnum() for token in row for character in token.content):
            for token in row:
                if token.type == "text_special":
                    token.content = _HELD_MARKS.get(token.content, token.content)


def _rows(children: Sequence[Token]) -> Iterator[list[Token]]:
    row: list[Token] = []
    for token in children:
        if token.type in ("hardbreak", "softbreak"):
            yield row
            row = []
        else:
            row.append(token)
    yield row


def _without_marks(lines: Sequence[Line]) -> Iterator[Line]:
    """Yield the lines without the marks that the parser left as text."""
    for line in lines:
        text = _ATTRIBUTES.sub(lambda match: match[1] or "", line.text) if "{" in line.text else line.text
        text = _HIGHLIGHT.sub(r"\1", text)
        text = _TASK.sub("", text) if line.role is Role.ITEM else text
        text = normalised_line(_EMPHASIS.sub("", text).translate(_RELEASE))
        if text:
            yield replace(line, text=text)


_PARSER = MarkdownIt("commonmark").enable(["table", "strikethrough"]).disable("code")
_PARSER.core.ruler.before("text_join", "statement", _prepare)
