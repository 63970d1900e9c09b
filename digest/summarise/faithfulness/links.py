"""Finds links in a text: web and mail addresses, phone numbers, account names, and markup that may hide one. Pure.

Prefers false alarms: replacing a point costs little, and a link to another site is the worst that a point can contain.
"""

from __future__ import annotations

import re

_SUFFIXES = (
    "com|org|net|gov|edu|mil|int|info|biz|io|co|ai|app|dev|me|ly|gl|to|xyz|top|site|online|shop|link|click|uk|us|eu|ru|cn|de|fr"
)
_LINK = re.compile(
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
_PUNCTUATION = re.compile(r"[\s\[\]()<>]|[.,;:!?\"'’”]+$")


def links(text: str) -> tuple[str, ...]:
    """The links of `text`, in order and as written."""
    return tuple(match.group().strip() for match in _LINK.finditer(text))


def foreign_links(text: str, document: str) -> tuple[str, ...]:
    """The links of `text` that do not occur in `document`, ignoring spaces and brackets within them."""
    bare_document = _PUNCTUATION.sub("", document).lower()
    known = {_bare(link) for link in links(document)}
    return tuple(link for link in links(text) if _bare(link) not in known and not _occurs_in(link, bare_document))


def points_off_site(text: str, link: str) -> bool:
    """Whether `text` contains an address or markup that is not of the site at `link`; phone numbers do not count."""
    site = _site(link)
    on_site = re.compile(rf"(?:https?://|[\w.+%-]+@)?(?:[\w-]+\.)*{re.escape(site)}(?:[/?#:]\S*)?") if site else None
    found = (other for other in links(text) if other[:1] not in "+(0123456789")
    return any(on_site is None or not on_site.fullmatch(_bare(other)) for other in found)


def _site(link: str) -> str:
    """The last two labels of the host name, or three under a two-part suffix such as gov.uk."""
    labels = re.sub(r"^[a-z]+://|[/?#:].*$", "", link.lower()).split(".")
    size = 3 if len(labels) > 2 and len(labels[-1]) == 2 and len(labels[-2]) <= 3 else 2
    return ".".join(labels[-size:]) if len(labels) > 1 else ""


def _occurs_in(link: str, bare_document: str) -> bool:
    """Whether a phone number or account name occurs in another spelling. An address must be recognised as one."""
    return link[:1] in "+(0123456789@" and bool(_bare(link)) and _bare(link) in bare_document


def _bare(link: str) -> str:
    return _PUNCTUATION.sub("", link.lower().rstrip(".,;:!?\"'’”)"))
