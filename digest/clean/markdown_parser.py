"""Markdown to lines, as statement archives write it: front matter, headings, lists, emphasis, links, HTML. No full parser."""

from __future__ import annotations

import re
from html import unescape

from digest.clean.document import Line, ParsedDocument
from digest.clean.html_parser import CAPTION, looks_like_heading
from digest.records import Removal, Role
from digest.text.unicode import normalise, normalised_line

_FRONT = re.compile(r"\A\s*---[ \t]*\n(.{0,20000}?\n)---[ \t]*(?:\n|\Z)", re.DOTALL)
_KEY = re.compile(r"([A-Za-z_][\w-]{0,40}):(?:[ \t]+(.*))?$")
_ESCAPES = re.compile(r"\\(u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|x[0-9a-fA-F]{2}|.)", re.DOTALL)
_LETTERS = {"_": "\u00a0", "n": "\n", "t": "\t", "0": "", "N": "\u0085"}

_HIDDEN_TAG = re.compile(r"<(script|style|template|noscript)\b", re.IGNORECASE)
_BREAK_TAG = re.compile(r"<br\s*/?>", re.IGNORECASE)
_BLOCK_TAG = re.compile(r"</?(?:p|div|ul|ol|li|h[1-6]|table|tr|blockquote|section|article|hr)\b[^<>]{0,2000}>", re.IGNORECASE)
_TAG = re.compile(r"</?[a-zA-Z][a-zA-Z0-9-]{0,20}(?:\s[^<>]{0,4000})?/?>")
_IMAGE = re.compile(r"!\[[^\]\n]{0,1000}\]\([^()\s]{0,2000}(?:\s\"[^\"\n]{0,500}\")?\)")
_LINK = re.compile(
    r"\[((?:[^\[\]]|\[[^\[\]]{0,300}\]){0,2000})\]\(<?[^()\s<>]{0,2000}(?:\([^()\s]{0,300}\)[^()\s]{0,500})?>?(?:\s\"[^\"\n]{0,500}\")?\)"
)
_REFERENCE = re.compile(r"\[([^\[\]\n]{1,1000})\]\[[^\[\]\n]{0,100}\]")
_ATTRIBUTES = re.compile(r"\{[.#:][^{}\n]{0,500}\}|\[([^\[\]\n]{1,500})\]\{[.#][^{}\n]{0,300}\}")
_AUTOLINK = re.compile(r"<((?:https?://|mailto:)[^<>\s]{1,2000}|[^<>\s@]{1,200}@[^<>\s]{1,200})>")
# Every mark of emphasis that opens before or closes behind a word, paired or not: pairing them takes time without bound.
# Four stars and more are left of nested bold, two alone of bold that ended behind a space; neither is ever text.
_EMPHASIS = re.compile(
    r"\*{4,}|(?<!\S)\*\*(?!\S)|(?<![\w*])\*{1,3}(?=[^\s*])|(?<=[^\s*])\*{1,3}(?![\w*])|(?<![\w_])_{1,3}(?=[^\s_])|(?<=[^\s_])_{1,3}(?![\w_])"
)
# an escaped mark is a character of the text: it is held as a private one while emphasis is taken out
_ESCAPED_MARK = re.compile(r"\\([*_])")
_HELD = {"*": "\ue000", "_": "\ue001"}
_RELEASED = str.maketrans({held: mark for mark, held in _HELD.items()})
_CODE = re.compile(r"`([^`\n]{1,500})`")
_BACKSLASH = re.compile(r"\\([!-/:-@\[-`{-~])")

_HEADING = re.compile(r"(#{1,6})\s+(.*?)(?:\s+#*)?$")
_RULE = re.compile(r"(?:[-*_]\s*){3,}$|[-=]{3,}$")
_ITEM = re.compile(r"(?:[-+*]|\d{1,3}[.)])\s+")
_BULLET = re.compile(r"^[-+*]\s+")
_WHOLE_STRONG = re.compile(r"(\*\*|__)(?=\S).{1,400}(?<=\S)\1$")


def parse_markdown(text: str) -> ParsedDocument:
    """The lines of a Markdown text, and what its front matter (flat `key: value` lines between `---`) says of it."""
    said, body = split_front_matter(normalise_newlines(text))
    seen, figures = _cut_out(_without_unseen(body), "<figure", "</figure>", "<img")
    removed = tuple(Removal(CAPTION, words) for figure in figures if (words := _words(figure)))
    lines = tuple(line for block in _blocks(_with_breaks(seen)) for line in _block_lines(block))
    return ParsedDocument(
        lines=lines,
        title=normalised_line(said.get("title", "")),
        link=next((said[key] for key in ("url", "source_url", "link", "canonical_url", "permalink") if key in said), ""),
        published=next((said[key] for key in ("published_time", "published", "date", "pubdate") if key in said), ""),
        language=said.get("lang", said.get("language", "")),
        author=normalised_line(said.get("author", "")),
        removed=removed,
    )


def normalise_newlines(text: str) -> str:
    """Every line break as a newline, without the mark that some editors put first."""
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")


