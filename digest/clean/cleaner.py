"""Turns a published document into a Statement: the order of the cleaning steps. Each step has its own module."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from digest.clean.body_names import letterhead, publishing_body
from digest.clean.doc_type import classify
from digest.clean.document import Line, ParsedDocument, strip_bullet
from digest.clean.embargo import read_embargo
from digest.clean.encoding import damage_warnings
from digest.clean.office_speaker import find_office_speaker
from digest.clean.page_check import Page, why_no_statement
from digest.clean.page_spans import page_spans
from digest.clean.page_title import title_label
from digest.clean.parse_by_type import parse, parse_mail
from digest.clean.parties import parties_of
from digest.clean.publication_date import date_context, publication_date
from digest.clean.release_label import is_called_release
from digest.clean.rules.apply import RuleResult, apply_rules
from digest.clean.rules.rule import RuleSet, SourceRules, TargetField
from digest.clean.signature import signature, without_sentence
from digest.clean.speaker import find_speaker, issuing_office
from digest.clean.speech_head import speech_head
from digest.clean.turns import assign_speakers
from digest.errors import InputError
from digest.records import Paragraph, Profile, RawStatement, Removal, Role, Span, Statement, StatementType
from digest.text.language import language_of, language_tag, likeliest_language
from digest.text.sentences import each_sentence
from digest.text.unicode import folded, normalised_line

MAX_LINES = 20_000
"""The longest known transcript has 1,100 lines."""

_BREAK = "\n\n"  # between two paragraphs of the text


class StatementCleaner:
    """Implements Cleaner by a set of rules. Pure: the same input always gives the same statement."""

    def __init__(self, rules: RuleSet, *, with_sentences: bool = True) -> None:
        """Clean by `rules`. Without sentences, which take a tenth of the time, statements have none; all else is the same."""
        self._with_sentences = with_sentences
        self._rules, self._named_sources = rules, rules.named_sources
        self._by_source: dict[str, SourceRules] = {}

    def clean(self, raw: RawStatement, profile: Profile) -> Statement:
        """Return the cleaned statement. Raise InputError if `raw` is empty, binary, too large or not a statement."""
        raw, document = parse_mail(raw) if raw.is_mail else (raw, parse(raw, profile))
        _check_is_statement(raw, document)
        if len(document.lines) > MAX_LINES:
            raise InputError(f"{raw.key}: has {len(document.lines)} lines, more than the limit of {MAX_LINES}")
        title = normalised_line(raw.title) or document.title
        # Notes are no part of the text, so its foot is above them.
        notes = tuple(line for line in document.lines if line.role is Role.NOTES)
        body = tuple(line for line in document.lines if line.role is not Role.NOTES) or document.lines
        if head := speech_head(title, document.headlines, body):
            title, body, raw = head.title, head.lines, replace(raw, author=head.speaker)
            document = replace(document, removed=document.removed + head.removed)
        result = apply_rules(map(strip_bullet, body), self._rules_for(raw.source, profile), title)
        lines = (*assign_speakers(result.lines), *(notes if len(notes) < len(document.lines) else ()))
        if not lines:
            raise InputError(f"{raw.key}: holds no text")
        document = replace(document, title=title)
        return _statement(raw, profile, document, result, lines, with_sentences=self._with_sentences)

    def _rules_for(self, source: str, profile: Profile) -> SourceRules:
        """Return the rules for `source`. They are cached; sources that no rule names share one set."""
        name = source if source in self._named_sources else ""
        if name not in self._by_source:
            self._by_source[name] = self._rules.for_source(name)
        rules = self._by_source[name]
        if not profile.repeated_lines:
            return rules
        return replace(rules, repeated_lines=frozenset(map(folded, profile.repeated_lines)))


def _check_is_statement(raw: RawStatement, document: ParsedDocument) -> None:
    """Raise InputError if a document stands in the place of a statement. The text of a feed item always counts as one."""
    if raw.fragment:
        return
    title, teaser = raw.announced
    headlines = document.headlines or ((document.title,) if title else (raw.title, document.title))
    page = Page(title, teaser, headlines, document.lines, raw.link, raw.address, document.asks_password, document.is_page)
    reason = why_no_statement(page)
    if not reason and sum(len(line.text) for line in document.lines) < raw.least_length:
        reason = "holds less text than its feed"
    if reason:
        raise InputError(f"{raw.key}: is not a statement: the page {reason}")


def _statement(
    raw: RawStatement,
    profile: Profile,
    document: ParsedDocument,
    result: RuleResult,
    lines: Sequence[Line],
    *,
    with_sentences: bool,
) -> Statement:
    """Join what the feed, the document, the profile and the rules say. What the publisher says of the item goes first."""
    text, paragraphs = _join(lines)
    moved = result.moved
    context = date_context(raw, profile, document)
    published = publication_date(raw, context, document, moved)
    link = raw.link or document.link
    author = raw.author or document.author
    embargo, embargo_warning = read_embargo(moved.get(TargetField.EMBARGO, ""), context)
    warnings = tuple(filter(None, (raw.note, embargo_warning, published.warning)))
    language = _language(raw, profile, document, text)
    text_language = _language_of_text(language, text)
    body, size = ("", 0) if document.is_page else letterhead(lines, text_language)
    removed = tuple(Removal("letterhead", line.text) for line in lines[:size])
    if size:
        lines = lines[size:]
        text, paragraphs = _join(lines)
    kind, name = title_label(document.headlines)
    doc_type = classify(document.title, link, lines, moved, text_language)
    if doc_type is StatementType.OTHER and kind:
        doc_type = classify(kind, "", (), {})
    taken_out = (*result.removed, *removed)
    above = (each.text for each in taken_out if folded(each.text) != folded(document.title))
    if doc_type is StatementType.OTHER and is_called_release(above, text_language):
        doc_type = StatementType.PRESS_RELEASE
    issuer = moved.get(TargetField.ISSUER) or issuing_office(author) or profile.issuer or body
    signed = signature(lines, text_language)
    lines = without_sentence(lines) if signed.speaker else lines
    speaker = _speaker(moved.get(TargetField.SPEAKER, ""), document, lines, doc_type, author, text_language)
    speaker = signed.speaker if not speaker or folded(speaker) == folded(signed.office) else speaker
    sentences = each_sentence(text, _without_leads(lines, paragraphs), text_language)
    statement = Statement(
        key=raw.key,
        source=raw.source,
        link=link,
        title=document.title,
        text=text,
        paragraphs=paragraphs,
        sentences=tuple(sentences) if with_sentences else (),
        published=published.moment,
        published_from=published.origin,
        day=published.day,
        issuer=issuer,
        speaker=speaker or name or ("" if issuer else publishing_body(document.publishers, lines, text_language)),
        place=moved.get(TargetField.PLACE, ""),
        embargo=embargo,
        type=doc_type,
        language=language,
        removed=document.removed + taken_out,
        warnings=document.warnings + result.warnings + warnings + damage_warnings(f"{document.title}\n{text}"),
        pages=page_spans(lines, paragraphs),
    )
    return replace(statement, parties=parties_of(statement, statement.sentences or sentences, text_language))


def _speaker(
    moved: str, document: ParsedDocument, lines: Sequence[Line], doc_type: StatementType, author: str, language: str
) -> str:
    """Return who speaks: who stands above the text (`moved`), or is named in words of its language, or in English."""
    named = "" if moved else find_office_speaker(document.title, lines, language)
    return named or find_speaker(moved, document.title, lines, doc_type, author)


def _join(lines: Sequence[Line]) -> tuple[str, tuple[Paragraph, ...]]:
    """Return the text, and the paragraph of each line as offsets into it."""
    paragraphs: list[Paragraph] = []
    start = 0
    for line in lines:
        paragraphs.append(Paragraph(start, start + len(line.text), line.speaker, line.role))
        start += len(line.text) + len(_BREAK)
    return _BREAK.join(line.text for line in lines), tuple(paragraphs)


def _without_leads(lines: Sequence[Line], paragraphs: Sequence[Paragraph]) -> list[Span]:
    """Return where sentences may be: each paragraph without its speaker label or dateline."""
    return [Span(paragraph.start + line.lead, paragraph.end) for line, paragraph in zip(lines, paragraphs, strict=True)]


def _language(raw: RawStatement, profile: Profile, document: ParsedDocument, text: str) -> str:
    """Return the language that the feed, the page or the profile names, else the one that the words suggest."""
    declared = (raw.language, document.language, profile.language)
    return next((tag for written in declared if (tag := language_tag(written))), "") or language_of(text)


def _language_of_text(language: str, text: str) -> str:
    """Return the language of the text: English pages often declare another, that of their site's template."""
    if language in ("", "und"):
        return likeliest_language(text)
    return language if language.startswith("en") or language_of(text) != "en" else "en"
