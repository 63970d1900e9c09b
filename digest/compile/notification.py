"""Renders an edition as a short chat message: subject, the first key points, and a link. Pure.

The first line is the title of the message, the rest its body; `deliver/notify.py` sends the two separately.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from digest.compile.view import build_view
from digest.compile.view_model import EntryView
from digest.locale.catalogue import Catalogue
from digest.records import Edition, Target
from digest.text.visible import shortened

MAX_CHARACTERS = 1000
"""Characters of title and body together. The strictest chat service that apprise supports, Microsoft Teams (workflows), takes
1,000; Discord takes 2,000, Mattermost 4,000, Telegram 4,096."""

_MAX_ENTRIES = 5
_MAX_TITLE = 120
_MAX_POINT = 200
_MENTION = re.compile(r"@(?=\w)")


@dataclass(frozen=True, slots=True)
class NotificationRenderer:
    """Implements Renderer for Format.NOTIFICATION. `links` holds the link of each target, which may hold {day}, by the digest
    and the address of the target."""

    links: Mapping[tuple[str, str], str] = field(default_factory=dict)

    def render(self, edition: Edition, target: Target) -> bytes:
        """Return title, empty line and body in UTF-8: at most 1,000 characters, unless the link is longer than 500."""
        view = build_view(edition)
        title = shortened(_without_mentions(view.subject), 2 * _MAX_TITLE)
        link = _link(self.links.get((edition.digest, target.address), ""), edition.slot)
        room = MAX_CHARACTERS - len(title) - len(link) - 4  # for the line breaks between the parts
        parts = (_body(view.all_entries, len(view.withdrawn), max(room, 0), view.words), link)
        return "\n\n".join([title, *(part for part in parts if part)]).encode("utf-8")


def _body(entries: tuple[EntryView, ...], withdrawn: int, room: int, words: Catalogue) -> str:
    """Return one line for each entry, as many as fit into `room` characters, and how many are left out."""
    tail = words.ngettext("Withdrawn: {number} statement", "Withdrawn: {number} statements", withdrawn) if withdrawn else ""
    lines: list[str] = []
    for entry in entries[:_MAX_ENTRIES]:
        left_out = len(entries) - len(lines) - 1
        more = [_more(left_out, words)] if left_out else []
        if len("\n".join(filter(None, [*lines, _line(entry), *more, tail]))) > room:
            break
        lines.append(_line(entry))
    left_out = len(entries) - len(lines)
    more = [_more(left_out, words)] if left_out and lines else []
    return "\n".join(filter(None, [*lines, *more, tail]))


def _more(number: int, words: Catalogue) -> str:
    return words.ngettext("and {number} more", "and {number} more", number)


def _line(entry: EntryView) -> str:
    shown = entry.matched or next(iter(entry.points), None)
    point = f": {shortened(shown.text, _MAX_POINT)}" if shown else ""
    return _without_mentions(f"• {shortened(entry.title, _MAX_TITLE)}{point}")


def _link(template: str, slot: date) -> str:
    return template.replace("{day}", slot.isoformat())


def _without_mentions(text: str) -> str:
    """Return `text` with a zero-width space after each @, so that a publisher's "@channel" alerts nobody."""
    return _MENTION.sub("@\u200b", text)
