"""The HTML templates of the page and the mail. All text is escaped, and an unknown name is an error."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jinja2 import Environment


@cache
def environment() -> Environment:
    """Return the templates beside this module, with autoescape and StrictUndefined. Built at its first use."""
    import jinja2

    from digest.compile.view_model import marked_parts

    templates = jinja2.Environment(
        loader=jinja2.PackageLoader("digest.compile", "templates"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    templates.globals["marked_parts"] = marked_parts
    return templates
