"""The HTML templates of the site. All text is escaped, and an unknown name is an error."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jinja2 import Environment


@cache
def site_environment() -> Environment:
    """Return the templates beside this module, with autoescape and StrictUndefined. Built at its first use."""
    import jinja2

    return jinja2.Environment(
        loader=jinja2.PackageLoader("digest.website", "templates"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
