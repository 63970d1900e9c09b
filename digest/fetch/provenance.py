"""Decides whose a text is: its publisher's, or only its source's. Pure.

A text is the publisher's own if it came from an address of the publisher's site, or from a source that is trusted for that site
(`site:` in the configuration). Nothing that a document says of itself counts: neither its link, nor `canonical`, nor JSON-LD.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from digest.net.site import same_site, site_of
from digest.net.urls import document_key, is_web_url
from digest.records import Provenance, RawStatement

_WHOLE_PAGE = re.compile(rb"<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE)
_LOOKED_AT = 4_000
"""Bytes at the start of a document in which a web page says that it is one."""


@dataclass(frozen=True, slots=True)
class Speaker:
    """A source: its name, its address (empty for a folder of files), and the sites for which it is trusted beside its own."""

    name: str
    address: str = ""
    trusted: tuple[str, ...] = ()

    @property
    def itself(self) -> str:
        """The publisher of what the source says on its own account."""
        return f"source:{self.name}"

    def speaks_for(self, url: str) -> bool:
        """Whether `url` is on a site of the source."""
        return same_site(url, self.address) or site_of(url) in self.trusted


def attributed(raw: RawStatement, speaker: Speaker) -> RawStatement:
    """`raw` with its provenance, and without what its source cannot say of it: title, author, language and dates of a page of
    another site come from that page."""
    provenance = _provenance(raw, speaker)
    if provenance.site:
        raw = replace(raw, title="", author="", language="", dates=())
    return replace(raw, provenance=provenance)


def stored_provenance(raw: RawStatement, speaker: Speaker) -> Provenance:
    """The provenance of what an earlier version stored without one: of `raw` are known its key, its link and its content."""
    is_page = _WHOLE_PAGE.search(raw.content[:_LOOKED_AT]) is not None
    return _provenance(replace(raw, fragment=not is_page, address=raw.link if is_page else ""), speaker)


def _provenance(raw: RawStatement, speaker: Speaker) -> Provenance:
    if not is_web_url(raw.link):
        return Provenance(speaker.itself, raw.key, link=raw.link)
    if raw.address and not raw.fragment:
        return _of_page(raw, speaker)
    if speaker.speaks_for(raw.link):
        return Provenance(site_of(raw.link), document_key(raw.link), link=raw.link)
    if not speaker.address:
        # Somebody put the file there. Its text is nobody's revision, but its link is as good as the file.
        return Provenance(speaker.itself, document_key(raw.link), link=raw.link)
    return Provenance(speaker.itself, document_key(raw.link), link=_own_page(raw, speaker), named=raw.link)


def _of_page(raw: RawStatement, speaker: Speaker) -> Provenance:
    """A page belongs to the site that it was read from: a redirect gives its text no other publisher."""
    link = raw.link if same_site(raw.link, raw.address) else raw.address
    is_own = speaker.speaks_for(link)
    return Provenance(site_of(link), document_key(link), is_own, link, site="" if is_own else site_of(link))


def _own_page(raw: RawStatement, speaker: Speaker) -> str:
    """A page of the source that holds the text, if it names one; else its home page, else its own address."""
    return next((url for url in (raw.guid, raw.home) if speaker.speaks_for(url)), speaker.address)
