"""An edition as a page: contents, anchors, print style, dark mode; one file that loads nothing and runs nothing. Pure."""

from __future__ import annotations

from digest.compile.templates import environment
from digest.compile.view import view
from digest.records import Edition, Target


class HtmlRenderer:
    """Implements Renderer for Format.HTML."""

    def render(self, edition: Edition, target: Target) -> bytes:
        """The page in UTF-8; `target` makes no difference."""
        return environment().get_template("page.html").render(view=view(edition)).encode("utf-8")
