"""Says what is new in the words of an entry: since the previous statement of its series, and in the use of phrases. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from digest.compile.entry_notes import MAX_CHANGES, MAX_NAME
from digest.locale.catalogue import Catalogue
from digest.net.urls import safe_url
from digest.records import Change, Entry, EntryRelation, PhraseStatus, PhraseUse, RelationKind, Statement
from digest.text.visible import limited_text, shortened, visible_text

_MAX_SENTENCE = 500
"""Characters of a sentence that a note quotes."""


def told_changes(entry: Entry) -> tuple[Change, ...]:
    """Return the changes that an entry shows: those of an update, else those since the previous statement of its series.

    If there is neither, those since the text that it issues again.
    """
    if entry.updated:
        return entry.changed
    if entry.wording and entry.wording.since:
        return entry.wording.since.changes
    reissued = _reissued(entry)
    return _changes_since(entry.statement, reissued) if reissued else ()


def _reissued(entry: Entry) -> EntryRelation | None:
    """Return the statement that an entry issues again, if the sentences that differ are known."""
    return next((each for each in entry.relations if _changes_since(entry.statement, each)), None)


def _changes_since(statement: Statement, earlier: EntryRelation) -> tuple[Change, ...]:
    """Return the changes since a text that is issued again; none if words are known that are no sentences of the statement."""
    if earlier.relation.kind not in (RelationKind.CORRECTED, RelationKind.REISSUED):
        return ()
    spans = {span.of(statement.text): span for span in statement.sentences}
    changed = earlier.relation.changed
    if not all(now in spans for now, _ in changed if now) or not any(now for now, _ in changed):
        return ()
    return tuple(Change(spans.get(now), before) for now, before in changed)


def changes_heading(entry: Entry, words: Catalogue) -> str:
    """Return since when the changes of an entry are; empty if it shows none."""
    if entry.updated:
        return words.gettext("Changed since the earlier edition:")
    since = entry.wording.since if entry.wording else None
    earlier = None if since else _reissued(entry)
    if earlier:
        title = _titled(earlier.title, earlier.slot, words)
    elif since:
        title = _titled(since.title, since.day, words)
    else:
        return ""
    return words.gettext("Changed since {title}:", title=title)


def wording_notes(entry: Entry, words: Catalogue) -> Iterator[str]:
    """Yield which changes are not shown, where the previous statement of the series is, and how phrases are used."""
    wording = entry.wording
    if wording is None:
        return
    if wording.since and not entry.updated:
        more = len(wording.since.changes) - MAX_CHANGES
        if more > 0:
            yield words.ngettext("{number} more sentence changed.", "{number} more sentences changed.", more)
        is_named = any(each.link == wording.since.link for each in entry.relations)
        if not is_named and (link := safe_url(wording.since.link)):
            yield words.gettext("The previous statement of this series: {link}", link=link)
    for use in wording.phrases:
        yield from _phrase_notes(use, entry, words)


def _phrase_notes(use: PhraseUse, entry: Entry, words: Catalogue) -> Iterator[str]:
    phrase = limited_text(use.phrase, MAX_NAME)
    sentence = _sentence(use.after.of(entry.statement.text)) if use.after else ""
    if use.watched and use.after:
        yield words.gettext("Watched: “{phrase}” is used: {sentence}", phrase=phrase, sentence=sentence)
    elif use.watched:
        yield words.gettext("Watched: “{phrase}” is not used.", phrase=phrase)
    elif use.after and use.status is PhraseStatus.FIRST:
        yield words.gettext(
            "A standing phrase is used first of this subject: “{phrase}”: {sentence}", phrase=phrase, sentence=sentence
        )
    elif use.after:
        yield words.gettext("A standing phrase is used again: “{phrase}”: {sentence}", phrase=phrase, sentence=sentence)
    else:
        yield words.gettext("A standing phrase is not used: “{phrase}”.", phrase=phrase)
    if use.status is not PhraseStatus.USED:
        yield _earlier_note(use, words)


def _earlier_note(use: PhraseUse, words: Catalogue) -> str:
    """Return in how many earlier statements a phrase is, and where it was last."""
    if use.status is PhraseStatus.FIRST:
        return _with_link(
            words.gettext(
                "It is in {uses} of the {number} latest statements of other series, last in {title}: {sentence}",
                uses=words.number(use.uses),
                number=words.number(use.looked_at),
                title=_titled(use.title, use.day, words),
                sentence=_sentence(use.before),
            ),
            use,
        )
    earlier = words.gettext(
        "It is in {uses} of the {number} earlier statements of this series, last in {title}: {sentence}",
        uses=words.number(use.uses),
        number=words.number(use.looked_at),
        title=_titled(use.title, use.day, words),
        sentence=_sentence(use.before),
    )
    return _with_link(earlier, use)


def _with_link(note: str, use: PhraseUse) -> str:
    return f"{note} ({safe_url(use.link)})" if safe_url(use.link) else note


def _titled(title: str, day: date | None, words: Catalogue) -> str:
    quoted = f"“{limited_text(title, MAX_NAME)}”"
    return f"{quoted}, {words.day(day)}" if day else quoted


def _sentence(text: str) -> str:
    return f"“{shortened(visible_text(text), _MAX_SENTENCE)}”"
