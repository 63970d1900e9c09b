"""An edition as all formats say it: every text on one line and visible, every link safe. Pure; escapes nothing.

The renderers write what stands here and add nothing, so that the mail, its plain part and the files say the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache

from digest.compile import strings
from digest.compile.edition import counted, counts, groups, nothing_new
from digest.compile.text_fragment import sentence_link
from digest.net.urls import safe_url
from digest.records import Change, Edition, Entry, KeyPoint, Span, Statement, Withdrawal
from digest.text.visible import direction, shortened, visible_text

_CHANGED = 10
"""Changed sentences that are shown; an update that rewrites more than these is better read in the original."""

_BEFORE = 500
"""Characters of an earlier wording: all but the longest sentences whole."""

_MOST_GONE = 50
"""Withdrawn statements that are listed; a site that moves loses all its pages at once."""

_SENTENCE = 4_000
"""Characters of a key point or a quotation: the longest of 76,420 sentences of real statements has 3,143."""

_NAME = 500
"""Characters of a title or of a name: longer ones are no names."""

_BORROWED_TITLE = 90
_LONGEST_HEADLINE = 160
_MAX_CACHED = 8
"""Views that are kept: one for each filter in use. To hash an edition takes a fiftieth of the time that its view takes."""

_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*")


@dataclass(frozen=True, slots=True)
class Quote:
    """A sentence of a statement, word for word, and the address that opens the original at it; empty when it has none."""

    text: str
    link: str


@dataclass(frozen=True, slots=True)
class Edit:
    """A changed sentence: `quote` as it stands now (None: it was taken out), `before` as it stood (empty: it is new)."""

    quote: Quote | None
    before: str


@dataclass(frozen=True, slots=True)
class Point:
    """A key point. `quotes` is its evidence, empty when the point is the sentence itself: then `link` leads to it."""

    text: str
    speaker: str
    link: str
    quotes: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class Item:
    """One entry. `facts` are speaker, issuer, local time and type; `language` is empty where it is English or unknown."""

    number: int
    title: str
    link: str
    facts: tuple[str, ...]
    points: tuple[Point, ...]
    updated: bool
    changed: tuple[Edit, ...]
    notes: tuple[str, ...]
    language: str
    direction: str


@dataclass(frozen=True, slots=True)
class GroupView:
    """The items of one source."""

    number: int
    title: str
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Gone:
    """A withdrawn statement, where it stood, and since when its page is gone."""

    title: str
    link: str
    note: str


@dataclass(frozen=True, slots=True)
class FooterSection:
    """A heading of the footer and its lines."""

    heading: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class View:
    """A whole edition. `choice` says who chose the points, `brief` are items of which only the title is shown,
    `left` counts those that were left out altogether by `first`."""

    title: str
    subject: str
    day: str
    counts: str
    choice: tuple[str, ...]
    groups: tuple[GroupView, ...]
    footer: tuple[FooterSection, ...]
    withdrawn: tuple[Gone, ...] = ()
    brief: tuple[Item, ...] = ()
    left: int = 0

    @property
    def items(self) -> tuple[Item, ...]:
        """All items, in order."""
        return tuple(item for group in self.groups for item in group.items)


@dataclass(frozen=True, slots=True)
class _Setting:
    """What an item needs to know of its edition; in a `mixed` one, each item says who chose its points."""

    timezone: str
    mixed: bool


@lru_cache(maxsize=_MAX_CACHED)
def view(edition: Edition) -> View:
    """What is said of `edition`, in its own time zone. Kept: all recipients with the same filter get the same view."""
    choice = strings.choice(edition.entries)
    number = iter(range(1, len(edition.entries) + 1))
    setting = _Setting(edition.timezone, mixed=len(choice) > 1)
    shown = tuple(
        GroupView(
            place, visible_text(group.title), tuple(_item(entry, next(number), group.title, setting) for entry in group.entries)
        )
        for place, group in enumerate(groups(edition), start=1)
    )
    return View(
        title=visible_text(edition.title),
        subject=_subject(edition),
        day=strings.weekday(edition.slot),
        counts=counts(edition),
        choice=choice,
        groups=shown,
        withdrawn=tuple(_gone(gone, edition.timezone) for gone in edition.withdrawn[:_MOST_GONE]),
        footer=tuple(FooterSection(heading, lines) for heading, lines in strings.footer(edition)),
    )


def first(whole: View, number: int, titles: int = 0) -> View:
    """`whole` with its first `number` items, and up to `titles` more in `brief`; `left` says how many are missing then."""
    kept = (replace(group, items=tuple(item for item in group.items if item.number <= number)) for group in whole.groups)
    brief = whole.items[number : number + titles]
    left = max(len(whole.items) - number - len(brief), 0)
    return replace(whole, groups=tuple(group for group in kept if group.items), brief=brief, left=left)


def unlinked(whole: View, after: int) -> View:
    """`whole` without the links to sentences of the items after number `after`; their titles still lead to the pages."""
    groups = (
        replace(group, items=tuple(item if item.number <= after else _unlinked(item) for item in group.items))
        for group in whole.groups
    )
    return replace(whole, groups=tuple(groups), choice=(*whole.choice, strings.UNLINKED))


def _unlinked(item: Item) -> Item:
    def bare(quotes: Iterable[Quote]) -> tuple[Quote, ...]:
        return tuple(replace(quote, link="") for quote in quotes)

    points = tuple(replace(point, link="", quotes=bare(point.quotes)) for point in item.points)
    changed = tuple(replace(edit, quote=edit.quote and replace(edit.quote, link="")) for edit in item.changed)
    return replace(item, points=points, changed=changed)


def _subject(edition: Edition) -> str:
    """For example "Morning digest, 23 November 2026: 12 statements"."""
    number = counted(len(edition.entries), "statement") if edition.entries else nothing_new(edition)
    return f"{visible_text(edition.title)}, {strings.day(edition.slot)}: {number}"


def _item(entry: Entry, number: int, source: str, setting: _Setting) -> Item:
    statement = entry.statement
    title = title_of(statement)
    return Item(
        number=number,
        title=title,
        link=safe_url(statement.link),
        facts=_facts(statement, source, setting.timezone),
        points=tuple(_point(statement, point) for point in entry.summary.points),
        updated=entry.updated,
        changed=tuple(_edit(statement, change) for change in entry.changed[:_CHANGED]) if entry.updated else (),
        notes=tuple(_notes(entry, setting.mixed)),
        language=_language(statement),
        direction=direction(f"{title} {statement.text[:200]}"),
    )


def _gone(gone: Withdrawal, timezone: str) -> Gone:
    title = shortened(visible_text(gone.title), _BEFORE) or visible_text(gone.link) or "Statement without a title"
    return Gone(title, safe_url(gone.link), strings.withdrawn(gone, timezone))


def _facts(statement: Statement, source: str, timezone: str) -> tuple[str, ...]:
    """Speaker, issuer (unless it stands above as the name of the source), time, type."""
    issuer = _short(statement.issuer, _NAME)
    theirs = issuer if issuer != visible_text(source) else ""
    said = (_short(statement.speaker, _NAME), theirs, _when(statement, timezone), strings.type_label(statement.type))
    return tuple(dict.fromkeys(fact for fact in said if fact))


def _when(statement: Statement, timezone: str) -> str:
    """When it was published, in the reader's time; a date without an hour is that of the publisher, wherever it is read."""
    if statement.day:
        return strings.day(statement.day)
    return strings.local_time(statement.published, timezone) if statement.published else "undated"


