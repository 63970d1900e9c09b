"""Brings a site up to date with the store: writes the pages that changed, removes those of what is no longer published.

What is written is noted in the state of the site after it is on the disk, so an update that is killed is completed by the next
one. A second update with nothing new writes nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from importlib.resources import files
from typing import TYPE_CHECKING

from digest import __version__
from digest.compile.site_links import edition_path
from digest.compile.view import build_view
from digest.errors import OutputError
from digest.interfaces import Advance
from digest.records import PublishedEdition
from digest.website import feeds
from digest.website.card import GroupKind, card_of
from digest.website.description import SiteDescription
from digest.website.list_writer import ListWriter, batches, with_paths
from digest.website.pages import SitePages, edition_card
from digest.website.search_index import (
    BUNDLES,
    FOLDER,
    INSTALL_HINT,
    SearchIndex,
    bundle_list,
    pagefind_program,
    remove_indexes,
)
from digest.website.site_files import SiteFiles
from digest.website.state import SiteState, open_state
from digest.website.templates import SHARED_TEMPLATE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from digest.store.sql_store import SqlStore


BATCH = 200
"""Statements, editions or files that are written between two times that the state is brought to the disk. On a machine that
writes much else one time may take seconds, so a day's update has but one, and one more in the search."""

_LATEST = 7
"""Editions on the first page."""

ASSETS = ("site.css", "icon.svg", "search.js")


@dataclass
class SiteReport:
    """What an update did: how many pages of statements and of editions it wrote and removed; `note`: why there is no search."""

    statements: int = 0
    editions: int = 0
    removed: int = 0
    note: str = ""

    def __str__(self) -> str:
        done = f"{self.statements} statements and {self.editions} editions written, {self.removed} removed"
        return f"{done}; {self.note}" if self.note else done


@dataclass(frozen=True)
class SitePublisher:
    """Publishes what the editions in `store` told."""

    store: SqlStore

    def publish(self, site: SiteDescription, advance: Advance = lambda: None) -> SiteReport:
        """Bring `site` up to date. `advance` is called for each statement. Raise OutputError if a file cannot be written."""
        with _opened(site) as (out, state):
            program = pagefind_program() if site.search else None
            search = SearchIndex(program, site.folder, site.language) if program else None
            report = SiteReport(note=INSTALL_HINT if site.search and not search else "")
            update = _Update(self.store, site, SitePages(site, search is not None), out, state, report, advance, search)
            update.run()
            return update.report


@contextmanager
def _opened(site: SiteDescription) -> Iterator[tuple[SiteFiles, SiteState]]:
    try:
        site.folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(f"{site.folder}: {error.strerror or error}") from error
    with open_state(site.folder) as state:
        yield SiteFiles(site.folder), state


