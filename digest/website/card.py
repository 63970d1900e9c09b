"""A card says of a statement what the lists of the site show of it, and in which lists it stands. Pure."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from dataclasses import asdict, dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from digest.compile.entry_view import display_title
from digest.compile.site_links import statement_path
from digest.locale.catalogue import Catalogue
from digest.records import PublishedStatement, Statement
from digest.text.countries import concerned, home_of
from digest.text.news_kinds import topic_of
from digest.text.visible import direction, limited_text
from digest.website.description import SiteDescription

_MAX_TITLE = 300
_MAX_NAME = 200
_MAX_POINT = 240
"""Characters of what a list shows of a statement."""

_MAX_COUNTRIES = 6
"""Countries that a title or a first key point names; one that names more is a list of members."""


_MAX_SLUG = 48


class GroupKind(StrEnum):
    """By what the statements of the site are listed; the values are folders of the site."""

    COUNTRY = "countries"
    TOPIC = "topics"
    ISSUER = "issuers"
    TYPE = "types"


@dataclass(frozen=True, slots=True)
class Group:
    """A list of statements: `slug` names its folder, `name` is what it lists: a name, or the code of a topic or type."""

    kind: GroupKind
    slug: str
    name: str


@dataclass(frozen=True, slots=True)
class Card:
    """A statement in a list. `told` is the day of the edition that told it first, `day` when it was published.

    `issuer` is who publishes it, by its own words or else the title of its source; `type` and `topic` are codes, `countries`
    the countries and bodies that it is about, by code, each with its name.
    """

    key: str
    path: str
    title: str
    told: date
    day: date
    source: str
    issuer: str
    type: str
    topic: str
    countries: tuple[tuple[str, str], ...]
    point: str
    language: str
    direction: str
    is_withdrawn: bool = False
    is_updated: bool = False

    @property
    def month(self) -> str:
        """The month in whose lists it stands, as "2026-11"."""
        return f"{self.told:%Y-%m}"

    @property
    def groups(self) -> tuple[Group, ...]:
        """The lists in which it stands."""
        return (
            *(Group(GroupKind.COUNTRY, code.lower(), name) for code, name in self.countries),
            *([Group(GroupKind.TOPIC, self.topic, self.topic)] if self.topic else []),
            Group(GroupKind.ISSUER, _slug(self.issuer), self.issuer),
            *([Group(GroupKind.TYPE, self.type.replace("_", "-"), self.type)] if self.type != "other" else []),
        )


def card_of(published: PublishedStatement, site: SiteDescription) -> Card:
    """Return the card of a statement."""
    latest = published.latest
    statement = latest.statement
    source = limited_text(site.sources.get(statement.source, statement.source), _MAX_NAME)
    title = limited_text(display_title(statement, site.words), _MAX_TITLE)
    point = latest.summary.points[0].text if latest.summary.points else ""
    told = published.first_told.slot
    return Card(
        key=published.key,
        path=statement_path(published.key),
        title=title,
        told=told,
        day=statement.day or (statement.published.date() if statement.published else told),
        source=source,
        issuer=limited_text(statement.issuer, _MAX_NAME) or source,
        type=str(statement.type),
        topic=topic_of(f"{statement.title} {point}", statement.language),
        countries=_countries(statement, point, source, site.words),
        point=limited_text(point, _MAX_POINT),
        language=statement.language,
        direction=direction(f"{title} {statement.text[:200]}"),
        is_withdrawn=published.gone is not None,
        is_updated=len(published.revisions) > 1,
    )


def _countries(statement: Statement, point: str, source: str, words: Catalogue) -> tuple[tuple[str, str], ...]:
    """Return the countries and bodies of the title, else of the first point, without the one in the name of the source."""
    own = home_of(source)
    for text in (statement.title, point):
        found = {each.code: words.territory(each.code) or each.name for each in concerned(text, statement.language)}
        if others := {code: name for code, name in found.items() if code not in own}:
            return tuple(others.items())[:_MAX_COUNTRIES]
    return ()


def _slug(name: str) -> str:
    """Return a name for a folder: the letters of `name` for people, and some digits of its hash, which tell names apart."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    readable = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:_MAX_SLUG].strip("-")
    return "-".join(filter(None, [readable, hashlib.sha256(name.encode("utf-8", "surrogatepass")).hexdigest()[:6]]))


def card_to_json(card: Card) -> dict[str, Any]:
    """Return a card as a JSON object."""
    return {**asdict(card), "told": card.told.isoformat(), "day": card.day.isoformat()}


def card_from_json(body: dict[str, Any]) -> Card:
    """Return the card of a JSON object."""
    days = {name: date.fromisoformat(body[name]) for name in ("told", "day")}
    return Card(**{**body, **days, "countries": tuple((code, name) for code, name in body["countries"])})
