"""What a site knows of its own pages, in a small SQLite file in its folder: so that an update writes only what has changed.

Everything in it follows from the store. If the file or the folder is gone, the whole site is written anew. What is still to be
written is part of it: an update that was killed is completed by the next one.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from digest.errors import OutputError
from digest.website.card import Card, Group, GroupKind, card_from_json, card_to_json

FILE = ".digest-site.db"

BUNDLE_SIZE = 2_000
"""Statements of one search index. Pagefind takes about 8 seconds and 370 MB of memory for so many."""

_SCHEMA = """
CREATE TABLE IF NOT EXISTS setting (name TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS card (
  key TEXT PRIMARY KEY, stamp TEXT NOT NULL, month TEXT NOT NULL, bundle INTEGER NOT NULL, body TEXT NOT NULL);
CREATE INDEX IF NOT EXISTS card_bundle ON card (bundle);
CREATE TABLE IF NOT EXISTS listed (
  kind TEXT, slug TEXT, month TEXT, key TEXT, PRIMARY KEY (kind, slug, month, key)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS listed_key ON listed (key);
CREATE TABLE IF NOT EXISTS grouped (kind TEXT, slug TEXT, name TEXT NOT NULL, PRIMARY KEY (kind, slug)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS edition (
  digest TEXT, slot TEXT, stamp TEXT NOT NULL, body TEXT NOT NULL, PRIMARY KEY (digest, slot)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS unwritten (kind TEXT, slug TEXT, month TEXT, PRIMARY KEY (kind, slug, month)) WITHOUT ROWID;
"""


@dataclass(frozen=True, slots=True)
class GroupCount:
    """A list, and how many statements it has by month, the newest month first."""

    group: Group
    months: tuple[tuple[str, int], ...]

    @property
    def total(self) -> int:
        """How many statements it has."""
        return sum(number for _, number in self.months)


@dataclass(frozen=True, slots=True)
class EditionLine:
    """A line of an edition in a list: a line of its lead or a title, and the key and source of the statement.

    `path` leads to the page of the statement, "" if it has none. Only the other fields are stored.
    """

    text: str
    key: str
    source: str
    path: str = ""
    is_withdrawn: bool = False


@dataclass(frozen=True, slots=True)
class EditionCard:
    """An edition in a list: its counts, and the lines of its lead, or titles if it has none."""

    digest: str
    slot: str
    title: str
    counts: str
    sealed: str
    lines: tuple[EditionLine, ...]
    has_lead: bool


@dataclass(frozen=True, slots=True)
class SearchChoices:
    """What a search can be limited to: names, or codes of types, each with its number of statements; months of publication."""

    sources: tuple[tuple[str, int], ...]
    types: tuple[tuple[str, int], ...]
    countries: tuple[tuple[str, int], ...]
    months: tuple[str, ...]


class SiteState:
    """The state of the site in `folder`. Changes are on the disk when `commit` returns; those after it are lost by a crash."""

    def __init__(self, folder: Path) -> None:
        """Raise OutputError if the file cannot be used."""
        try:
            self._connection = sqlite3.connect(folder / FILE, isolation_level="DEFERRED")
            self._connection.execute("PRAGMA synchronous=FULL")
            self._connection.executescript(_SCHEMA)
        except sqlite3.Error as error:
            raise OutputError(f"{folder / FILE}: {error}; delete it, and the site is written anew") from error

    def close(self) -> None:
        """Close the file."""
        self._connection.close()

    def commit(self) -> None:
        """Keep all changes so far."""
        self._connection.commit()

    def setting(self, name: str) -> str:
        """A value that was set; "" if it was not."""
        row = self._connection.execute("SELECT value FROM setting WHERE name = ?", (name,)).fetchone()
        return str(row[0]) if row else ""

    def set(self, name: str, value: str) -> None:
        """Set a value."""
        self._connection.execute("INSERT OR REPLACE INTO setting VALUES (?, ?)", (name, value))

    def forget_stamps(self) -> None:
        """Have every page written again."""
        self._connection.execute("UPDATE card SET stamp = ''")
        self._connection.execute("UPDATE edition SET stamp = ''")

    # Cards

    def stamps(self) -> Mapping[str, str]:
        """The stamp of each statement whose page is written, by its key."""
        return dict(self._connection.execute("SELECT key, stamp FROM card").fetchall())

    def put_card(self, card: Card, stamp: str) -> None:
        """Store the card of a statement whose page is written; the lists in which it stands, or stood, are then unwritten."""
        known = self._connection.execute("SELECT bundle FROM card WHERE key = ?", (card.key,)).fetchone()
        bundle = known[0] if known else self._open_bundle()
        self._unwrite_lists(card.key)
        self._connection.execute("DELETE FROM listed WHERE key = ?", (card.key,))
        values = (card.key, stamp, card.month, bundle, json.dumps(card_to_json(card), ensure_ascii=False))
        self._connection.execute("INSERT OR REPLACE INTO card VALUES (?, ?, ?, ?, ?)", values)
        for group in card.groups:
            self._connection.execute(
                "INSERT OR IGNORE INTO listed VALUES (?, ?, ?, ?)", (group.kind, group.slug, card.month, card.key)
            )
            self._connection.execute("INSERT OR REPLACE INTO grouped VALUES (?, ?, ?)", (group.kind, group.slug, group.name))
        self._unwrite_lists(card.key)
        self.unwrite("bundle", str(bundle))
        self.unwrite("sitemap", "", card.month[:4])

    def drop_card(self, card: Card) -> None:
        """Forget a statement; the lists in which it stood are then unwritten."""
        self._unwrite_lists(card.key)
        row = self._connection.execute("SELECT bundle FROM card WHERE key = ?", (card.key,)).fetchone()
        self.unwrite("bundle", str(row[0]))
        self.unwrite("sitemap", "", card.month[:4])
        self._connection.execute("DELETE FROM listed WHERE key = ?", (card.key,))
        self._connection.execute("DELETE FROM card WHERE key = ?", (card.key,))

    def _open_bundle(self) -> int:
        """The number of the search index that takes the next new statement."""
        last: int = self._connection.execute("SELECT coalesce(max(bundle), 1) FROM card").fetchone()[0]
        size: int = self._connection.execute("SELECT count(*) FROM card WHERE bundle = ?", (last,)).fetchone()[0]
        return last + 1 if size >= BUNDLE_SIZE else last

    def _unwrite_lists(self, key: str) -> None:
        self._connection.execute("INSERT OR IGNORE INTO unwritten SELECT kind, slug, month FROM listed WHERE key = ?", (key,))

    def cards(self, keys: Iterable[str]) -> Mapping[str, Card]:
        """The cards of statements, by their keys, as far as there are any."""
        found = {}
        for key in keys:
            row = self._connection.execute("SELECT body FROM card WHERE key = ?", (key,)).fetchone()
            if row:
                found[key] = card_from_json(json.loads(row[0]))
        return found

    def listed(self, kind: str, slug: str, month: str = "") -> tuple[Card, ...]:
        """The cards of a list, or of one month of it; the newest first."""
        query = "SELECT body FROM listed JOIN card USING (key) WHERE kind = ? AND slug = ?"
        rows = self._connection.execute(
            f"{query} AND listed.month = ?" if month else query, (kind, slug, *([month] if month else []))
        )
        return _newest_first(card_from_json(json.loads(body)) for (body,) in rows)

    def in_year(self, year: str) -> tuple[Card, ...]:
        """The cards of all statements of a year, the newest first."""
        rows = self._connection.execute("SELECT body FROM card WHERE month BETWEEN ? AND ?", (f"{year}-01", f"{year}-12"))
        return _newest_first(card_from_json(json.loads(body)) for (body,) in rows)

    def paths_in_bundle(self, bundle: str) -> tuple[str, ...]:
        """The paths of the pages of one search index, in order."""
        query = "SELECT json_extract(body, '$.path') FROM card WHERE bundle = ? ORDER BY 1"
        return tuple(row[0] for row in self._connection.execute(query, (int(bundle),)))

    def days_of_bundle(self, bundle: str) -> tuple[str, str]:
        """The first and the last day on which statements of one search index were published."""
        day = "json_extract(body, '$.day')"
        query = f"SELECT min({day}), max({day}) FROM card WHERE bundle = ?"
        first, last = self._connection.execute(query, (int(bundle),)).fetchone()
        return first, last

    def counts(self, kind: GroupKind) -> tuple[GroupCount, ...]:
        """All lists of a kind, the longest first."""
        rows = self._connection.execute(
            "SELECT slug, name, month, count(*) FROM listed JOIN grouped USING (kind, slug) "
            "WHERE kind = ? GROUP BY slug, name, month ORDER BY month DESC",
            (kind,),
        )
        months: dict[Group, list[tuple[str, int]]] = {}
        for slug, name, month, number in rows:
            months.setdefault(Group(kind, slug, name), []).append((month, number))
        found = (GroupCount(group, tuple(of_one)) for group, of_one in months.items())
        return tuple(sorted(found, key=lambda each: (-each.total, each.group.name)))

    def count(self, kind: str, slug: str) -> GroupCount | None:
        """One list; None if no statement is in it."""
        rows = self._connection.execute(
            "SELECT name, month, count(*) FROM listed JOIN grouped USING (kind, slug) "
            "WHERE kind = ? AND slug = ? GROUP BY name, month ORDER BY month DESC",
            (kind, slug),
        ).fetchall()
        if not rows:
            return None
        return GroupCount(Group(GroupKind(kind), slug, rows[0][0]), tuple((month, number) for _, month, number in rows))

    def years(self) -> tuple[str, ...]:
        """The years with statements or editions, the newest first."""
        query = "SELECT substr(month, 1, 4) FROM card UNION SELECT substr(slot, 1, 4) FROM edition ORDER BY 1 DESC"
        return tuple(row[0] for row in self._connection.execute(query))

    def size(self) -> int:
        """How many statements have a page."""
        return int(self._connection.execute("SELECT count(*) FROM card").fetchone()[0])

    def bundles(self) -> tuple[str, ...]:
        """The numbers of the search indexes, the newest first."""
        return tuple(str(row[0]) for row in self._connection.execute("SELECT DISTINCT bundle FROM card ORDER BY bundle DESC"))

    def search_choices(self) -> SearchChoices:
        """What a search can be limited to."""
        sources = self._connection.execute("SELECT json_extract(body, '$.source'), count(*) FROM card GROUP BY 1 ORDER BY 1")
        months = self._connection.execute("SELECT DISTINCT substr(json_extract(body, '$.day'), 1, 7) FROM card ORDER BY 1 DESC")
        return SearchChoices(
            sources=tuple(sources),
            types=tuple((each.group.name, each.total) for each in self.counts(GroupKind.TYPE)),
            countries=tuple(sorted((each.group.name, each.total) for each in self.counts(GroupKind.COUNTRY))),
            months=tuple(row[0] for row in months),
        )

    # Editions

    def edition_stamps(self) -> Mapping[tuple[str, str], str]:
        """The stamp of each edition whose page is written, by digest and slot."""
        rows = self._connection.execute("SELECT digest, slot, stamp FROM edition").fetchall()
        return {(digest, slot): stamp for digest, slot, stamp in rows}

    def put_edition(self, card: EditionCard, stamp: str) -> None:
        """Store an edition whose page is written; its month is then unwritten."""
        lines = [(line.text, line.key, line.source) for line in card.lines]
        body = json.dumps([card.title, card.counts, card.sealed, lines, card.has_lead], ensure_ascii=False)
        values = (card.digest, card.slot, stamp, body)
        self._connection.execute("INSERT OR REPLACE INTO edition VALUES (?, ?, ?, ?)", values)
        self._unwrite_edition(card.digest, card.slot)

    def drop_edition(self, digest: str, slot: str) -> None:
        """Forget an edition; its month is then unwritten."""
        self._connection.execute("DELETE FROM edition WHERE digest = ? AND slot = ?", (digest, slot))
        self._unwrite_edition(digest, slot)

    def _unwrite_edition(self, digest: str, slot: str) -> None:
        self.unwrite("editions", digest, slot[:7])
        self.unwrite("sitemap", "", slot[:4])

    def editions(self, digest: str = "", month: str = "", limit: int = -1) -> tuple[EditionCard, ...]:
        """The editions, the newest first; of one digest, of one month (or year), at most `limit`."""
        rows = self._connection.execute(
            "SELECT digest, slot, body FROM edition WHERE (? = '' OR digest = ?) AND slot LIKE ? "
            "ORDER BY slot DESC, digest LIMIT ?",
            (digest, digest, f"{month}%", limit),
        )
        return tuple(_edition_card(*row) for row in rows)

    def edition_months(self, digest: str) -> tuple[tuple[str, int], ...]:
        """The months with editions of a digest, with their number; the newest first."""
        query = "SELECT substr(slot, 1, 7), count(*) FROM edition WHERE digest = ? GROUP BY 1 ORDER BY 1 DESC"
        return tuple((month, number) for month, number in self._connection.execute(query, (digest,)))

    # What is still to be written

    def unwrite(self, kind: str, slug: str, month: str = "") -> None:
        """Note that a page must be written."""
        self._connection.execute("INSERT OR IGNORE INTO unwritten VALUES (?, ?, ?)", (kind, slug, month))

    def unwritten(self, *kinds: str) -> tuple[tuple[str, str, str], ...]:
        """Kind, slug and month of the pages of these kinds that must be written."""
        marks = ", ".join("?" * len(kinds))
        query = f"SELECT kind, slug, month FROM unwritten WHERE kind IN ({marks}) ORDER BY kind, slug, month"
        return tuple(self._connection.execute(query, kinds).fetchall())

    def written(self, kind: str, slug: str, month: str) -> None:
        """Note that a page was written."""
        self._connection.execute("DELETE FROM unwritten WHERE kind = ? AND slug = ? AND month = ?", (kind, slug, month))


def _newest_first(cards: Iterable[Card]) -> tuple[Card, ...]:
    return tuple(sorted(sorted(cards, key=lambda card: card.title), key=lambda card: (card.told, card.day), reverse=True))


def _edition_card(digest: str, slot: str, body: str) -> EditionCard:
    title, counts, sealed, lines, has_lead = json.loads(body)
    return EditionCard(digest, slot, title, counts, sealed, tuple(EditionLine(*line) for line in lines), has_lead)


@contextmanager
def open_state(folder: Path) -> Iterator[SiteState]:
    """The state of the site in `folder`, closed at the end."""
    state = SiteState(folder)
    try:
        yield state
    finally:
        state.close()
