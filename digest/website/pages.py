"""Renders the pages of a site from what the store and the state of the site know. Pure: the same input gives the same bytes."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from digest.compile.site_links import edition_path, statement_path
from digest.compile.strings import cut_label, topic_label, type_label
from digest.compile.view_model import View
from digest.locale.catalogue import Catalogue
from digest.records import Edition, PublishedStatement, StatementType
from digest.website.card import Card, Group, GroupKind
from digest.website.description import SiteDescription
from digest.website.state import EditionCard, EditionLine, GroupCount, SearchChoices
from digest.website.statement_view import statement_view
from digest.website.templates import site_environment

MAX_LISTED = 100
"""Statements on the first page of a list; a longer one has a page for each month."""


@dataclass(frozen=True)
class SitePages:
    """The pages of `site`. `has_search`: each page has a field for a search."""

    site: SiteDescription
    has_search: bool

    @property
    def words(self) -> Catalogue:
        """The words of the site."""
        return self.site.words

    def statement(self, published: PublishedStatement, card: Card) -> bytes:
        """The permanent page of a statement."""
        view = statement_view(published, self.site)
        marked = {number for block in view.blocks for part in block.parts for number in part.starts}
        return self._page(
            "statement.html",
            view.path,
            "",
            title=card.title,
            view=view,
            card=card,
            marked=marked,
            type=self.type_name(card.type),
            topic=topic_label(card.topic, self.words),
            cut=cut_label(self.words),
            group_path=_group_path,
        )

    def edition(self, edition: Edition, view: View, before: str, after: str, known: Mapping[str, Card]) -> bytes:
        """The page of an edition between those of two other days; `known` are the cards of its statements, by their keys."""
        path = edition_path(edition.digest, edition.slot)
        values: dict[str, Any] = {
            "title": f"{view.title}, {self.day(edition.slot)}",
            "view": view,
            "before": before,
            "after": after,
        }
        month = f"{edition.slot:%Y-%m}"
        values |= {"paths": _paths(view, known), "withdrawn": _withdrawn(view, known), "cut": cut_label(self.words)}
        return self._page("edition.html", path, "editions", **values, month=month)

    def edition_month(self, slug: str, month: str, editions: Sequence[EditionCard], months: Sequence[str]) -> bytes:
        """The editions of a digest in a month; `months` are all that have any, the newest first."""
        title = self.site.digests[slug]
        return self._page(
            "edition_month.html",
            f"editions/{slug}/{month}.html",
            "editions",
            title=f"{title}, {self.month_name_long(month)}",
            digest_title=title,
            editions=editions,
            month=month,
            **_around(months, month),
        )

    def home(self, editions: Sequence[EditionCard], months: Mapping[str, Sequence[tuple[str, int]]], size: int) -> bytes:
        """The first page."""
        return self._page(
            "home.html",
            "index.html",
            "editions",
            editions=editions,
            digests=[(slug, title, months[slug]) for slug, title in self.site.digests.items()],
            number_of_editions=sum(number for each in months.values() for _, number in each),
            size=size,
        )

    def groups(self, kind: GroupKind, groups: Sequence[GroupCount]) -> bytes:
        """All lists of a kind."""
        named = [(self.group_name(each.group), each) for each in groups]
        return self._page("groups.html", f"{kind}/index.html", kind, title=self.kind_title(kind), groups=named)

    def group(self, count: GroupCount, cards: Sequence[Card], month: str = "") -> bytes:
        """A list of statements: the latest, or those of a month."""
        group = count.group
        name = self.group_name(group)
        return self._page(
            "group.html",
            f"{group.kind}/{group.slug}/{month or 'index'}.html",
            group.kind,
            title=f"{name}, {self.month_name_long(month)}" if month else name,
            name=name,
            kind_title=self.kind_title(group.kind),
            cards=cards,
            total=dict(count.months)[month] if month else count.total,
            months=count.months,
            has_months=count.total > MAX_LISTED,
            month=month,
            **_around([each for each, _ in count.months], month),
            kinds={str(kind): type_label(kind, self.words) for kind in StatementType},
        )

    def search(self, choices: SearchChoices) -> bytes:
        """The page that searches, with the only script of the site, and what a reader can choose there."""
        types = [(self.type_name(kind), number) for kind, number in choices.types]
        years = {month[:4]: [each for each in choices.months if each[:4] == month[:4]] for month in choices.months}
        plural = self.words.translations.ngettext("{number} statement", "{number} statements", 2)
        return self._page(
            "search.html",
            "search.html",
            "search",
            title=self.words.gettext("Search"),
            sources=choices.sources,
            types=sorted(types),
            countries=choices.countries,
            years=years.items(),
            many=plural,
        )

    def _page(self, template: str, path: str, section: str, **values: Any) -> bytes:
        shared = {
            "site": self.site,
            "words": self.words,
            "_": self.words.gettext,
            "ngettext": self.words.ngettext,
            "root": "../" * path.count("/"),
            "path": path,
            "section": section,
            "has_search": self.has_search,
            "day": self.day,
            "weekday": lambda day: self.words.weekday(_date(day)),
            "number": self.words.number,
            "month_name": self.month_name,
            "month_name_long": self.month_name_long,
        }
        text: str = site_environment().get_template(template).render({**shared, **values})
        return text.encode("utf-8", "replace")

    def day(self, day: date | str) -> str:
        """A day as readers see it."""
        return _day_text(self.words, _date(day))

    def month_name(self, month: str) -> str:
        """The name of the month "2026-11", without the year."""
        return self.words.month(date.fromisoformat(f"{month}-01"))

    def month_name_long(self, month: str) -> str:
        """The name of the month "2026-11", with the year."""
        return f"{self.month_name(month)} {month[:4]}"

    def type_name(self, kind: str) -> str:
        """A type as readers see it."""
        return type_label(StatementType(kind), self.words)

    def kind_title(self, kind: GroupKind) -> str:
        """What the lists of a kind are called."""
        titles = {
            GroupKind.COUNTRY: self.words.gettext("Countries and bodies"),
            GroupKind.TOPIC: self.words.gettext("Topics"),
            GroupKind.ISSUER: self.words.gettext("Issuers"),
            GroupKind.TYPE: self.words.gettext("Types"),
        }
        return titles[kind]

    def group_name(self, group: Group) -> str:
        """What a list is called."""
        names: Mapping[GroupKind, Callable[[str], str]] = {
            GroupKind.TOPIC: lambda topic: topic_label(topic, self.words),
            GroupKind.TYPE: self.type_name,
        }
        return names.get(group.kind, str)(group.name)


def edition_card(edition: Edition, view: View) -> EditionCard:
    """An edition in a list: with its lead, or else with its first titles."""
    keys = {entry.number: entry.key for entry in view.all_entries}
    lead = tuple(EditionLine(line.point.text, keys[line.number], line.source) for line in view.lead)
    titles = tuple(EditionLine(entry.title, entry.key, entry.facts[0]) for entry in view.all_entries[:3])
    return EditionCard(
        edition.digest,
        edition.slot.isoformat(),
        view.title,
        view.counts[:1].upper() + view.counts[1:],
        edition.sealed.isoformat(),
        lead or titles,
        bool(lead),
    )


def _around(months: Sequence[str], month: str) -> Mapping[str, str]:
    """The months before and after one in a list, the newest first; "" where there is none."""
    place = months.index(month) if month in months else 0
    return {
        "before": months[place + 1] if month and place + 1 < len(months) else "",
        "after": months[place - 1] if month and place else "",
    }


@lru_cache(maxsize=1_000)
def _day_text(words: Catalogue, day: date) -> str:
    return words.day(day)


def _date(day: date | str) -> date:
    return date.fromisoformat(day) if isinstance(day, str) else day


def _group_path(groups: Sequence[Group], kind: str) -> str:
    return next((f"{group.kind}/{group.slug}/index.html" for group in groups if group.kind == kind), "index.html")


def _paths(view: View, known: Mapping[str, Card]) -> Mapping[int, str]:
    """The path of the page of each entry of an edition, "" if it has none."""
    return {entry.number: statement_path(entry.key) if entry.key in known else "" for entry in view.all_entries}


def _withdrawn(view: View, known: Mapping[str, Card]) -> frozenset[int]:
    """The numbers of the entries of an edition that were withdrawn since."""
    return frozenset(entry.number for entry in view.all_entries if entry.key in known and known[entry.key].is_withdrawn)
