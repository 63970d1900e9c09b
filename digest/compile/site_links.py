"""Where the pages of the web site stand: their paths, and their addresses below the one of the site. Pure.

A path depends on nothing that can change: that of a statement on its key, that of an edition on its digest and its day. Who has
a link keeps it.
"""

from __future__ import annotations

import hashlib
from datetime import date

from digest.net.urls import safe_url
from digest.records import Edition, Target

_DIGITS = 16
"""Hexadecimal digits of a name: two of ten million statements have the same one once in 370,000 sites."""


def statement_path(key: str) -> str:
    """Return the path of the page of the statement `key`, within the site."""
    name = hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()[:_DIGITS]
    return f"statements/{name[:2]}/{name}.html"


def edition_path(slug: str, slot: date) -> str:
    """Return the path of the page of an edition, within the site."""
    return f"editions/{slug}/{slot.isoformat()}.html"


def site_link(site_url: str, path: str) -> str:
    """Return the address of a page of the site at `site_url`; "" if there is none, or if it is no web address."""
    return safe_url(site_url + path) if site_url else ""


class SitePathRenderer:
    """Implements Renderer for Format.SITE: the path of the page of the edition. The page itself is a view of the store."""

    def render(self, edition: Edition, target: Target) -> bytes:
        """Return the path in UTF-8; `target` makes no difference."""
        return edition_path(edition.digest, edition.slot).encode("utf-8")
