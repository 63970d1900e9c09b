"""The HTML templates of the site. All text is escaped, and an unknown name is an error."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jinja2 import Environment

SHARED_TEMPLATE = "edition_parts.html"
"""The template of `digest/compile` that the pages of a site use, too."""


@cache
def site_environment() -> Environment:
    """Return the templates beside this module, with autoescape and StrictUndefined. Built at its first use."""
    import jinja2

    from digest.compile.view_model import marked_parts

    folders = [jinja2.PackageLoader(package, "templates") for package in ("digest.website", "digest.compile")]
    templates = jinja2.Environment(
        loader=jinja2.ChoiceLoader(folders),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    templates.globals["marked_parts"] = marked_parts
    return templates
