"""The lines that `digest sources` prints: the known sources, and what one source gives now. Stores nothing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from textwrap import wrap

from digest.app import build_source
from digest.builders.source_builders import build_cleaner, build_http
from digest.clean.rules.repeated_lines import find_repeated_lines, learn_repeated_lines
from digest.compile.edition import pluralise
from digest.config.known_sources import known_sources
from digest.config.settings import Settings
from digest.config.source_settings import SourceSettings
from digest.errors import DigestError, NotFoundError
from digest.fetch.feed_parser import DocumentParser
from digest.interfaces import Cleaner
from digest.records import FetchState, Profile, RawStatement, RevisionLines
from digest.text.visible import shortened, visible_text


def known_lines() -> Iterator[str]:
    """Name, title, address and note of each known source."""
    for source in known_sources().values():
        yield f"{source.name:<24} {source.title}"
        yield f"{'':<24} {source.address}"
        if source.note:
            yield from wrap(visible_text(source.note), 120, initial_indent=" " * 25, subsequent_indent=" " * 25)


def tested_lines(settings: Settings | None, name: str, now: datetime, texts: Sequence[RevisionLines]) -> Iterator[str]:
    """Fetch the source `name`, configured or known, and yield what its statements are after cleaning.

    `texts` are its stored statements: lines that are repeated in many of them are listed, with what the cleaner does to each.
    Raise NotFoundError if there is no such source, FetchError if it cannot be read.
    """
    configured = {source.name: source for source in settings.sources} if settings else {}
    source = configured.get(name) or known_sources().get(name)
    if source is None:
        raise NotFoundError(f"no source is called {name!r} (digest sources lists the known ones)")
    with build_http(settings) as http, DocumentParser() as parser:
        fetched = build_source(settings or _settings_for(source), source, http, parser).fetch(FetchState(), now)
    yield f"{source.name}: {pluralise(fetched.listed, 'item')}, {len(fetched.statements)} read, {len(fetched.failures)} failed"
    profile = replace(source.profile, repeated_lines=learn_repeated_lines(texts)) if source.learn else source.profile
    with build_cleaner(settings) as cleaner:
        for raw in fetched.statements:
            yield from _item(cleaner, raw, profile)
    for failure in fetched.failures:
        yield f"failed   {visible_text(str(failure))}"
    yield from _repeated_lines(texts, learns=source.learn)


def _repeated_lines(texts: Sequence[RevisionLines], *, learns: bool) -> Iterator[str]:
    """The lines that are repeated in many of `texts`: what the cleaner does to each, and why."""
    taken = "taken out of new statements" if learns else "not part of the text, but kept because of learn: false"
    for line in find_repeated_lines(texts):
        count = f"stands in {line.statements} of {len(texts)} stored statements"
        verdict = taken if line.is_boilerplate else "left as text"
        yield f"{count}: {verdict}, for {line.reason}: {shortened(visible_text(line.text), 160)}"


def _settings_for(source: SourceSettings) -> Settings:
    """Settings with only this source, for a source that is not in the configuration."""
    digests = {"test": {"deliver": [{"file": "{day}.md"}]}}
    return Settings.model_validate({"sources": [source], "digests": digests})


def _item(cleaner: Cleaner, raw: RawStatement, profile: Profile) -> Iterator[str]:
    try:
        statement = cleaner.clean(raw, profile)
    except DigestError as error:
        yield f"failed   {visible_text(str(error))}"
        return
    published = statement.published.isoformat(timespec="minutes") if statement.published else "no date"
    yield f"{published}  {visible_text(statement.title)}"
    words, removed = pluralise(len(statement.text.split()), "word"), pluralise(len(statement.removed), "piece")
    yield f"    {statement.type}, {words}, {removed} removed: {shortened(visible_text(statement.text), 160)}"
    for warning in statement.warnings:
        yield f"    warning: {visible_text(warning)}"
