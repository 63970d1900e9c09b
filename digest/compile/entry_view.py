"""Builds the view of one entry: all text on one line, visible and limited, all links safe. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from digest.compile.entry_notes import MAX_CHANGES, MAX_NAME, entry_notes, provenance_notes
from digest.compile.feedback_link import feedback_link
from digest.compile.keywords import keyword_places, sentence_with_keyword
from digest.compile.selection_notes import is_cut
from digest.compile.site_links import site_link, statement_path
from digest.compile.strings import type_label
from digest.compile.text_fragment import sentence_link
from digest.compile.view_model import ChangeView, EntryView, PointView, QuoteView
from digest.compile.wording_notes import changes_heading, told_changes, wording_notes
from digest.locale.catalogue import ENGLISH, Catalogue
from digest.net.urls import safe_url
from digest.records import Change, Entry, KeyPoint, Span, Statement
from digest.text.title import shown_title
from digest.text.visible import direction, limited_text
from digest.text.word_diff import PieceEdit, WordPiece, word_diff

MAX_BEFORE = 500
"""Characters of an earlier wording: all but the longest sentences fit."""

_MAX_SENTENCE = 4_000
"""Characters of a key point or a quotation: the longest of 76,420 sentences of real statements has 3,143."""

_MAX_PARTIES = 25
_MAX_PARTY = 100
"""Parties that are shown of a joint statement, and characters of the name of one."""

_STATE_WORDS = frozenset("the and of government governments republic kingdom america".split())
_LANGUAGE_TAG = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*")


@dataclass(frozen=True, slots=True)
class EntryContext:
    """What an entry must know of its edition.

    `usual` is the note on who chose the points of most entries, `titles` are those of the sources, `keywords` those of the
    recipient, `words` those of the language of the edition, `site_url` is the address of the web site, `feedback_url` that for
    answers of readers about `edition` ("morning 2026-11-23").
    """

    timezone: str
    usual: str
    titles: Mapping[str, str]
    keywords: tuple[str, ...]
    words: Catalogue
    site_url: str = ""
    feedback_url: str = ""
    edition: str = ""


def display_title(statement: Statement, words: Catalogue = ENGLISH) -> str:
    """Return the title that readers see."""
    return shown_title(statement.title, statement.text) or words.gettext("Statement without a title")


def entry_view(entry: Entry, number: int, context: EntryContext) -> EntryView:
    """Return the view of an entry as the entry `number` of its edition."""
    statement = entry.statement
    title = display_title(statement, context.words)
    source = context.titles.get(statement.source, statement.source)
    changes = [_change_view(statement, change) for change in told_changes(entry)[:MAX_CHANGES]]
    edited = changes if entry.updated else []
    points = tuple(_with_change(_point_view(statement, point, context.keywords), edited) for point in entry.summary.points)
    return EntryView(
        number=number,
        title=title,
        link=safe_url(statement.link),
        facts=_facts(entry, source, context),
        points=points,
        updated=entry.updated,
        changes=tuple(change for change in changes if not any(point.change == change for point in points)),
        changes_heading=changes_heading(entry, context.words),
        notes=(
            *provenance_notes(entry, source, context.titles, context.words, changes),
            *entry_notes(entry, usual=context.usual, words=context.words),
            *wording_notes(entry, context.words),
        ),
        language=_language(statement, context.words.language),
        direction=direction(f"{title} {statement.text[:200]}"),
        matched=None if any(point.is_marked for point in points) else _matched(statement, context.keywords),
        key=statement.key,
        page=site_link(context.site_url, statement_path(statement.key)),
        feedback=feedback_link(context.feedback_url, statement.key, context.edition, context.words),
    )


def _facts(entry: Entry, source: str, context: EntryContext) -> tuple[str, ...]:
    """Return source, speaker, issuer, parties, time and type, each once; a speaker who is all the parties is named as these."""
    statement = entry.statement
    parties = _parties(entry)
    facts = (
        limited_text(source, MAX_NAME),
        "" if _names_only(statement.speaker, parties) else limited_text(statement.speaker, MAX_NAME),
        limited_text(statement.issuer, MAX_NAME),
        parties,
        _publication_time(statement, context.timezone, context.words),
        type_label(statement.type, context.words),
    )
    shown: dict[str, str] = {}
    for fact in filter(None, facts):
        shown.setdefault(fact.casefold(), fact)
    return tuple(shown.values())


def _names_only(speaker: str, parties: str) -> bool:
    """Return whether a speaker is the parties and says no more of them: "the Government of France and Germany"."""
    rest = speaker.casefold()
    for party in parties.casefold().split(", "):
        if not party or party not in rest:
            return False
        rest = rest.replace(party, " ")
    return _STATE_WORDS.issuperset(re.findall(r"\w+", rest))


def _parties(entry: Entry) -> str:
    """Return who makes a joint statement, by all sources that give it, in one line; of very many the first."""
    named = (*entry.statement.parties, *(party for also in entry.also for party in also.parties))
    parties: dict[str, str] = {}
    for party in named:
        parties.setdefault(party.casefold(), party)
    shown = [limited_text(party, _MAX_PARTY) for party in list(parties.values())[:_MAX_PARTIES]]
    return ", ".join(shown) + (", …" if len(parties) > _MAX_PARTIES else "")


def _publication_time(statement: Statement, timezone: str, words: Catalogue) -> str:
    """Return the time in the reader's zone; a date without a time is the publisher's, wherever it is read."""
    if statement.day:
        return words.day(statement.day)
    return words.local_time(statement.published, timezone) if statement.published else words.gettext("undated")


def _point_view(statement: Statement, point: KeyPoint, keywords: tuple[str, ...]) -> PointView:
    quotes = tuple(_quote_view(statement, span, keywords) for span in point.evidence)
    link = quotes[0].link if quotes else safe_url(statement.link)
    text, speaker = limited_text(point.text, _MAX_SENTENCE), limited_text(point.speaker, MAX_NAME)
    cut = not point.verbatim and not point.replaced and is_cut(statement.text, point)
    is_enough = point.verbatim or (cut and bool(link))  # without a link the reader has the whole sentence only here
    marks = keyword_places(keywords, text)
    return PointView(text, speaker, link, () if is_enough else quotes, marks, is_cut=cut)


def _with_change(point: PointView, changes: Sequence[ChangeView]) -> PointView:
    """Return the point with the change of its sentence, if the point is a sentence that changed."""
    if point.quotes or point.is_cut:
        return point
    found = next((change for change in changes if change.later == point.text), None)
    return replace(point, change=found)


def _matched(statement: Statement, keywords: tuple[str, ...]) -> PointView | None:
    """Return the first sentence with a keyword; None if the text has none."""
    span = sentence_with_keyword(keywords, statement)
    if not span:
        return None
    speaker = next((part.speaker for part in statement.paragraphs if part.start <= span.start < part.end), "")
    return _point_view(statement, KeyPoint(span.of(statement.text), (span,), speaker), keywords)


def _quote_view(statement: Statement, span: Span, keywords: tuple[str, ...] = ()) -> QuoteView:
    text = limited_text(span.of(statement.text), _MAX_SENTENCE)
    # The page that a source has of its own need not hold the sentence.
    in_page = sentence_link(statement.link, statement.text, span, statement.page_of(span))
    link = safe_url(statement.link) if statement.named else in_page
    return QuoteView(text, link, keyword_places(keywords, text))


def _change_view(statement: Statement, change: Change) -> ChangeView:
    before = limited_text(change.before, MAX_BEFORE)
    if change.after is None:
        return ChangeView((WordPiece(PieceEdit.DELETED, before),), safe_url(statement.link))
    now = _quote_view(statement, change.after)
    if not before:
        return ChangeView((WordPiece(PieceEdit.INSERTED, now.text),), now.link)
    return ChangeView(word_diff(before, now.text), now.link)


def _language(statement: Statement, around: str) -> str:
    """Return the tag of the language, "" if it is the one `around` it; "und" if it is not known, except in English."""
    tag = statement.language if _LANGUAGE_TAG.fullmatch(statement.language) else ""
    if not tag:
        return "" if around == ENGLISH.language else "und"
    return "" if tag.lower().partition("-")[0] == around else tag