def split_front_matter(text: str) -> tuple[dict[str, str], str]:
    """The `key: value` lines that stand between `---` at the top, and the rest. An indented line goes on."""
    found = _FRONT.match(text)
    if not found:
        return {}, text
    said: dict[str, str] = {}
    key = ""
    for row in found[1].split("\n"):
        if row[:1] in (" ", "\t") and key:
            said[key] = (
                f"{said[key].removesuffix(chr(92))} {row.strip()}".strip()
                if said[key][-1:] != chr(92)
                else (said[key][:-1] + row.strip().removeprefix(chr(92)))
            )
        elif pair := _KEY.match(row):
            key = pair[1].lower()
            said[key] = (pair[2] or "").strip()
        elif row.strip():
            return {}, text  # no front matter after all: two rules with text between them
    return {key: _unquoted(value) for key, value in said.items()}, text[found.end() :]


def _unquoted(value: str) -> str:
    if len(value) >= 2 and value[0] == value[-1] == '"':
        return _ESCAPES.sub(lambda escape: _unescaped(escape[1]), value[1:-1])
    if len(value) >= 2 and value[0] == value[-1] == "'":
        return value[1:-1].replace("''", "'")
    return value


def _unescaped(code: str) -> str:
    if code[0] in "uUx" and len(code) > 1:
        return chr(min(int(code[1:], 16), 0x10FFFF))
    return _LETTERS.get(code, code)


def _without_unseen(body: str) -> str:
    """Without comments, scripts and styles."""
    seen, _ = _cut_out(body, "<!--", "-->")
    for tag in sorted({match[1].lower() for match in _HIDDEN_TAG.finditer(seen)}):
        seen, _ = _cut_out(seen, f"<{tag}", f"</{tag}>")
    return seen


def _cut_out(body: str, opening: str, closing: str, holding: str = "") -> tuple[str, list[str]]:
    """`body` without what stands from each `opening` to the next `closing`, and these parts.

    Only parts that hold `holding` are cut out; an opening without a closing stays.
    """
    lower = body.lower()
    if len(lower) != len(body) or opening not in lower:
        return body, []
    kept: list[str] = []
    parts: list[str] = []
    position = 0
    while (start := lower.find(opening, position)) >= 0 and (end := lower.find(closing, start)) >= 0:
        kept.append(body[position:start])
        position = end + len(closing)
        part = body[start:position]
        (parts if holding in part else kept).append(part)
    return "\n\n".join([*kept, body[position:]]), parts


def _with_breaks(body: str) -> str:
    return _BLOCK_TAG.sub("\n\n", _BREAK_TAG.sub("  \n", body))


def _blocks(body: str) -> list[list[str]]:
    """The rows of each paragraph."""
    blocks: list[list[str]] = [[]]
    for row in body.split("\n"):
        bare = row.strip().removeprefix(">").strip()
        if not bare or _RULE.match(bare):
            blocks.append([])
        elif _HEADING.match(bare):
            blocks.extend(([bare], []))
        elif _ITEM.match(bare) and (not blocks[-1] or _ITEM.match(blocks[-1][0])):
            blocks.append([bare])
        else:
            blocks[-1].append(bare + ("\n" if row.endswith(("  ", "\\")) else ""))
    return [block for block in blocks if block]


def _block_lines(block: list[str]) -> list[Line]:
    heading = _HEADING.match(block[0])
    if heading:
        words = _words(heading[2])
        return [Line(words, Role.HEADING)] if words else []
    item = _ITEM.match(block[0])
    if item:
        block = [_BULLET.sub("", block[0], count=1), *block[1:]]
    role = Role.ITEM if item else Role.BODY
    source = " ".join(block).strip()
    rows = _rejoined(_unmarked(source).split("\n"))
    if role is Role.BODY and len(rows) == 1 and _WHOLE_STRONG.match(source) and looks_like_heading(rows[0]):
        role = Role.HEADING
    return [Line(row, role, linked=len(rows) == 1 and _LINK.fullmatch(source) is not None) for row in rows]


def _rejoined(rows: list[str]) -> list[str]:
    """The rows that hold words; one that goes on in lower case belongs to the row before."""
    joined: list[str] = []
    for row in (normalised_line(row) for row in rows):
        if joined and row[:1].islower() and joined[-1][-1] not in '.!?:;”"':
            joined[-1] = f"{joined[-1]} {row}"
        elif row:
            joined.append(row)
    return joined


def _words(source: str) -> str:
    return normalised_line(_unmarked(source))


def _unmarked(source: str) -> str:
    """The words of a run of Markdown, without its marks; a newline stays one."""
    if "[" in source or "<" in source:
        source = _IMAGE.sub("", source)
        source = _REFERENCE.sub(r"\1", _LINK.sub(r"\1", source))
        source = _TAG.sub("", _AUTOLINK.sub(r"\1", source))
    if "{" in source:
        source = _ATTRIBUTES.sub(lambda match: match[1] or "", source)
    source = _ESCAPED_MARK.sub(lambda match: _HELD[match[1]], source)
    source = _EMPHASIS.sub("", source).translate(_RELEASED)
    source = _BACKSLASH.sub(r"\1", _CODE.sub(r"\1", source).replace("\\\n", "\n"))
    return normalise(unescape(source))
