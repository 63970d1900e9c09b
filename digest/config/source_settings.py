"""The settings of one source: an entry of `sources`, or of sources.yaml. Fetches nothing.

A new type of source is a class here, listed in SOURCE_TYPES; its builder is listed in `app.py`.
"""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Annotated, Any, Literal, Self

from pydantic import BeforeValidator, Field, field_validator, model_validator

from digest.config.fields import ConfigModel, TextList, TimeZoneName, WebUrl, days_of
from digest.config.section_types import TypedSettings, TypesByKey
from digest.net.site import trusted_sites
from digest.net.urls import redact_url
from digest.records import Profile

Continent = Literal["africa", "americas", "asia", "europe", "oceania", "international"]
Institution = Literal[
    "head-of-state",
    "government",
    "foreign-ministry",
    "ministry",
    "agency",
    "parliament",
    "court",
    "central-bank",
    "armed-forces",
    "international-body",
]


def _age(value: object) -> object:
    return None if value is None else days_of(value)


class SourceSettings(TypedSettings):
    """The keys that every source has."""

    use: str = Field(default="", description="take a known source by name; every other key overrides what is known of it")
    name: str = Field(default="", description="its name in the configuration; without it, its address")
    id: str = Field(
        default="",
        description="what it is for the store, whatever its name: needed only where name and address change at once. "
        "The first time, that is its earlier name",
    )
    title: str = Field(default="", description="its name in editions; without it, `name`")
    body: str = Field(
        default="", description="CSS selector of the element that holds the text of a page; without it, the text is found"
    )
    prune: tuple[str, ...] = Field(default=(), description="CSS selectors of elements inside the text that are not part of it")
    timezone: TimeZoneName = Field(default="UTC", description="IANA time zone of dates that name none")
    language: str = Field(default="", description="language of what is published, such as `en`; without it, it is detected")
    issuer: str = Field(default="", description="the body that issues the statements")
    site: TextList = Field(
        default=(),
        description="other sites that the source speaks for, such as `example.gov`: its texts under their links are theirs",
    )
    learn: bool = Field(
        default=True,
        description="remove lines from new statements that are repeated in many, if they say nothing about the world",
    )
    since: date | None = Field(default=None, description="a day; what was published before it is stored and told in no edition")
    max_age: Annotated[timedelta | None, BeforeValidator(_age)] = Field(
        default=None,
        description="days, such as `7d`; what is older when it is first seen is stored and told in no edition",
    )
    backfill: bool = Field(
        default=False,
        description="tell everything that a new source has. Without it, once there are editions, what is older than the day "
        "before the source was first tried is stored and not told, but for the latest day that it has; nor is what has no date",
    )
    continent: Continent | None = Field(default=None, description="for the list of known sources: where it publishes")
    institution: Institution | None = Field(default=None, description="for the list of known sources: what it is")
    seen: str = Field(default="", description="for the list of known sources: when and by whom it was last seen to work")
    note: str = Field(default="", description="a comment, such as why the source is configured like this")

    @field_validator("site")
    @classmethod
    def _is_site(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        return trusted_sites(value)

    @model_validator(mode="before")
    @classmethod
    def _named(cls, value: Any) -> Any:
        """A source without a name is called by its address."""
        is_named = not isinstance(value, dict) or "name" in value or value.get("use")
        return value if is_named else {"name": cls._default_name(value)} | value

    @classmethod
    def _default_name(cls, value: dict[str, Any]) -> str:
        return str(next((value[key] for key in cls.type_keys if value.get(key)), ""))

    @property
    def tells_everything(self) -> bool:
        """Whether what a new source has is news, however old it is."""
        return self.backfill

    @property
    def address(self) -> str:
        """The value of the key that says which type of source it is."""
        return str(next(getattr(self, key) for key in self.type_keys if getattr(self, key)))

    @property
    def profile(self) -> Profile:
        """The facts that help to clean what the source publishes."""
        return Profile(self.body, self.prune, self.timezone, self.language, self.issuer)


class WebSourceSettings(SourceSettings):
    """The keys that sources on the web share."""

    browser: bool = Field(
        default=False, description="send requests as a browser would; some sites answer 403 to programs that say who they are"
    )

    @classmethod
    def _default_name(cls, value: dict[str, Any]) -> str:
        return redact_url(super()._default_name(value))


class _TextSettings(WebSourceSettings):
    """The keys of sources that may have the text of their statements."""

    full_text: Literal["auto", "page"] | bool = Field(
        default="auto",
        description="whether the source has the whole text of its statements: with `true` no page is read, with `false` every "
        "page, with `auto` each item shows it. The text of the source stands in for a page that cannot be read, and the entry "
        "says so; `page` is `false` without that",
    )


class FeedSettings(_TextSettings):
    """A source that is a feed."""

    type_keys = ("feed",)

    feed: WebUrl = Field(
        description="address of an RSS, Atom or JSON feed. The page of an item is read if its `content` is shorter than 150 "
        "characters or ends like a teaser; a `description` always counts as a teaser"
    )


class _ListSettings(ConfigModel):
    """The keys of sources that list more than what is new."""

    days: int = Field(
        default=7,
        ge=1,
        le=366,
        description="what is dated more than so many days before the last fetch is not news: so the first fetch takes what is "
        "that recent. Of a sitemap without dates it takes nothing, and later ones take the addresses that have come",
    )


class _PagedSettings(ConfigModel):
    """The keys of sources whose list may have several pages."""

    pages: int = Field(
        default=1,
        ge=1,
        le=20,
        description="the most pages of its list that are read, as far as they may hold something new. The address names "
        "them by `{page}`, `{page0}` (counted from 0) or `{offset}` (items before the page), or each page names the next one",
    )


class SitemapSettings(WebSourceSettings, _ListSettings):
    """A source that is a sitemap."""

    type_keys = ("sitemap",)

    sitemap: WebUrl = Field(description="address of a sitemap or of an index of sitemaps, also packed (`.xml.gz`)")
    pattern: TextList = Field(
        default=(),
        description="only addresses that hold this text, in which `*` stands for anything, such as `/en/*/press-releases/`; "
        "or one of several texts",
    )


class JsonPaths(ConfigModel):
    """Where the parts of an item are in an answer in JSON."""

    items: str = Field(default="", description="the list of items; without it, the answer is the list, or a single item")
    link: TextList = Field(
        default=(),
        description="the address of its page; one with braces is made of values: `https://example.org/news/{slug}`",
    )
    title: TextList = Field(default=(), description="its title")
    date: TextList = Field(default=(), description="when it was published")
    changed: TextList = Field(default=(), description="when it was changed last")
    body: TextList = Field(default=(), description="its text, HTML or plain")
    summary: TextList = Field(default=(), description="a teaser")
    author: TextList = Field(default=(), description="who speaks or signs")
    language: TextList = Field(default=(), description="its language, such as `en`")
    id: TextList = Field(default=(), description="what identifies it")
    next: TextList = Field(default=(), description="in the answer, not in an item: the address of the next page")

    @model_validator(mode="after")
    def _has_content(self) -> Self:
        if not self.link and not self.body:
            raise ValueError("`paths` needs `link`, the path of the address of an item, or `body`, that of its text")
        return self

    @property
    def by_name(self) -> dict[str, tuple[str, ...]]:
        """The paths that are given, by the name of the part."""
        return {"items": (self.items,)} | {name: paths for name, paths in self if name != "items" and paths}


class JsonSettings(_TextSettings, _ListSettings, _PagedSettings):
    """A source that is an interface which answers in JSON."""

    type_keys = ("json",)

    interface: WebUrl = Field(
        alias="json",
        description="address of an interface that lists statements in JSON, the newest first",
    )
    paths: JsonPaths = Field(description="where the parts of an item are, see below")

    @property
    def address(self) -> str:
        """The value of the key `json`."""
        return self.interface


class IndexPageSettings(WebSourceSettings, _PagedSettings):
    """A source that is an index page."""

    type_keys = ("page",)

    page: WebUrl = Field(description="address of an index page that links to statements")
    links: str = Field(
        default="",
        description="CSS selector of the links to statements on it, or of what a script opens when it is clicked; required",
    )
    next: str = Field(
        default="", description="CSS selector of the link to the next page of the index; without it, the usual ones are tried"
    )

    @model_validator(mode="after")
    def _has_links(self) -> Self:
        if not self.links:
            raise ValueError("a page needs `links`: the CSS selector of the links to statements")
        return self


class WatchSettings(WebSourceSettings):
    """A source that is one standing page."""

    type_keys = ("watch",)

    watch: WebUrl = Field(
        description="address of a standing page, such as a fact sheet or travel advice: each of its changes is told with the "
        "words that changed. Name its text with `body`, so that what stands around it is not told"
    )

    @property
    def tells_everything(self) -> bool:
        """A standing page is told as it is found: its changes are told beside it."""
        return True


class FilesSettings(SourceSettings):
    """A source that is a folder of files."""

    type_keys = ("files",)

    files: str = Field(
        description="glob of .html, .txt, .md, .pdf, .docx, .odt, .xml, .rss, .eml and .mhtml files; nothing outside is read"
    )

    @property
    def folder_and_pattern(self) -> tuple[str, str]:
        """The glob `files` as its fixed folder and the pattern below it: "a/**/*.html" is "a" and "**/*.html"."""
        parts = Path(self.files).parts
        fixed = next((n for n, part in enumerate(parts) if any(c in part for c in "*?[")), len(parts) - 1)
        return str(Path(*parts[:fixed])) if fixed else ".", str(Path(*parts[fixed:]))


SOURCE_TYPES: TypesByKey[SourceSettings] = TypesByKey(
    "a source",
    FeedSettings,
    IndexPageSettings,
    SitemapSettings,
    JsonSettings,
    WatchSettings,
    FilesSettings,
    tolerated=frozenset({"browser", "links", "full_text", "pattern", "paths", "pages", "days", "next"}),
)
AnySource = Annotated[SourceSettings, BeforeValidator(SOURCE_TYPES.validate)]
