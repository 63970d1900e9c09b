"""Says what is new in the words of an entry: since the previous statement of its series, and in the use of phrases. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from digest.compile.entry_notes import MAX_CHANGES, MAX_NAME
from digest.locale.catalogue import Catalogue
from digest.net.urls import safe_url
from digest.records import Change, Entry, PhraseStatus, PhraseUse
from digest.text.visible import limited_text, shortened, visible_text

_MAX_SENTENCE = 500
"""Characters of a sentence that a note quotes."""


def told_changes(entry: Entry) -> tuple[Change, ...]:
    """Return the changes that an entry shows: those of an update, else those since the previous statement of its series."""
    if entry.updated:
        return entry.changed
    return entry.wording.since.changes if entry.wording and entry.wording.since else ()


def changes_heading(entry: Entry, words: Catalogue) -> str:
    """Return since when the changes of an entry are; empty if it shows none."""
    if entry.updated:
        return words.gettext("Changed since the earlier edition:")
    since = entry.wording.since if entry.wording else None
    if since is None:
        return ""
    title = _titled(since.title, since.day, words)
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
