"""The settings of one source: an entry of `sources`, or of sources.yaml. Fetches nothing."""

from __future__ import annotations

from pathlib import Path
from typing import Self

from pydantic import model_validator

from digest.config.fields import ConfigModel, TimeZoneName, WebUrl
from digest.records import Profile

SOURCE_KINDS = ("feed", "page", "files")
"""The keys of which a source has exactly one."""


class SourceSettings(ConfigModel):
    """A source. `use` takes a known source by name; every other key overrides what is known of it."""

    use: str = ""
    name: str = ""
    title: str = ""
    feed: WebUrl = ""
    page: WebUrl = ""
    files: str = ""
    links: str = ""
    body: str = ""
    prune: tuple[str, ...] = ()
    timezone: TimeZoneName = "UTC"
    language: str = ""
    issuer: str = ""
    browser: bool = False
    learn: bool = True
    note: str = ""

    @model_validator(mode="after")
    def _one_kind(self) -> Self:
        kinds = [kind for kind in SOURCE_KINDS if getattr(self, kind)]
        if len(kinds) != 1:
            raise ValueError(f"a source is one of feed, page or files; this one is {' and '.join(kinds) or 'none of them'}")
        if self.page and not self.links:
            raise ValueError("a page needs `links`: the CSS selector of the links to statements")
        return self

    @property
    def folder_and_pattern(self) -> tuple[str, str]:
        """The glob `files` as its fixed folder and the pattern below it: "a/**/*.html" is "a" and "**/*.html"."""
        parts = Path(self.files).parts
        fixed = next((n for n, part in enumerate(parts) if any(c in part for c in "*?[")), len(parts) - 1)
        return str(Path(*parts[:fixed])) if fixed else ".", str(Path(*parts[fixed:]))

    @property
    def profile(self) -> Profile:
        """The facts that help to clean what the source publishes."""
        return Profile(self.body, self.prune, self.timezone, self.language, self.issuer)