@dataclass(frozen=True)
class _Update:
    """One update. Each step leaves the state true; the lists that it makes stale are unwritten until a later step."""

    store: SqlStore
    site: SiteDescription
    pages: SitePages
    out: SiteFiles
    state: SiteState
    report: SiteReport
    advance: Advance
    search: SearchIndex | None

    def run(self) -> None:
        design = f"{design_of(self.site)} {self.pages.has_search}"
        if self.state.setting("design") != design:
            self.state.forget_stamps()
            self._write_assets()
            self._unwrite_all()
            self.state.set("design", design)
            self.state.commit()
        self._statements()
        with ThreadPoolExecutor(1) as executor:  # Pagefind is another process: meanwhile this one renders pages
            indexed = self._start_indexing(executor)
            self._editions()
            ListWriter(self.site, self.pages, self.out, self.state, self._keep).write()
            self._search(indexed)
        self._front()

    def _write_assets(self) -> None:
        for name in ASSETS:
            self.out.write(f"assets/{name}", (files("digest.website") / "assets" / name).read_bytes())

    def _unwrite_all(self) -> None:
        for kind in GroupKind:
            self.state.unwrite(kind, "")
            for count in self.state.counts(kind):
                for month, _ in count.months:
                    self.state.unwrite(kind, count.group.slug, month)

    def _statements(self) -> None:
        published = self.store.published_stamps(self.site.slugs)
        stamps = {key: f"{stamp}|{self.site.sources.get(source, source)}" for key, (source, stamp) in published.items()}
        known = self.state.stamps()
        gone = [key for key in known if key not in stamps]
        for card in self.state.cards(gone).values():
            self.out.remove(card.path)
            self.state.drop_card(card)
            self.report.removed += 1
        changed = [key for key, stamp in stamps.items() if known.get(key) != stamp]
        for batch in batches(changed, BATCH):
            for told in self.store.published_statements(batch, self.site.slugs):
                card = card_of(told, self.site)
                self.out.write(card.path, self.pages.statement(told, card))
                self.state.put_card(card, stamps[card.key])
                self.report.statements += 1
                self.advance()
            self._keep()

    def _editions(self) -> None:
        """Write the editions that are new, or whose neighbours or number of statements have changed."""
        known = self.state.edition_stamps()
        wanted: dict[tuple[str, str], tuple[PublishedEdition, str, str, str]] = {}
        for slug in self.site.slugs:
            of_digest = [each for each in self.store.published_editions(self.site.slugs) if each.digest == slug]
            slots = ["", *(each.slot.isoformat() for each in of_digest), ""]
            for each, before, after in zip(of_digest, slots, slots[2:], strict=False):
                stamp = f"{each.stamp}|{before}|{after}"
                wanted[slug, each.slot.isoformat()] = (each, stamp, before, after)
        for slug, slot in known.keys() - wanted.keys():
            self.out.remove(edition_path(slug, date.fromisoformat(slot)))
            self.state.drop_edition(slug, slot)
            self.report.removed += 1
        changed = [key for key, (_, stamp, _, _) in wanted.items() if known.get(key) != stamp]
        for batch in batches(changed, BATCH):
            for key in batch:
                self._edition(*wanted[key])
            self._keep()

    def _edition(self, published: PublishedEdition, stamp: str, before: str, after: str) -> None:
        edition = self.store.sealed_edition(published.digest, published.slot)
        if edition is None:
            return
        view = build_view(edition)
        known = self.state.cards(entry.key for entry in view.all_entries)
        page = self.pages.edition(edition, view, before, after, known)
        self.out.write(edition_path(edition.digest, edition.slot), page)
        self.state.put_edition(edition_card(edition, view), stamp)
        self.report.editions += 1

    def _start_indexing(self, executor: Executor) -> Mapping[str, Future[str]]:
        """Have the bundles that have changed indexed meanwhile: for each its number, and the name of its folder to come."""
        search = self.search
        if search is None:
            return {}
        for number in self.state.bundles():
            name = self.state.setting(f"bundle {number}")
            if not name.endswith(search.version) or not self.out.has(f"{FOLDER}/{name}"):
                self.state.unwrite("bundle", number)
        stale = {number: self.state.paths_in_bundle(number) for _, number, _ in self.state.unwritten("bundle")}
        return {number: executor.submit(search.bundle, paths) for number, paths in stale.items()}

    def _search(self, indexed: Mapping[str, Future[str]]) -> None:
        """Let the site use the indexes that were made."""
        if self.search is None:
            self.out.remove("search.html")
            remove_indexes(self.site.folder)
            return
        for number, name in indexed.items():
            self.state.set(f"bundle {number}", name.result())
            self.state.written("bundle", number, "")
            self._keep()
        numbers = self.state.bundles()
        names = {number: self.state.setting(f"bundle {number}") for number in numbers}
        if indexed or not self.out.has(BUNDLES):
            words = self.search.words(list(names.values()))
            listed = [(names[number], *self.state.days_of_bundle(number)) for number in numbers]
            self.out.write(BUNDLES, bundle_list(listed, words))
            self.search.keep([*names.values(), words])
        self.out.write("search.html", self.pages.search(self.state.search_choices()))

    def _front(self) -> None:
        """Write the first page, the feeds and the sitemaps."""
        months = {slug: self.state.edition_months(slug) for slug in self.site.slugs}
        latest = [with_paths(edition, self.state) for edition in self.state.editions(limit=_LATEST)]
        self.out.write("index.html", self.pages.home(latest, months, self.state.size()))
        if self.site.url:
            self._feeds()
            for kind, slug, year in self.state.unwritten("sitemap"):
                page = feeds.sitemap(self.site, self.state.in_year(year), self.state.editions(month=year))
                self.out.write(f"sitemaps/{year}.xml", page)
                self.state.written(kind, slug, year)
            self.out.write("sitemap.xml", feeds.sitemap_index(self.site, self.state.years()))
        self._keep_all()

    def _feeds(self) -> None:
        editions = [with_paths(edition, self.state) for edition in self.state.editions(limit=feeds.MAX_ITEMS)]
        words = self.site.words
        for name, title, items in (
            ("editions", words.gettext("Editions"), feeds.edition_items(editions, words)),
            ("leads", words.gettext("In brief"), feeds.lead_items(editions, words)),
        ):
            whole = f"{self.site.title}: {title}"
            self.out.write(f"feeds/{name}.atom", feeds.atom(self.site, f"feeds/{name}.atom", whole, items))
            self.out.write(f"feeds/{name}.json", feeds.json_feed(self.site, f"feeds/{name}.json", whole, items))

    def _keep(self) -> None:
        """Bring what was written to the disk, once it is much. What is not kept is written again after a crash."""
        if self.out.unflushed >= BATCH:
            self._keep_all()

    def _keep_all(self) -> None:
        """Bring what was written to the disk, and then that it was written."""
        self.out.flush()
        self.state.commit()


def design_of(site: SiteDescription) -> str:
    """What every page of a site depends on: when it changes, the whole site is written anew."""
    looks = sha256()
    ours = (file for folder in ("templates", "assets") for file in (files("digest.website") / folder).iterdir())
    for file in sorted((*ours, files("digest.compile") / "templates" / SHARED_TEMPLATE), key=lambda file: file.name):
        if file.is_file():
            looks.update(file.read_bytes())
    shown = (
        __version__,
        looks.hexdigest(),
        site.title,
        site.url,
        dict(site.digests),
        site.language,
        site.timezone,
        site.feedback_url,
    )
    return repr(shown)
