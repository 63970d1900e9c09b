"""The codec for each label of a charset, as browsers read labels. Pure.

Labels and their meaning: WHATWG Encoding Standard, "Names and labels". Most labels there mean a wider encoding than their name
says: pages that declare "gb2312" have characters of GBK, and pages that declare "iso-8859-1" the quotation marks of cp1252.
"""

from __future__ import annotations

import codecs

_WIDER = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "tis-620": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "big5": "big5hkscs",
    "cp950": "big5hkscs",
    "euc_kr": "cp949",
    "shift_jis": "cp932",
}
"""Codec of a label in Python to the codec that browsers use."""

_UNKNOWN_LABELS = {
    "unicode-1-1-utf-8": "utf-8",
    "unicode11utf8": "utf-8",
    "unicode20utf8": "utf-8",
    "x-unicode20utf8": "utf-8",
    "utf8mb4": "utf-8",
    "unicode": "utf-16-le",
    "csunicode": "utf-16-le",
    "iso-10646-ucs-2": "utf-16-le",
    "ucs-2": "utf-16-le",
    "unicodefeff": "utf-16-le",
    "unicodefffe": "utf-16-be",
    "ansi": "cp1252",
    "x-ansi": "cp1252",
    "dos-874": "cp874",
    "windows-874": "cp874",
    "iso8859_11": "cp874",
    "koi": "koi8-r",
    "koi8": "koi8-r",
    "koi8-ru": "koi8-u",
    "logical": "iso8859-8",
    "iso-8859-8-i": "iso8859-8",
    "csiso88598i": "iso8859-8",
    "visual": "iso8859-8",
    "csiso88598e": "iso8859-8",
    "sun_eu_greek": "iso8859-7",
    "x-mac-roman": "mac-roman",
    "mac": "mac-roman",
    "csmacintosh": "mac-roman",
    "x-mac-cyrillic": "mac-cyrillic",
    "x-mac-ukrainian": "mac-cyrillic",
    "x-gbk": "gb18030",
    "gb_2312": "gb18030",
    "gb_2312-80": "gb18030",
    "iso-ir-58": "gb18030",
    "csiso58gb231280": "gb18030",
    "cn-gb": "gb18030",
    "big5-eten": "big5hkscs",
    "cn-big5": "big5hkscs",
    "x-x-big5": "big5hkscs",
    "csbig5": "big5hkscs",
    "x-euc-jp": "euc_jp",
    "cseucpkdfmtjapanese": "euc_jp",
    "x-sjis": "cp932",
    "ms932": "cp932",
    "windows-31j": "cp932",
    "cseuckr": "cp949",
    "ks_c_5601-1989": "cp949",
    "ksc_5601": "cp949",
    "windows-949": "cp949",
}
"""Labels that Python does not know, or reads as another encoding."""

_PREFIXES = ("x-cp", "windows", "win-", "win", "x-windows-", "cp-", "microsoft-cp")
_NOT_CHARSETS = frozenset({"utf_7", "idna", "punycode", "unicode_escape", "raw_unicode_escape", "mbcs", "oem", "undefined"})
# Characters that a browser reads, but the first codec does not: the circled figures of NEC, for example.
_SUPERSETS = {"euc_jp": ("euc_jp", "euc_jis_2004"), "iso2022_jp": ("iso2022_jp", "iso2022_jp_ext", "iso2022_jp_2004")}


def codecs_of(label: str) -> tuple[str, ...]:
    """Return the codecs for `label`, the one to try first in front; empty if it names no charset of text."""
    name = label.strip(" \t\r\n\f\"';,").lower()
    found = _UNKNOWN_LABELS.get(name) or _python_codec(name) or _windows_codec(name)
    if not found:
        return ()
    found = _WIDER.get(found, found)
    return _SUPERSETS.get(found, (found,))


def supersets_of(codec: str) -> tuple[str, ...]:
    """Return the codecs that read the characters of `codec`, and more."""
    return _SUPERSETS.get(codec, ())[1:]


def _python_codec(name: str) -> str:
    """Return Python's name of a codec between bytes and text; empty if it has none of that name."""
    try:
        found = codecs.lookup(name)
        is_charset = isinstance(b"aa".decode(name), str)
    except (LookupError, ValueError, UnicodeError):
        return ""
    name = {"utf-16": "utf-16-le", "utf-32": "utf-32-le", "utf-8-sig": "utf-8"}.get(found.name, found.name)
    return name if is_charset and name.replace("-", "_") not in _NOT_CHARSETS else ""


def _windows_codec(name: str) -> str:
    """Return the code page that a label such as "win-1251" or "x-cp1250" means; empty if it means none."""
    for prefix in _PREFIXES:
        number = name.removeprefix(prefix).lstrip("-_")
        if number != name and number.isdigit():
            return _python_codec(f"cp{number}")
    return ""
