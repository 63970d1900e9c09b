"""The cleaner: the order of the steps from what was published to a Statement. Each step is in a module of its own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from digest.clean.doc_type import type_of
from digest.clean.document import Line, ParsedDocument, without_mark
from digest.clean.encoding import decode
from digest.clean.extract import article, container, whole
from digest.clean.html_parser import is_whole_page, parse
from digest.clean.markdown_parser import read_markdown
from digest.clean.metadata import read_head
from digest.clean.plain_text_parser import read_plain
from digest.clean.rules.apply import RuleResult, apply_rules
from digest.clean.rules.rule import Field, Rules, Ruleset
from digest.clean.speaker import house_of, speaker_of
from digest.clean.turns import with_speakers
from digest.errors import InputError
from digest.records import Paragraph, Profile, RawStatement, Span, Statement
from digest.text.dates import date_of_midnight, find_date, to_utc
from digest.text.language import language_of, language_tag
from digest.text.sentences import sentence_spans
from digest.text.unicode import folded, one_line

_HTML = frozenset({"text/html", "application/xhtml+xml", "application/xml", "text/xml"})
_MARKDOWN = frozenset({"text/markdown", "text/x-markdown"})


MAX_LINES = 20_000
"""More than this is no statement: the longest transcript known to us has 1,100."""


class StatementCleaner:
    """Takes the statement out of what was published, by `rules`. Pure: the same input always gives the same statement."""

    def __init__(self, rules: Rules) -> None:
        self._rules = rules
        self._of_source: dict[str, Ruleset] = {}

    def clean(self, raw: RawStatement, profile: Profile) -> Statement:
        """The cleaned statement. Raise InputError if it is empty, binary, too large or holds no text."""
        document = _read(raw, profile)
        if len(document.lines) > MAX_LINES:
            raise InputError(f"{raw.key}: has {len(document.lines)} lines, more than the limit of {MAX_LINES}")
        title = one_line(raw.title) or document.title
        outcome = apply_rules(map(without_mark, document.lines), self._for(raw.source, profile), title)
        lines = with_speakers(outcome.lines)
        if not lines:
            raise InputError(f"{raw.key}: holds no text")
        return _statement(raw, profile, replace(document, title=title), outcome, lines)

    def _for(self, source: str, profile: Profile) -> Ruleset:
        """The rules for `source`; kept, because it takes longer to make them ready than to clean a statement."""
        if source not in self._of_source:
            self._of_source[source] = self._rules.of(source)
        rules = self._of_source[source]
        return (
            replace(rules, repeated_lines=frozenset(map(folded, profile.repeated_lines))) if profile.repeated_lines else rules
        )


def _read(raw: RawStatement, profile: Profile) -> ParsedDocument:
    """Parse `raw` by its media type. Raise InputError if that is no text."""
    media_type = raw.media_type.split(";")[0].strip().lower()
    if media_type in _HTML:
        return _read_html(raw, profile)
    text = decode(raw.content, raw.key, raw.charset)
    if media_type in _MARKDOWN:
        return read_markdown(text)
    if media_type.startswith("text/") or not media_type:
        return read_plain(text, headline=not raw.title)
    raise InputError(f"{raw.key}: is {media_type}, which cannot be read as text")


def _read_html(raw: RawStatement, profile: Profile) -> ParsedDocument:
    text = decode(raw.content, raw.key, raw.charset, markup=True)
    root = parse(text)
    if root is None:
        raise InputError(f"{raw.key}: holds no text")
    if raw.fragment or not is_whole_page(text):
        found = whole(root)
        return ParsedDocument(lines=found.lines, removed=found.removed)
    head = read_head(root)
    known = container(root, profile) if profile.body else None
    warnings = () if known or not profile.body else (f"the page has no element {profile.body!r}: searched for the article",)
    found = known or article(root, len(text))
    return ParsedDocument(
        found.lines, head.title, head.link, head.published, head.language, head.author, found.removed, warnings
    )


def _statement(
    raw: RawStatement, profile: Profile, document: ParsedDocument, outcome: RuleResult, lines: Sequence[Line]
) -> Statement:
    text, paragraphs = _joined(lines)
    published, published_from = _published(raw, profile, document, outcome)
    moved = outcome.moved
    link = raw.link or document.link
    author = raw.author or document.author
    kind = type_of(document.title, link, lines, moved)
    named = moved.get(Field.EMBARGO, "")
    embargo = find_date(named, profile.timezone)
    unread = (f"an embargo is named, but its moment cannot be read: {named!r}",) if named and not embargo else ()
    return Statement(
        key=raw.key,
        source=raw.source,
        link=link,
        title=document.title,
        text=text,
        paragraphs=paragraphs,
        sentences=sentence_spans(text, _speech(lines, paragraphs)),
        published=published,
        published_from=published_from,
        day=date_of_midnight(published, profile.timezone),
        issuer=moved.get(Field.ISSUER) or house_of(author) or profile.issuer,
        speaker=speaker_of(moved.get(Field.SPEAKER, ""), document.title, lines, kind, author),
        place=moved.get(Field.PLACE, ""),
        embargo=embargo,
        type=kind,
        language=_language(raw, profile, document, text),
        removed=document.removed + outcome.removed,
        warnings=document.warnings + outcome.warnings + unread,
    )


def _joined(lines: Sequence[Line]) -> tuple[str, tuple[Paragraph, ...]]:
    """The text, and where each line stands in it."""
    paragraphs: list[Paragraph] = []
    start = 0
    for line in lines:
        paragraphs.append(Paragraph(start, start + len(line.text), line.speaker, line.role))
        start += len(line.text) + len("\n\n")
    return "\n\n".join(line.text for line in lines), tuple(paragraphs)


def _speech(lines: Sequence[Line], paragraphs: Sequence[Paragraph]) -> list[Span]:
    """Where sentences may stand: each paragraph but for its speaker label or dateline."""
    return [Span(paragraph.start + line.lead, paragraph.end) for line, paragraph in zip(lines, paragraphs, strict=True)]


def _published(
    raw: RawStatement, profile: Profile, document: ParsedDocument, outcome: RuleResult
) -> tuple[datetime | None, str]:
    if found := to_utc(raw.published):
        return found, "feed"
    if found := find_date(document.published, profile.timezone):
        return found, "page"
    if found := find_date(outcome.moved.get(Field.PUBLISHED, ""), profile.timezone):
        return found, "text"
    return None, ""


def _language(raw: RawStatement, profile: Profile, document: ParsedDocument, text: str) -> str:
    said = (raw.language, document.language, profile.language)
    return next((tag for written in said if (tag := language_tag(written))), "") or language_of(text)
