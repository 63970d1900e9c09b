"""The HTML part of the mail: one table of 600 pixels, styles inlined, nothing loaded from anywhere. Pure.

Mail programs cut long mails off: Gmail at about 102 KB (field reports of 102 to 105 KB). What does not fit is left to the
plain part, which always holds everything.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from digest.compile.edition import counted
from digest.compile.plain import shortened
from digest.compile.templates import environment
from digest.compile.view import View, first

if TYPE_CHECKING:
    from css_inline import CSSInliner

LARGEST = 95_000
"""Bytes of the HTML part, in UTF-8."""

_PREHEADER = 140


def letter(shown: View, unsubscribe: str = "") -> str:
    """The HTML of `shown` in at most 95,000 bytes: as many items, from the first on, as fit, then "and N more"."""
    whole = _rendered(shown, unsubscribe)
    if _fits(whole):
        return whole
    fitting, too_many = 0, len(shown.items)
    while too_many - fitting > 1:
        middle = (fitting + too_many) // 2
        fits = _fits(_rendered(first(shown, middle), unsubscribe))
        fitting, too_many = (middle, too_many) if fits else (fitting, middle)
    return _rendered(first(shown, fitting), unsubscribe)


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
    return _inliner().inline(page)


def _preheader(shown: View) -> str:
    """What a list of messages shows beside the subject: the first titles."""
    return shortened(" · ".join(item.title for item in shown.items[:5]), _PREHEADER) or shown.counts


def _fits(page: str) -> bool:
    return len(page.encode("utf-8")) <= LARGEST


@cache
def _inliner() -> CSSInliner:
    import css_inline

    return css_inline.CSSInliner(keep_at_rules=True, load_remote_stylesheets=False, minify_css=True)
