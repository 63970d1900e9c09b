"""Writes the lists of a site that have changed: the months of editions, and the statements by country, topic, issuer and type.

A short list has one page. A long one has a page for each month, too, which leads to the months around it. Pages that lead to a
new month are written before that month: if the writing ends in between, the next update finds it missing and does it again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from digest.website.card import Card, GroupKind
from digest.website.description import SiteDescription
from digest.website.pages import MAX_LISTED, SitePages
from digest.website.site_files import SiteFiles
from digest.website.state import EditionCard, EditionLine, GroupCount, SiteState

T = TypeVar("T")

BATCH = 20
"""Lists that are written between two times that the state is brought to the disk."""


@dataclass(frozen=True)
class ListWriter:
    """Writes the pages of lists that the state says are unwritten; `keep` brings what was written to the disk."""

    site: SiteDescription
    pages: SitePages
    out: SiteFiles
    state: SiteState
    keep: Callable[[], None]

    def write(self) -> None:
        """Write all of them."""
        for batch in batches(self.state.unwritten("editions"), BATCH):
            for _, slug, month in batch:
                self._edition_month(slug, month)
            self.keep()
        changed: dict[tuple[str, str], list[str]] = {}
        for kind, slug, month in self.state.unwritten(*GroupKind):
            changed.setdefault((kind, slug), []).extend([month] if month else [])
        kinds = {kind for kind, _ in changed}
        for kind in kinds:
            self.state.unwrite(kind, "")  # until all its lists are written
        for some in batches([group for group in changed if group[1]], BATCH):
            for group in some:
                self._group(*group, changed[group])
            self.keep()
        for kind in kinds:
            self.out.write(f"{kind}/index.html", self.pages.groups(GroupKind(kind), self.state.counts(GroupKind(kind))))
            self.state.written(kind, "", "")
        self.keep()

    def _edition_month(self, slug: str, month: str) -> None:
        """Write a month of editions, and those that lead to it."""
        months = [month for month, _ in self.state.edition_months(slug)]
        for each in self._stale_months(f"editions/{slug}", months, month):
            path, editions = f"editions/{slug}/{each}.html", self.state.editions(slug, each)
            if editions and slug in self.site.digests:
                shown = [with_paths(edition, self.state) for edition in editions]
                self.out.write(path, self.pages.edition_month(slug, each, shown, months))
            else:
                self.out.remove(path)
        self.state.written("editions", slug, month)

    def _group(self, kind: str, slug: str, changed: Sequence[str]) -> None:
        """Write the first page of a list, and the months that changed; all that it lacks if it has become long."""
        folder, count = f"{kind}/{slug}", self.state.count(kind, slug)
        months = [month for month, _ in count.months] if count else []
        if count:
            self.out.write(f"{folder}/index.html", self.pages.group(count, self._latest(count)))
        else:
            self.out.remove(f"{folder}/index.html")
        is_long = count is not None and count.total > MAX_LISTED
        lacking = [month for month in months if is_long and not self.out.has(f"{folder}/{month}.html")]
        for month in dict.fromkeys((*changed, *lacking)):
            for each in self._stale_months(folder, months, month):
                self._group_month(folder, count if is_long and each in months else None, each)
            self.state.written(kind, slug, month)

    def _latest(self, count: GroupCount) -> Sequence[Card]:
        cards: list[Card] = []
        for month, _ in count.months:
            cards += self.state.listed(count.group.kind, count.group.slug, month)
            if len(cards) >= MAX_LISTED:
                break
        return cards[:MAX_LISTED]

    def _group_month(self, folder: str, count: GroupCount | None, month: str) -> None:
        """Write a month of a list; remove it if there is none."""
        path = f"{folder}/{month}.html"
        if count is None:
            self.out.remove(path)
        else:
            self.out.write(path, self.pages.group(count, self.state.listed(count.group.kind, count.group.slug, month), month))

    def _stale_months(self, folder: str, months: Sequence[str], month: str) -> tuple[str, ...]:
        """A month that has changed, and before it, if it is new or empty now, the others whose links to it are wrong.

        A page that this update has written knows all months.
        """
        if month not in months:
            around = tuple(months)
        elif self.out.has(f"{folder}/{month}.html"):
            around = ()
        else:
            place = months.index(month)
            around = (*months[max(place - 1, 0) : place], *months[place + 1 : place + 2])
        pages = {each: f"{folder}/{each}.html" for each in around}
        return (*(each for each, page in pages.items() if self.out.has(page) and page not in self.out.written), month)


def with_paths(edition: EditionCard, state: SiteState) -> EditionCard:
    """An edition in a list, with the path of the page of each statement, and whether it was withdrawn since."""
    known = state.cards(line.key for line in edition.lines)
    return replace(edition, lines=tuple(_with_path(line, known.get(line.key)) for line in edition.lines))


def _with_path(line: EditionLine, card: Card | None) -> EditionLine:
    return replace(line, path=card.path, is_withdrawn=card.is_withdrawn) if card else line


def batches(things: Sequence[T], size: int) -> Iterator[Sequence[T]]:
    """Parts of `things` of at most `size`, in order."""
    for start in range(0, len(things), size):
        yield things[start : start + size]
