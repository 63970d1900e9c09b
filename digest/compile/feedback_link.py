"""Makes the links by which readers say that the key points of an entry miss the point. Pure; sends nothing.

`cli/feedback_command.py` reads the answers.
"""

from __future__ import annotations

from urllib.parse import quote

from digest.locale.catalogue import Catalogue
from digest.net.urls import safe_url

STATEMENT, EDITION = "Statement", "Edition"
"""The labels by which an answer by mail is read. They are not translated."""

_MAILTO = "mailto:"
_MAX_LINK = 1_900
"""Characters of a mail link: some mail programs cut longer ones. What is too long goes without its second line."""


def feedback_link(address: str, key: str, edition: str, words: Catalogue) -> str:
    """Return the link for the statement `key` in `edition` ("morning 2026-11-23"); "" if `address` is "".

    `address` is "mailto:" with a mail address, or a web address, in which {key} and {edition} are replaced; without them they
    become the query parameters `statement` and `edition`.
    """
    if not address:
        return ""
    if address.startswith(_MAILTO):
        return _mail_link(address, key, edition, words)
    values = {"{key}": _quoted(key), "{edition}": _quoted(edition)}
    if "{key}" not in address:
        address += f"{'&' if '?' in address else '?'}statement={{key}}&edition={{edition}}"
    for name, value in values.items():
        address = address.replace(name, value)
    return safe_url(address)


def _mail_link(address: str, key: str, edition: str, words: Catalogue) -> str:
    subject = _quoted(words.gettext("Not the point"))
    question = words.gettext("Which sentence is the point? Paste it here, or leave this empty:")
    body = f"{question}\n\n\n{STATEMENT}: {key}\n"
    link = f"{address}?subject={subject}&body={_quoted(body)}"
    longer = f"{link}{_quoted(f'{EDITION}: {edition}')}"
    return longer if len(longer) <= _MAX_LINK else link


def _quoted(text: str) -> str:
    return quote(text, safe="", errors="replace")
