"""What a web site is: where it stands, what it is called, and whose editions it shows. No logic but derived properties."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from digest.locale.catalogue import Catalogue, catalogue


@dataclass(frozen=True, slots=True)
class SiteDescription:
    """A site in `folder`, for readers at `url` ("": not known).

    `digests` are the titles of the digests on it by their slugs, `sources` those of the sources by name. `language` is that of
    its own words, `timezone` (IANA) that of its times. `search`: it has full-text search, if Pagefind is installed.
    `feedback_url` is where answers of readers go.
    """

    folder: Path
    title: str
    url: str = ""
    digests: Mapping[str, str] = field(default_factory=dict)
    sources: Mapping[str, str] = field(default_factory=dict)
    language: str = "en"
    timezone: str = "UTC"
    search: bool = True
    feedback_url: str = ""

    @property
    def slugs(self) -> tuple[str, ...]:
        """The slugs of the digests, in the order of the configuration."""
        return tuple(self.digests)

    @property
    def words(self) -> Catalogue:
        """The catalogue of the language of the site."""
        return catalogue(self.language)
