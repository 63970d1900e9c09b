"""The settings of one digest: an entry of `digests`. Decides nothing about slots; `schedule.py` does."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, time
from pathlib import Path
from typing import Annotated, Literal, get_args
from zoneinfo import ZoneInfo

from pydantic import Field

from digest.config.delivery_settings import AnyDelivery
from digest.config.fields import ConfigModel, EditionLanguage, FeedbackAddress, SiteUrl, TimeOfDay, TimeZoneName
from digest.locale.catalogue import DEFAULT_LANGUAGE, languages
from digest.records import Grouping, Layout, SubscriptionFilter, WatchedPhrase
from digest.schedule import CatchUp, Every, Recurrence
from digest.text.phrases import MAX_PHRASE

Weekday = Literal["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
_WEEKDAYS: tuple[str, ...] = get_args(Weekday)


class WatchedPhraseSettings(ConfigModel):
    """A phrase that is watched of one issuer only."""

    phrase: str = Field(min_length=1, max_length=MAX_PHRASE, description="the words, in whatever form")
    issuer: str = Field(
        default="", description="a part of the name of who must say it: issuer, speaker, source or party of a joint statement"
    )


class DigestSettings(ConfigModel):
    """A digest: who gets what, and when."""

    id: str = Field(
        default="",
        description="what it is for the store, whatever its name: needed only where name and recipients change at once. "
        "The first time, that is its earlier name",
    )
    title: str = Field(default="Statements", description="the name that recipients see")
    at: TimeOfDay = Field(default=time(6), description="time of day from which an edition is due")
    timezone: TimeZoneName = Field(default="UTC", description="IANA time zone of the recipients, such as `Europe/Brussels`")
    every: Every = Field(default=Every.DAY, description="how often an edition is due: `day`, `weekday` or `week`")
    weekday: Weekday = Field(default="monday", description="the day of a weekly digest")
    catch_up: CatchUp = Field(
        default=CatchUp.ONE, description="after missed days: `one` edition with everything, or `each` missed edition"
    )
    empty: Literal["skip", "send", "outage"] = Field(
        default="skip",
        description="what to do with an edition without anything new: `skip` or `send` it, or, with `outage`, send it only "
        "if a source could not be read all day",
    )
    language: EditionLanguage = Field(
        default=DEFAULT_LANGUAGE, description=f"language of headings, notes and dates: {', '.join(languages())}"
    )
    group: Grouping = Field(
        default=Grouping.SOURCE,
        description="what the list at the front is grouped by: `source`, `type`, `country` or `topic`",
    )
    words: int = Field(
        default=1_200,
        ge=0,
        description="words of a mail: what does not fit is listed by title; `0` for no limit",
    )
    site_url: SiteUrl = Field(
        default="",
        description="address of the web site that a delivery `site` writes, such as `https://news.example.org/`: mails link to "
        "its pages, and it has feeds and a sitemap",
    )
    feedback_url: FeedbackAddress = Field(
        default="",
        description="where answers to the link “Not the point?” of each entry go: `mailto:` with a mail address, or a web "
        "address, in which `{key}` and `{edition}` are replaced",
    )
    sources: tuple[str, ...] = Field(default=(), description="names of the sources that it takes; without it, all")
    merge: Literal["publisher", "publishers"] = Field(
        default="publisher",
        description="which statements with one text are one entry: those of one `publisher`, or of several `publishers`, too; "
        "a joint statement is one entry in any case",
    )
    watch: tuple[Annotated[str, Field(min_length=1, max_length=MAX_PHRASE)] | WatchedPhraseSettings, ...] = Field(
        default=(),
        description="phrases, or `{phrase, issuer}`: an entry says where it uses one, and when it lacks one that most of the "
        "earlier statements with its title have",
    )
    deliver: tuple[AnyDelivery, ...] = Field(min_length=1, description="a list of deliveries, see below")

    @property
    def watched(self) -> tuple[WatchedPhrase, ...]:
        """The phrases that it watches."""
        return tuple(
            WatchedPhrase(each) if isinstance(each, str) else WatchedPhrase(each.phrase, each.issuer) for each in self.watch
        )

    @property
    def merges_publishers(self) -> bool:
        """Whether one text of several publishers is one entry."""
        return self.merge == "publishers"

    @property
    def layout(self) -> Layout:
        """How its editions are shown."""
        return Layout(self.language, self.group, self.words, self.site_url, self.feedback_url)

    def is_filtered(self, slot: date, resolve: Callable[[str], Path]) -> bool:
        """Whether a recipient gets only a part of an edition. `resolve` gives the path of a file that a key names."""
        filters = (each for delivery in self.deliver for each in delivery.recipients(slot, resolve).values())
        return any(each != SubscriptionFilter() for each in filters)

    @property
    def recurrence(self) -> Recurrence:
        """When editions are due."""
        return Recurrence(self.at, ZoneInfo(self.timezone), self.every, _WEEKDAYS.index(self.weekday), self.catch_up)
