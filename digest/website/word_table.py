"""Tells which search indexes hold a word, so that a search opens only those. Pure.

Words stand in the table with their first letters. Only Pagefind can make the stems that its indexes hold, so a search takes
an index for one that may have a word if it has one that begins with most letters of it ("naming", "named"). It may open an
index in vain; it leaves one out that has only another form of a very short word ("die", "dying"). The table is cut into parts
by the first three letters: a search loads one for each word. `assets/search.js` makes the same letters of what a reader asks.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from html import unescape

from digest.text.unicode import is_unspaced

PARTS = 256

_LETTERS = 8
_MIN_LETTERS = 3
"""Letters of a word that count, and of one that counts at all. Numbers do not: there are too many."""

_MARK = re.compile("[\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670]")
_WORD = re.compile(rf"[^\W_]{{{_MIN_LETTERS},}}")
_INNER_CAPITAL = re.compile(r"[^\W_A-Z]([A-Z][^\W_]+)")
"""The second part of a word such as "NextGen", which Pagefind also finds alone."""
_TAG = re.compile(r"<(?!meta data-pagefind)[^<>]*>")


def word_keys(page: str) -> frozenset[str]:
    """Return the first letters of all words of a page, in HTML, and of those about it in its head, which are found as well."""
    text = unescape(_TAG.sub(" ", page))
    words = {*_WORD.findall(_plain(text.lower())), *_WORD.findall(_plain(" ".join(_INNER_CAPITAL.findall(text)).lower()))}
    kept = (word for word in words if not word[0].isnumeric() and not is_unspaced(word[0]))
    return frozenset(word[:_LETTERS].replace("y", "i") for word in kept)


def table_parts(keys: Sequence[Iterable[str]]) -> Iterator[bytes]:
    """Yield the parts of the table: for each of the first letters the indexes that have them, a bit each, as a hex number.

    `keys` are those of each index; the lowest bit is that of the first one.
    """
    holders: dict[str, int] = {}
    for place, of_one in enumerate(keys):
        for key in of_one:
            holders[key] = holders.get(key, 0) | 1 << place
    parts: list[dict[str, str]] = [{} for _ in range(PARTS)]
    for key in sorted(holders):
        parts[_part(key)][key] = f"{holders[key]:x}"
    for part in parts:
        yield json.dumps(part, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")


def part_name(number: int) -> str:
    """Return the name of the file of a part."""
    return f"{number:02x}.json"


def _part(key: str) -> int:
    first, second, third = map(ord, key[:_MIN_LETTERS])
    return (961 * first + 31 * second + third) % PARTS


def _plain(text: str) -> str:
    """Return a text without the marks on its letters: "república" as "republica"."""
    return text if text.isascii() else _MARK.sub("", unicodedata.normalize("NFD", text))
