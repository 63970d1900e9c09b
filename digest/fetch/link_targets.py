"""Says where an element of a page leads: by its link, or by what it holds for a script. Pure.

Some publishers link by scripts only: PIB of India writes onclick="window.open('PressReleasePage.aspx?PRID=1')".
"""

from __future__ import annotations

import re
from typing import Any

_LINKS = frozenset({"a", "area", "link"})
_DATA = ("data-href", "data-url", "data-link")
_ADDRESS = re.compile(
    r"""["']((?=[^"']{0,500}\w)(?:https?:)?[^"'\s<>]{0,500}?(?:[/?][^"'\s<>]{0,500}|\.(?:s?html?|aspx?|php|jsp|do|cfm|pdf)))["']""",
    re.IGNORECASE,
)
_MAX_SCRIPT = 2_000  # characters of a handler that are looked at


def linked_by(element: Any) -> str:
    """The address in the href of a link; empty for a script, a place on the same page, and any other element."""
    href = str(element.get("href", "")).strip() if element.tag in _LINKS else ""
    return "" if href.startswith("#") or href.lower().startswith("javascript:") else href


def scripted_by(element: Any) -> str:
    """The address that an element holds for a script: in an attribute of its own, or in quotation marks in a handler."""
    if not isinstance(element.tag, str):
        return ""
    if named := next((str(element.get(name)) for name in _DATA if element.get(name)), ""):
        return named
    handlers = f"{element.get('onclick', '')} {element.get('href', '') if element.tag == 'a' else ''}"
    found = _ADDRESS.search(handlers[:_MAX_SCRIPT]) if handlers != " " else None
    return found[1] if found else ""


def target_of(element: Any) -> str:
    """Where an element leads, as written; empty if nowhere, and for the links in the head of a page."""
    return "" if element.tag == "link" else linked_by(element) or scripted_by(element)
