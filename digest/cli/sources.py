"""What `digest sources` prints: the sources that are known by name, and what one of them would give now."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from textwrap import wrap

from digest.app import build_cleaner, build_http, build_source
from digest.clean.rules.repeated_lines import find_repeated_lines, learn_repeated_lines
from digest.compile.edition import counted
from digest.config.settings import Settings, SourceSettings, known_sources
from digest.errors import DigestError, NotFoundError
from digest.fetch.feed_parser import DocumentParser
from digest.interfaces import Cleaner
from digest.records import FetchState, Profile, RawStatement, RevisionLines
from digest.text.visible import shortened, visible_text


def known_lines() -> Iterator[str]:
    """The known sources: name, title, address."""
    for source in known_sources().values():
        yield f"{source.name:<24} {source.title}"
        yield f"{'':<24} {source.feed or source.page}"
        if source.note:
            yield from wrap(visible_text(source.note), 120, initial_indent=" " * 25, subsequent_indent=" " * 25)


def tested_lines(settings: Settings | None, name: str, now: datetime, texts: Sequence[RevisionLines]) -> Iterator[str]:
    """What the source `name`, of the configuration or known, gives now: a line an item, cleaned. Stores nothing.

    `texts` are what is stored of it: the lines that stand in many of them are shown, with what becomes of each.

    Raise NotFoundError if there is no such source, FetchError if it cannot be read.
    """
    configured = {source.name: source for source in settings.sources} if settings else {}
    source = configured.get(name) or known_sources().get(name)
    if source is None:
        raise NotFoundError(f"no source is called {name!r} (digest sources lists the known ones)")
    with build_http(settings) as http, DocumentParser() as parser:
        fetched = build_source(settings or _nowhere(source), source, http, parser).fetch(FetchState(), now)
    yield f"{source.name}: {counted(fetched.listed, 'item')}, {len(fetched.statements)} read, {len(fetched.failures)} failed"
    profile = replace(source.profile, repeated_lines=learn_repeated_lines(texts)) if source.learn else source.profile
    with build_cleaner() as cleaner:
        for raw in fetched.statements:
            yield from _item(cleaner, raw, profile)
    for failure in fetched.failures:
        yield f"failed   {visible_text(str(failure))}"
    yield from _standing(texts, learns=source.learn)


def _standing(texts: Sequence[RevisionLines], *, learns: bool) -> Iterator[str]:
    """The lines that stand, the same, in many of the stored `texts` of a source: what becomes of each, and why."""
    taken = "taken out of new statements" if learns else "no text, but left, as the source has learn: false"
    for line in find_repeated_lines(texts):
        often = f"stands in {line.statements} of {len(texts)} stored statements"
        verdict = taken if line.is_boilerplate else "left as text"
        yield f"{often}: {verdict}, for {line.reason}: {shortened(visible_text(line.text), 160)}"


def _nowhere(source: SourceSettings) -> Settings:
    """Settings for a source that stands in no configuration."""
    digest = {"deliver": [{"file": "{day}.md"}]}
    return Settings.model_validate({"sources": [source], "digests": {"test": digest}})


def _item(cleaner: Cleaner, raw: RawStatement, profile: Profile) -> Iterator[str]:
    try:
        statement = cleaner.clean(raw, profile)
    except DigestError as error:
        yield f"failed   {visible_text(str(error))}"
        return
    published = statement.published.isoformat(timespec="minutes") if statement.published else "no date"
    yield f"{published}  {visible_text(statement.title)}"
    words, removed = counted(len(statement.text.split()), "word"), counted(len(statement.removed), "piece")
    yield f"    {statement.type}, {words}, {removed} removed: {shortened(visible_text(statement.text), 160)}"
    for warning in statement.warnings:
        yield f"    warning: {visible_text(warning)}"
