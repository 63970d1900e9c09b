"""The HTML part of the mail: one table of 600 pixels, its frame styled inline, nothing loaded from anywhere. Pure.

Mail programs cut long mails off: Gmail at about 102 KB (field reports of 102 to 105 KB). What does not fit is left to the
plain part, which always holds everything.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, lru_cache
from html import escape
from typing import TYPE_CHECKING

from digest.compile.edition import counted
from digest.compile.templates import environment
from digest.compile.view import View, first, unlinked
from digest.text.visible import shortened

if TYPE_CHECKING:
    from css_inline import CSSInliner

LARGEST = 95_000
"""Bytes of the HTML part, in UTF-8."""

_PREHEADER = 140


def letter(shown: View, unsubscribe: str = "") -> str:
    """The HTML of `shown` in at most 95,000 bytes: all of it; or without links to the sentences of its last items; or the
    first items whole, then titles, then "and N more"."""
    whole = _rendered(shown, unsubscribe)
    if _bytes(whole) <= LARGEST:
        return whole
    return _rendered(_cut(shown, "x" * (len(escape(unsubscribe)) // 100 * 100 + 100)), unsubscribe)


@lru_cache(maxsize=4)
def _cut(shown: View, unsubscribe: str) -> View:
    """The part of `shown` that fits; the same for all readers whose link is no longer than `unsubscribe`, so found once.

    Links to sentences, a third of all bytes, go before any key point does, the last ones first. Every item has its title if
    the titles leave two thirds of the bytes to whole items.
    """

    def fits(part: View, most: int = LARGEST) -> bool:
        return _bytes(_rendered(part, unsubscribe)) <= most

    number = len(shown.items)
    if fits(bare := unlinked(shown, 0)):
        return unlinked(shown, _largest(number, lambda n: fits(unlinked(shown, n))))
    fewest = _largest(number, lambda n: fits(first(bare, n), LARGEST * 2 // 3))
    whole = _largest(number, lambda n: fits(first(bare, n, number)))
    if whole >= fewest:
        return first(bare, whole, number)
    return first(bare, fewest, _largest(number - fewest, lambda n: fits(first(bare, fewest, n))))


def _largest(most: int, fits: Callable[[int], bool]) -> int:
    """The largest number from 0 to `most` that `fits`, which holds for all smaller ones; 0 if none does."""
    fitting, too_many = 0, most + 1
    while too_many - fitting > 1:
        middle = (fitting + too_many) // 2
        fitting, too_many = (middle, too_many) if fits(middle) else (fitting, middle)
    return fitting


def _rendered(shown: View, unsubscribe: str) -> str:
    page = (
        environment()
        .get_template("mail.html")
        .render(
            view=shown,
            preheader=_preheader(shown),
            left=f"and {counted(shown.left, 'more statement')}",
            unsubscribe=unsubscribe,
        )
    )
    return _inliner().inline(page).replace("</head>", f"{_style()}</head>", 1)


def _preheader(shown: View) -> str:
    """What a list of messages shows beside the subject: the first titles."""
    return shortened(" · ".join(item.title for item in shown.items[:5]), _PREHEADER) or shown.counts


def _bytes(page: str) -> int:
    """As they travel: every line of a message ends with two bytes."""
    return len(page.encode("utf-8")) + page.count("\n")


@cache
def _style() -> str:
    """The style that stays a block: it is put in after the rest was inlined."""
    return environment().get_template("mail_style.html").render()


@cache
def _inliner() -> CSSInliner:
    import css_inline

    return css_inline.CSSInliner(load_remote_stylesheets=False, minify_css=True)
