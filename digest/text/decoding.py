"""Decodes the bytes of a document into text. Pure; never fails.

The order is that of browsers, with two differences for the sake of servers that are set up wrongly: bytes that are valid UTF-8
are UTF-8 whatever is declared, and a single damaged byte does not make a text unreadable.
"""

from __future__ import annotations

import codecs
import re
import unicodedata

from digest.text.charset_guess import guess_charset, is_mostly_latin
from digest.text.charset_labels import codecs_of, supersets_of
from digest.text.unicode import WINDOWS_CHARACTER, with_windows_characters

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_META = re.compile(rb"""<(?:meta[^>]{0,200}?charset|\?xml[^>]{0,200}?encoding)\s*=\s*["']?\s*([\w.:-]{1,40})""", re.IGNORECASE)
_DECLARATIONS = 4096  # bytes at the start that may declare a charset
_WIDE = ("utf-16", "utf-32")
_MULTI_BYTE = frozenset({"gb18030", "big5hkscs", "euc_jp", "cp932", "cp949", "iso2022_jp", "hz"})
_UTF8_CHARACTER = re.compile("[\x80-\U0010ffff]")  # U+FFFD, too
_LONG_UTF8_CHARACTER = re.compile("[\u0800-\ufffc\U00010000-\U0010ffff]")  # three or four bytes
# A text of six Chinese characters in GBK is valid UTF-8 in one case of 30,000; "联通", alone, is.
_MIN_UTF8_CHARACTERS = 6
_MIN_WHOLE = 5  # characters beyond ASCII for each damaged one; in another charset, hardly any two bytes are valid UTF-8
_MAX_DAMAGED_SHARE = 0.05  # of the characters beyond ASCII, in a charset in which wrong bytes are rarely invalid
_WIDE_SAMPLE = 4096  # bytes
_MIN_NULLS = 0.08  # of the pairs of bytes: pages and texts with spaces have more ASCII characters, in any language
_NOT_OF_TEXTS = frozenset({"Cc", "Cn", "Co", "Cs"})  # categories: control, unassigned, private, surrogate
_MAX_STRANGE = 0.02  # of the characters; null bytes at the end of a text are some
_ISO_2022_JP = re.compile(rb"\x1b\$[@B]")

# ISO charset to the Windows one that is taken for it, and the bytes of letters there that are none in the ISO charset
_WINDOWS = {
    "iso8859-2": ("cp1250", b"\x8a\x8c\x8d\x8e\x8f\x9a\x9c\x9d\x9e\x9f"),
    "iso8859-4": ("cp1257", b""),
    "iso8859-6": ("cp1256", b""),
    "iso8859-7": ("cp1253", b""),
    "iso8859-13": ("cp1257", b""),
    "iso8859-15": ("cp1252", b""),
}
_PAGE_BREAK = re.compile(r"(?<=[^\s.!?:;])[ \t]*(?:\r\n?|\n)?\x0c(?:\r\n?|\n)?(?=\S)")  # inside a sentence
_TERMINAL = re.compile("\x1b\\[[0-9;?]{0,20}[A-Za-z]")  # what sets the colour of a terminal
# Word's characters for its own use, and the lower halves of typographic quotation marks that programs cut in two. The rest of
# the control characters says nothing.
_MEANING = {
    "\x0b": "\n",
    "\x0c": "\n",
    "\x18": "‘",
    "\x19": "’",
    "\x1c": "“",
    "\x1d": "”",
    "\x1e": "\u2011",
    "\x1f": "\u00ad",
}
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
# Those of Word do not tell that a document is no text: texts that are copied from Word are full of them.
_BINARY = re.compile(rb"[\x00-\x06\x08\x0e-\x12\x16\x17\x1a]")
_ALLOWED_CONTROLS = 4  # in a document of any length but the shortest
_MAX_CONTROL_SHARE = 0.003  # of the bytes; one in fifteen bytes of compressed data is such a character
_SHORT = 20  # bytes for each control character that is allowed


def decode_bytes(content: bytes, charset: str = "", *, markup: bool = False) -> str:
    """Return `content` as text, without control characters; U+FFFD stands for each sequence of bytes that is damaged.

    `charset` is what its server or container declares; with `markup`, a declaration inside the document counts, too.
    """
    content = content.rstrip(b"\0") if not _wide_charset(content) else content
    text = _decoded(content, charset, markup=markup).removeprefix("\ufeff")
    text = _PAGE_BREAK.sub("\n", text) if "\x0c" in text else text
    text = _TERMINAL.sub("", text) if "\x1b" in text else text
    return _CONTROL.sub(lambda control: _MEANING.get(control[0], ""), with_windows_characters(text))


