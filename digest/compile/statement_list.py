"""Groups the list of statements at the front of an edition: by source, type, country or topic. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from digest.compile.strings import topic_label, type_label
from digest.compile.view_model import EntryView, ListGroup, ListLine
from digest.locale.catalogue import Catalogue
from digest.records import Entry, Grouping
from digest.text.countries import concerned, home_of
from digest.text.news_kinds import topic_of
from digest.text.visible import shortened, visible_text

_MAX_TITLE = 90
_MAX_ROUTINE_TITLE = 60
"""Characters of a title in the list: two lines of a phone, and one for routine. The entry has the whole title."""

_MAX_OWN_SHARE = 0.34
"""Share of the statements of a source that name a country, from which on it is taken for the country of the source."""


@dataclass(frozen=True, slots=True)
class ListedEntry:
    """An entry with its view. `first` is the entry below which it stands, itself if it stands alone."""

    entry: Entry
    view: EntryView
    first: Entry


def list_line(one: ListedEntry, words: Catalogue, *, is_routine: bool = False) -> ListLine:
    """Return the line of an entry; that of one below another says so."""
    title = shortened(one.view.title, _MAX_ROUTINE_TITLE if is_routine else _MAX_TITLE)
    return ListLine(one.view, title if one.first is one.entry else words.gettext("also: {title}", title=title))


def list_groups(
    entries: Sequence[ListedEntry], grouping: Grouping, titles: Mapping[str, str], words: Catalogue
) -> tuple[ListGroup, ...]:
    """Return the groups of `entries`, which are in order of importance; the group of the most important one comes first.
    An entry below another one stands in the group of that one; by source, each stands under its own source.

    `titles` are those of the sources, by name. What belongs to no group stands in the last one.
    """
    name = _names(entries, grouping, titles, words)
    other = words.gettext("Other")
    groups: dict[str, list[ListLine]] = {}
    for each in (_under_its_source(each) if grouping is Grouping.SOURCE else each for each in entries):
        groups.setdefault(name(each.first) or other, []).append(list_line(each, words))
    ordered = sorted(groups.items(), key=lambda group: group[0] == other)
    return tuple(ListGroup(title, tuple(lines)) for title, lines in ordered)


def _under_its_source(one: ListedEntry) -> ListedEntry:
    """The entry, alone if it is below one of another source: readers look under a source for what it said."""
    return one if one.first.statement.source == one.entry.statement.source else replace(one, first=one.entry)


def _names(
    entries: Sequence[ListedEntry], grouping: Grouping, titles: Mapping[str, str], words: Catalogue
) -> Callable[[Entry], str]:
    """Return what names the group of an entry; "" for one that belongs to none."""
    match grouping:
        case Grouping.SOURCE:
            return lambda entry: visible_text(titles.get(entry.statement.source, entry.statement.source))
        case Grouping.TYPE:
            return lambda entry: type_label(entry.statement.type, words)
        case Grouping.TOPIC:
            return lambda entry: topic_label(topic_of(_said(entry), entry.statement.language), words)
        case Grouping.COUNTRY:
            own = _own_countries([each.entry for each in entries], titles)
            return lambda entry: _country(entry, own, words)


def _said(entry: Entry) -> str:
    return " ".join((entry.statement.title, *(point.text for point in entry.summary.points[:1])))


def _country(entry: Entry, own: frozenset[tuple[str, str]], words: Catalogue) -> str:
    """Return the country or body that the title, else the first point names, but not the country of the source."""
    language = entry.statement.language
    for text in (entry.statement.title, *(point.text for point in entry.summary.points[:1])):
        for mention in concerned(text, language):
            if (entry.statement.source, mention.code) not in own:
                return words.territory(mention.code) or mention.name
    return ""


def _own_countries(entries: Sequence[Entry], titles: Mapping[str, str]) -> frozenset[tuple[str, str]]:
    """Return source and code of the country of each source: the one in its name, else the one that it names again and again."""
    sources = {entry.statement.source for entry in entries}
    named = {(source, code) for source in sources for code in home_of(titles.get(source, source))}
    unnamed = sources - {source for source, _ in named}
    return frozenset(named) | _frequent_countries([entry for entry in entries if entry.statement.source in unnamed])


def _frequent_countries(entries: Sequence[Entry]) -> frozenset[tuple[str, str]]:
    totals = Counter(entry.statement.source for entry in entries)
    named = Counter(
        (entry.statement.source, code)
        for entry in entries
        for code in {mention.code for mention in concerned(_said(entry), entry.statement.language)}
    )
    return frozenset(pair for pair, number in named.items() if number > 2 and number >= _MAX_OWN_SHARE * totals[pair[0]])
