"""Renders the HTML part of the mail: one table 600 pixels wide, styles inlined, nothing loaded from anywhere. Pure.

Mail programs cut long mails off: Gmail at about 102 KB (field reports say 102 to 105 KB). What does not fit is left to the
plain-text part, which always holds everything.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, lru_cache
from html import escape
from typing import TYPE_CHECKING

from digest.compile.mail_part import with_entries, with_lines
from digest.compile.strings import cut_label, omitted_text
from digest.compile.templates import environment
from digest.compile.view_model import View
from digest.text.visible import shortened

if TYPE_CHECKING:
    from css_inline import CSSInliner

MAX_BYTES = 95_000
"""Size of the HTML part in UTF-8, with line ends of two bytes."""

_MAX_PREHEADER = 140
_PREHEADER_TITLES = 5
_LINK_STEP = 100  # characters by which the room for the unsubscribe link grows
_MAX_CACHED = 4


def html_part(view: View, unsubscribe: str = "") -> str:
    """Return the HTML of `view` in at most `MAX_BYTES`; `unsubscribe` is a link or "".

    What does not fit goes in this order: the last entries but for their lines in the list; the last lines but for their number
    ("and N more statements").
    """
    whole = _render(view, unsubscribe)
    if _size(whole) <= MAX_BYTES:
        return whole
    room = "x" * (len(escape(unsubscribe)) // _LINK_STEP * _LINK_STEP + _LINK_STEP)
    return _render(_fitting(view, room), unsubscribe)


@lru_cache(maxsize=_MAX_CACHED)
def _fitting(view: View, unsubscribe: str) -> View:
    """Return the part of `view` that fits. Found once for all recipients whose link is no longer than `unsubscribe`.

    Every statement keeps its line if the lines leave a third of the bytes to whole entries.
    """

    def fits(part: View, limit: int = MAX_BYTES) -> bool:
        return _size(_render(part, unsubscribe)) <= limit

    entries, number = view.all_entries, len(view.lines)
    bare = with_entries(view, ())
    lines = number
    if not fits(bare, MAX_BYTES * 2 // 3):
        lines = _largest_fitting(number, lambda n: fits(with_lines(bare, n), MAX_BYTES * 2 // 3))
    kept = _largest_fitting(len(entries), lambda n: fits(with_lines(with_entries(view, entries[:n]), lines)))
    return with_lines(with_entries(view, entries[:kept]), lines)


def _largest_fitting(maximum: int, fits: Callable[[int], bool]) -> int:
    """Return the largest number from 0 to `maximum` that `fits`, by bisection; 0 if none does. All smaller ones must fit."""
    fitting, too_large = 0, maximum + 1
    while too_large - fitting > 1:
        middle = (fitting + too_large) // 2
        fitting, too_large = (middle, too_large) if fits(middle) else (fitting, middle)
    return fitting


def _render(view: View, unsubscribe: str) -> str:
    page = (
        environment()
        .get_template("mail.html")
        .render(
            view=view,
            preheader=_preheader(view),
            _=view.words.gettext,
            left_out_text=view.words.ngettext("and {number} more statement", "and {number} more statements", view.left_out),
            omitted_text=omitted_text(view),
            cut=cut_label(view.words),
            unsubscribe=unsubscribe,
        )
    )
    return _inliner().inline(page).replace("</head>", f"{_style()}</head>", 1)


def _preheader(view: View) -> str:
    """Return what a list of messages shows beside the subject, which ends with the first line of the lead: the next ones."""
    said = [line.point.text for line in view.lead[1:]] or [line.title for line in view.lines]
    return shortened(" · ".join(said[:_PREHEADER_TITLES]), _MAX_PREHEADER) or view.counts


def _size(page: str) -> int:
    """Return the size in bytes as it travels: each line of a message ends with two bytes."""
    return len(page.encode("utf-8")) + page.count("\n")


@cache
def _style() -> str:
    """Return the style block, inserted after the rest was inlined: repeated elements, phones, dark mode."""
    return environment().get_template("mail_style.html").render()


@cache
def _inliner() -> CSSInliner:
    import css_inline

    return css_inline.CSSInliner(load_remote_stylesheets=False, minify_css=True)