def _as_windows(text: str, codec: str, content: bytes) -> str:
    """Return a text as its Windows charset has it if it was declared as the ISO one, in which those bytes say nothing."""
    windows, letters = _WINDOWS.get(codec, ("", b""))
    if not windows or not WINDOWS_CHARACTER.search(text):
        return text
    if any(letter in content for letter in letters):
        return content.decode(windows, "replace")
    return WINDOWS_CHARACTER.sub(lambda found: found[0].encode("latin-1").decode(windows, "replace"), text)


def looks_binary(start: bytes) -> bool:
    """Whether the first bytes of a document have more control characters than a text."""
    if wide := _wide_charset(start):
        return not _is_text(start[:_WIDE_SAMPLE].decode(wide, "ignore"))
    start = start.rstrip(b"\0") or start
    allowed = min(_ALLOWED_CONTROLS, len(start) / _SHORT) + _MAX_CONTROL_SHARE * len(start)
    return len(_BINARY.findall(start)) > allowed


def _decoded(content: bytes, charset: str, *, markup: bool) -> str:
    if wide := _wide_charset(content):
        return content.decode(wide, "replace")
    declared = _declared_codecs(content, charset, markup=markup)
    utf8 = content.decode("utf-8", "replace")
    if _is_utf8(utf8, content, declared):
        return utf8
    for codec in declared:
        text = content.decode(codec, "replace")
        if _fits(text, codec, content):
            wider = (content.decode(other, "replace") for other in supersets_of(codec)) if "\ufffd" in text else ()
            text = next((other for other in wider if "\ufffd" not in other), text)
            return _as_windows(text, codec, content)
    if _ISO_2022_JP.search(content):
        return content.decode("iso2022_jp", "replace")
    damaged = utf8.count("\ufffd")
    if not damaged or len(_UTF8_CHARACTER.findall(utf8)) >= 2 * damaged:
        return utf8
    return content.decode(guess_charset(content), "replace")


def _wide_charset(content: bytes) -> str:
    """Return the charset by the byte order mark, or by the null bytes of UTF-16 without one; empty if there are none."""
    for bom, codec in _BOMS:
        if content.startswith(bom):
            return codec
    sample = content[:_WIDE_SAMPLE]
    pairs = len(sample) // 2
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if pairs < 4 or min(even, odd) > 0.02 * pairs:
        return ""
    codec = "utf-16-le" if odd >= _MIN_NULLS * pairs else "utf-16-be" if even >= _MIN_NULLS * pairs else ""
    return codec if codec and _is_text(sample.decode(codec, "ignore")) else ""


def _is_text(sample: str) -> bool:
    """Whether a sample of UTF-16 has characters of texts only: other data has control and unassigned characters."""
    strange = sum(unicodedata.category(character) in _NOT_OF_TEXTS and not character.isspace() for character in sample)
    return strange <= _MAX_STRANGE * len(sample)


def _declared_codecs(content: bytes, charset: str, *, markup: bool) -> list[str]:
    """Return the codecs that are declared, the most reliable first.

    Servers declare Latin-1 for every page because that is their default, so a declaration in the page goes before that one.
    """
    outer = codecs_of(charset)
    inner: tuple[str, ...] = ()
    if markup and (meta := _META.search(content[:_DECLARATIONS])):
        # what can be read as ASCII is never UTF-16 (WHATWG HTML, 13.2.3.2)
        inner = tuple("utf-8" if codec.startswith(_WIDE) else codec for codec in codecs_of(meta[1].decode("ascii")))
    return [*inner, *outer] if outer == ("cp1252",) else [*outer, *inner]


def _is_utf8(utf8: str, content: bytes, declared: list[str]) -> bool:
    """Whether the bytes, which are `utf8` if they are UTF-8, are UTF-8 against what is declared."""
    damaged = utf8.count("\ufffd")
    if damaged and damaged * _MIN_WHOLE > len(_UTF8_CHARACTER.findall(utf8)):
        return False
    if declared and declared[0].startswith(_WIDE):
        return not damaged
    if content.isascii():
        return False
    if not declared or declared[0] not in _MULTI_BYTE:
        return True
    characters = _UTF8_CHARACTER.findall(utf8)
    return len(characters) >= _MIN_UTF8_CHARACTERS or _LONG_UTF8_CHARACTER.search(utf8) is not None


def _fits(text: str, codec: str, content: bytes) -> bool:
    """Whether `text` can be what was written, if `codec` is declared."""
    damaged = text.count("\ufffd")
    if codec == "utf-8":
        return len(_UTF8_CHARACTER.findall(text)) >= 2 * damaged
    if codec == "cp1252" and not is_mostly_latin(content):
        return False
    return damaged <= _MAX_DAMAGED_SHARE * len(_UTF8_CHARACTER.findall(text))
