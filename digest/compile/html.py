"""Renders an edition as one HTML page with contents, anchors, print style and dark mode. Pure.

The page loads nothing and runs nothing.
"""

from __future__ import annotations

from digest.compile.strings import cut_label
from digest.compile.templates import environment
from digest.compile.view import build_view
from digest.records import Edition, Target


class HtmlRenderer:
    """Implements Renderer for Format.HTML."""

    def render(self, edition: Edition, target: Target) -> bytes:
        """Return the page in UTF-8; `target` makes no difference."""
        view = build_view(edition)
        return (
            environment()
            .get_template("page.html")
            .render(view=view, _=view.words.gettext, cut=cut_label(view.words))
            .encode("utf-8")
        )
