"""Says below an entry where its text came from, and what else a reader must know of it. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from digest.compile.relation_notes import other_text_notes, relation_notes
from digest.compile.selection_notes import selection_note
from digest.compile.view_model import ChangeView
from digest.compile.warning_notes import warning_note
from digest.locale.catalogue import Catalogue
from digest.net.urls import safe_url
from digest.records import AlsoGiven, Entry
from digest.text.visible import limited_text

MAX_CHANGES = 10
"""Changed sentences of an entry; an update that rewrites more is better read in the original."""

MAX_NAME = 500
"""Characters of a title or a name; longer ones are no names."""


def provenance_notes(
    entry: Entry, source: str, titles: Mapping[str, str], words: Catalogue, shown: Sequence[ChangeView] = ()
) -> Iterator[str]:
    """Yield where the text came from if not from a page of its `source`, who else gives it, and what is related to it.

    `titles` are those of the sources, by name; `shown` are the changed sentences that the entry shows.
    """
    statement, source = entry.statement, limited_text(source, MAX_NAME)
    if statement.named:
        yield words.gettext(
            "As given by {source}. This text is not from the page that it names, {named}.",
            source=source,
            named=limited_text(statement.named, MAX_NAME),
        )
    if statement.site:
        site = limited_text(statement.site, MAX_NAME)
        yield words.gettext("From {site}, to which {source} links.", site=site, source=source)
    for also in entry.also:
        given = limited_text(titles.get(also.source, also.source), MAX_NAME)
        if also.relation is None:
            yield _also_given_note(also, given, words)
        else:
            yield from other_text_notes(also, given, words)
    yield from relation_notes(entry, words, shown)


def entry_notes(entry: Entry, *, usual: str, words: Catalogue) -> Iterator[str]:
    """Yield what a reader must know: who chose the points if that is not the `usual` note, what is missing or in doubt."""
    if entry.taken_back:
        yield words.gettext("A change that an earlier edition told was taken back: the text from before it stands again.")
    if not entry.summary.points:
        yield words.gettext("No key points were found in this statement.")
    elif (chosen := selection_note(entry, words)) != usual:
        yield chosen
    if entry.summary.truncated:
        yield words.gettext("Only a part of this statement was read; the rest is in the original.")
    yield from _change_notes(entry, words)
    for warning in (*entry.statement.warnings, *entry.summary.warnings):
        yield warning_note(warning, words)


def _change_notes(entry: Entry, words: Catalogue) -> Iterator[str]:
    more = len(entry.changed) - MAX_CHANGES
    if entry.updated and more > 0:
        yield words.ngettext("{number} more sentence changed.", "{number} more sentences changed.", more)
    if entry.updated and not entry.changed:
        yield words.gettext("Updated, and no sentence says anything else: something was moved.")


def _also_given_note(also: AlsoGiven, source: str, words: Catalogue) -> str:
    link = safe_url(also.link)
    given = f"{source} ({link})" if link else source
    if also.differs:
        return words.gettext("Also given by {source}, in other words.", source=given)
    return words.gettext("Also given by {source}.", source=given)
