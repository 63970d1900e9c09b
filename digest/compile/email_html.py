"""Renders the HTML part of the mail: one table 600 pixels wide, styles inlined, nothing loaded from anywhere. Pure.

Mail programs cut long mails off: Gmail at about 102 KB (field reports say 102 to 105 KB). What does not fit is left to the
plain-text part, which always holds everything.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, lru_cache
from html import escape
from typing import TYPE_CHECKING

from digest.compile.templates import environment
from digest.compile.view import truncate_view, without_sentence_links
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

    What does not fit goes in this order: the links to the sentences of the last entries; the last entries but for their titles;
    these titles but for their number ("and N more statements").
    """
    whole = _render(view, unsubscribe)
    if _size(whole) <= MAX_BYTES:
        return whole
    room = "x" * (len(escape(unsubscribe)) // _LINK_STEP * _LINK_STEP + _LINK_STEP)
    return _render(_fitting(view, room), unsubscribe)


@lru_cache(maxsize=_MAX_CACHED)
def _fitting(view: View, unsubscribe: str) -> View:
    """Return the part of `view` that fits. Found once for all recipients whose link is no longer than `unsubscribe`.

    Links to sentences, a third of all bytes, go before any key point does, the last ones first. Every entry keeps its title if
    the titles leave two thirds of the bytes to whole entries.
    """

    def fits(part: View, limit: int = MAX_BYTES) -> bool:
        return _size(_render(part, unsubscribe)) <= limit

    number = len(view.entries)
    unlinked = without_sentence_links(view, 0)
    if fits(unlinked):
        return without_sentence_links(view, _largest_fitting(number, lambda n: fits(without_sentence_links(view, n))))
    fewest = _largest_fitting(number, lambda n: fits(truncate_view(unlinked, n), MAX_BYTES * 2 // 3))
    whole = _largest_fitting(number, lambda n: fits(truncate_view(unlinked, n, number)))
    if whole >= fewest:
        return truncate_view(unlinked, whole, number)
    titles = _largest_fitting(number - fewest, lambda n: fits(truncate_view(unlinked, fewest, n)))
    return truncate_view(unlinked, fewest, titles)


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
            unsubscribe=unsubscribe,
        )
    )
    return _inliner().inline(page).replace("</head>", f"{_style()}</head>", 1)


def _preheader(view: View) -> str:
    """Return what a list of messages shows beside the subject: the first titles."""
    titles = " · ".join(entry.title for entry in view.entries[:_PREHEADER_TITLES])
    return shortened(titles, _MAX_PREHEADER) or view.counts


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
