"""Guesses the charset of bytes that declare none and are not UTF-8. Pure.

Charsets of Latin scripts differ in a few letters only: the one is right in which all these letters are of one language.
Statistics are no help there, but they tell other scripts well, and are left to charset-normalizer.
"""

from __future__ import annotations

import re

SAMPLE = 20_000
"""Bytes that a guess looks at, without markup."""

_LATIN = (
    ("cp1252", "fr àâæçéèêëîïôœùûüÿ"),
    ("cp1252", "de äöüß"),
    ("cp1252", "es áéíñóúü"),
    ("cp1252", "pt áâãàçéêíóôõúü"),
    ("cp1252", "it àèéìíîòóùú"),
    ("cp1252", "ca àçèéíïòóúü"),
    ("cp1252", "nl äçéèêëïóöü"),
    ("cp1252", "da sv fi åäæéöø"),
    ("cp1252", "is áæðéíóöúýþ"),
    ("cp1252", "et äõöüšž"),
    ("cp1250", "pl ąćęłńóśźż"),
    ("cp1250", "cs áčďéěíňóřšťúůýž"),
    ("cp1250", "sk áäčďéíĺľňóôŕšťúýž"),
    ("cp1250", "hu áéíóöőúüű"),
    ("cp1250", "sl hr ćčđšž"),
    ("cp1250", "ro âîăşţ"),
    ("iso8859_2", "pl ąćęłńóśźż"),
    ("iso8859_2", "cs áčďéěíňóřšťúůýž"),
    ("iso8859_2", "sk áäčďéíĺľňóôŕšťúýž"),
    ("iso8859_2", "hu áéíóöőúüű"),
    ("iso8859_2", "sl hr ćčđšž"),
    ("iso8859_2", "ro âîăşţ"),
    ("cp1254", "tr âçğıîöşüûi̇"),
    ("cp1257", "lt ąčėęįšūųž"),
    ("cp1257", "lv āčēģīķļņšūž"),
)
"""Charsets of Latin scripts, the commonest first, each with the letters beyond a to z that one language needs."""

_OTHERS = (
    "cp1251", "koi8_r", "koi8_u", "cp866", "iso8859_5", "cp1253", "iso8859_7", "cp1255", "cp1256", "cp874",
    "gb18030", "big5", "cp932", "euc_jp", "cp949",
)  # fmt: skip
_UNSPACED = frozenset({"cp874", "gb18030", "big5", "cp932", "euc_jp"})  # of scripts without spaces
_LONG_WORD = re.compile(r"[^\W\d_]{40}")  # data that is no text is one such word
# Of the letters. No language of a Latin script has as many letters beyond a to z: Vietnamese and Czech have one in five.
_MAX_LATIN_SHARE = 0.4
_FEW_BYTES = 8  # beyond ASCII, too few for a share
_MARKUP = re.compile(rb"<(script|style)\b.{0,200000}?</\1\s*>|<[^>]{0,2000}>", re.IGNORECASE | re.DOTALL)
_HIGH = re.compile(rb"[\x80-\xff]")
_LETTER = re.compile(rb"[A-Za-z]")
_ODD = re.compile(
    r"(?<=[^\W\d_])[^\x00-\x7f\w‘’‚“”„«»‹›–—…·\xa0]|[^\x00-\x7f\w‘’‚“”„«»‹›–—…·¡¿©\xa0](?=[^\W\d_])|[\x80-\x9f\ufffd]"
)
_NOT_ASCII_LETTER = re.compile(r"[^\W\d_a-zA-Z]")
_HEBREW_LETTERS = re.compile(rb"[\xe0-\xfa]")
_MIN_HEBREW_LETTERS = 20  # Russian in Windows-1251 has the same bytes, but cannot do without its last letters for so long


def is_mostly_latin(content: bytes) -> bool:
    """Whether most letters of `content`, in any charset that is like ASCII, are a to z."""
    sample = _MARKUP.sub(b" ", content[: 4 * SAMPLE])[:SAMPLE]
    high = len(_HIGH.findall(sample))
    return high < _FEW_BYTES or high <= _MAX_LATIN_SHARE * (high + len(_LETTER.findall(sample)))


def guess_charset(content: bytes) -> str:
    """Return the codec that `content` was probably encoded with, Windows-1252 if nothing speaks for another one."""
    sample = _MARKUP.sub(b" ", content[: 20 * SAMPLE])[:SAMPLE]
    if is_mostly_latin(content):
        return _latin_charset(sample)
    letters = _HIGH.findall(sample)
    if len(letters) >= _MIN_HEBREW_LETTERS and len(_HEBREW_LETTERS.findall(sample)) == len(letters):
        return "cp1255"
    return _statistical_guess(sample) or _latin_charset(sample)


def _latin_charset(sample: bytes) -> str:
    """Return the charset in which the largest part of the letters beyond ASCII is of one language; the first of equals."""
    return max(_LATIN, key=lambda entry: _fit(sample.decode(entry[0], "replace"), entry[1]))[0]


def _fit(text: str, alphabet: str) -> float:
    """Return the share of the letters beyond ASCII, and of odd characters beside letters, that are of the `alphabet`."""
    letters = [letter.lower() for letter in _NOT_ASCII_LETTER.findall(text)]
    odd = len(_ODD.findall(text))
    return sum(letter in alphabet for letter in letters) / (len(letters) + odd) if letters or odd else 1.0


def _statistical_guess(sample: bytes) -> str:
    from charset_normalizer import from_bytes

    best = from_bytes(sample, cp_isolation=list(_OTHERS)).best()
    return "" if not best or (best.encoding not in _UNSPACED and _LONG_WORD.search(str(best))) else best.encoding
