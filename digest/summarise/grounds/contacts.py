"""Addresses, mail addresses, phone numbers and account names in a text: what leads a reader elsewhere. Pure.

Errs on the side of finding one: a point loses nothing by being replaced, and a foreign link would be the worst that it says.
"""

from __future__ import annotations

import re

_SUFFIXES = (
    "com|org|net|gov|edu|mil|int|info|biz|io|co|ai|app|dev|me|ly|gl|to|xyz|top|site|online|shop|link|click|uk|us|eu|ru|cn|de|fr"
)
_CONTACT = re.compile(
    rf"""
      (?P<address>\b(?:[a-z][a-z0-9+.-]{{1,15}}:(?://|(?=[a-z0-9+]))(?<!\w:)\S+|www\.\S+
                  |(?:javascript|data|mailto|tel|vbscript):\S+
                  |(?:[a-z0-9-]+(?:\.|\[\.\]|\(\.\)|\s\.\s?))+(?:{_SUFFIXES})\b(?:/\S*)?))
    | (?P<mail>[\w.+%-]+\s?(?:@|\[at\]|\(at\))\s?[\w-]+(?:\.[\w-]+)+)
    | (?P<phone>(?:\+\s?\d|\(\d{{2,4}}\)|\b\d{{3}}[-. ]\d{{3,4}}(?=[-. ]\d))[\d\s().-]{{5,}}\d)
    | (?P<account>(?<![\w@])@\w{{2,}})
    | (?P<markup><\s*[a-z!/][^>]*>?|!?\[[^\]]*\]\s?\([^)]*\)?)
    """,
    re.IGNORECASE | re.VERBOSE,
)
_MARKS = re.compile(r"[\s\[\]()<>]|[.,;:!?\"'’”]+$")


def contacts(text: str) -> tuple[str, ...]:
    """What leads elsewhere, in the order and the spelling of `text`; markup that could hide an address, too."""
    return tuple(match.group().strip() for match in _CONTACT.finditer(text))


def foreign(text: str, source: str) -> tuple[str, ...]:
    """The contacts of `text` that do not stand in `source`, whatever spaces and brackets stand between their letters."""
    own = _MARKS.sub("", source).lower()
    known = {_bare(contact) for contact in contacts(source)}
    return tuple(contact for contact in contacts(text) if _bare(contact) not in known and not _is_inside(contact, own))


def _is_inside(contact: str, own: str) -> bool:
    """A phone number or an account may stand in a source in another spelling; an address has to be found as one."""
    return contact[:1] in "+(0123456789@" and bool(_bare(contact)) and _bare(contact) in own


def _bare(contact: str) -> str:
    return _MARKS.sub("", contact.lower().rstrip(".,;:!?\"'’”)"))