def title_of(statement: Statement) -> str:
    """What a reader is shown as its title: for one that has none, the headline that its text begins with, or its beginning."""
    first, more, _ = statement.text.partition("\n")
    is_headline = bool(more) and len(first) <= _LONGEST_HEADLINE and first[-1:].isalnum() and " " in first
    borrowed = _short(first, _LONGEST_HEADLINE) if is_headline else _short(statement.text, _BORROWED_TITLE)
    return _short(statement.title, _NAME) or borrowed or "Statement without a title"


def _short(text: str, limit: int) -> str:
    """The text on one line, its beginning and "…" if it is longer than `limit`; of an endless one no more is looked at."""
    return shortened(visible_text(text[: 4 * limit]), limit)


def _point(statement: Statement, point: KeyPoint) -> Point:
    quotes = tuple(_quote(statement, span) for span in point.evidence)
    link = quotes[0].link if quotes else safe_url(statement.link)
    return Point(_short(point.text, _SENTENCE), _short(point.speaker, _NAME), link, () if point.verbatim else quotes)


def _quote(statement: Statement, span: Span) -> Quote:
    return Quote(_short(span.of(statement.text), _SENTENCE), sentence_link(statement.link, statement.text, span))


def _edit(statement: Statement, change: Change) -> Edit:
    before = shortened(visible_text(change.before), _BEFORE)
    return Edit(_quote(statement, change.after) if change.after else None, before)


def _notes(entry: Entry, mixed: bool) -> list[str]:
    notes = [strings.NO_POINTS] if not entry.summary.points else [strings.chosen_here(entry)] if mixed else []
    if entry.summary.truncated:
        notes.append(strings.TRUNCATED)
    if entry.updated and len(entry.changed) > _CHANGED:
        notes.append(f"{counted(len(entry.changed) - _CHANGED, 'more sentence')} changed.")
    if entry.updated and not entry.changed:
        notes.append("Updated, and no sentence says anything else: something was moved.")
    return notes + [visible_text(warning) for warning in (*entry.statement.warnings, *entry.summary.warnings)]


def _language(statement: Statement) -> str:
    known = _LANGUAGE.fullmatch(statement.language)
    return statement.language if known and not statement.language.lower().startswith("en") else ""
