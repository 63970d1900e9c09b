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


def leads_away(text: str, link: str) -> bool:
    """Whether `text` holds an address, a mail address or markup that is not of the site at `link`; phone numbers may be."""
    site = _site(link)
    ours = re.compile(rf"(?:https?://|[\w.+%-]+@)?(?:[\w-]+\.)*{re.escape(site)}(?:[/?#:]\S*)?") if site else None
    found = (contact for contact in contacts(text) if contact[:1] not in "+(0123456789")
    return any(ours is None or not ours.fullmatch(_bare(contact)) for contact in found)


def _site(link: str) -> str:
    """The last two parts of the host, three under a two-part suffix such as gov.uk."""
    parts = re.sub(r"^[a-z]+://|[/?#:].*$", "", link.lower()).split(".")
    most = 3 if len(parts) > 2 and len(parts[-1]) == 2 and len(parts[-2]) <= 3 else 2
    return ".".join(parts[-most:]) if len(parts) > 1 else ""


def _is_inside(contact: str, own: str) -> bool:
    """A phone number or an account may stand in a source in another spelling; an address has to be found as one."""
    return contact[:1] in "+(0123456789@" and bool(_bare(contact)) and _bare(contact) in own


def _bare(contact: str) -> str:
    return _MARKS.sub("", contact.lower().rstrip(".,;:!?\"'’”)"))
