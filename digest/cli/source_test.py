"""Reads sources now, for `digest sources test`: what is wrong with each, and what its statements are. Stores nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from typing import Any

from digest.app import build_source
from digest.builders.cleaner_builder import build_cleaner
from digest.builders.http_builder import http_settings
from digest.clean.rules.repeated_lines import find_repeated_lines, learn_repeated_lines
from digest.cli.json_line import as_json, iso
from digest.cli.known_sources_list import kind_of, matching
from digest.cli.source_diagnosis import Diagnosis, Problem, Reading, diagnose, is_wall
from digest.compile.edition import pluralise
from digest.config.known_sources import known_sources
from digest.config.settings import Settings
from digest.config.source_settings import SourceSettings, WatchSettings, WebSourceSettings
from digest.errors import DONE, DigestError, FetchError, NotFoundError
from digest.fetch.feed_parser import DocumentParser
from digest.fetch.index_page import read_page
from digest.interfaces import Cleaner
from digest.net.http import HttpClient, Response
from digest.records import Failure, FetchState, Profile, RawStatement, RevisionLines, Statement
from digest.text.visible import shortened, visible_text

MAX_PAGES = 20
"""Pages that are read of one source: enough to see whether it works."""
MAX_PAGES_OF_MANY = 5
"""The same if all sources of a configuration are read."""
MAX_SUGGESTED = 5
"""Names in the message that there is no source of a name."""
_Clean = Callable[[Sequence[RawStatement]], tuple[tuple[Statement, ...], tuple[Failure, ...]]]
_NOT_READ = "not read, because a test reads a few pages only"


@dataclass(frozen=True, slots=True)
class TestedSource:
    """A source that was read, what is wrong with it, and its statements as published."""

    source: SourceSettings
    reading: Reading
    diagnosis: Diagnosis

    @property
    def exit_code(self) -> int:
        """That of a source that cannot be read, unless it can be used as it is."""
        return DONE if self.diagnosis.is_usable else FetchError.exit_code

    def line(self) -> str:
        """The diagnosis in one line."""
        mark = "ok" if self.diagnosis.is_usable else "failed"
        said = self.diagnosis.message.removeprefix(f"{self.source.name}: ")
        return f"{mark:<7} {self.source.name}: {'' if mark == 'ok' else f'{self.diagnosis.problem}: '}{visible_text(said)}"

    def json(self) -> str:
        """The diagnosis as a JSON object."""
        return as_json(
            {
                "name": self.source.name,
                "kind": kind_of(self.source),
                "address": self.source.address,
                "problem": self.diagnosis.problem,
                "message": self.diagnosis.message,
                "listed": self.reading.listed,
                "read": len(self.reading.statements),
                "failed": len(self.reading.failures),
                "newest": iso(self.diagnosis.newest),
                "exit_code": self.exit_code,
            }
        )


class _TestClient(HttpClient):
    """An HTTP client that reads a limited number of pages, and remembers where each address led."""

    def __init__(self, settings: Settings | None, max_pages: int) -> None:
        super().__init__(http_settings(settings))
        self.led: dict[str, str] = {}
        self._left = max_pages + 1  # an index is a page, too

    def get(self, url: str, **options: Any) -> Response:
        """As HttpClient. Raise FetchError for more pages than allowed."""
        if options.get("readable_only"):
            self._left -= 1
            if self._left < 0:
                raise FetchError(_NOT_READ)
        response = super().get(url, **options)
        self.led.setdefault(url, response.url)
        return response


def read_all(settings: Settings, arrivals: Mapping[str, tuple[datetime, ...]], now: datetime) -> Iterator[TestedSource]:
    """Read each source of a configuration. `arrivals` are when its statements came."""
    with build_cleaner(settings) as cleaner, ThreadPoolExecutor(settings.fetch.workers) as pool:

        def test(source: SourceSettings) -> TestedSource:
            clean = partial(_clean, cleaner, source.profile)
            return _tested(settings, source, arrivals.get(source.name, ()), now, clean, MAX_PAGES_OF_MANY)

        yield from pool.map(test, settings.sources)


def read_one(
    settings: Settings | None,
    name: str,
    arrivals: tuple[datetime, ...],
    now: datetime,
    texts: Sequence[RevisionLines] = (),
) -> TestedSource:
    """Read the source `name`, configured or known, and clean it with the lines that are repeated in `texts`, its stored ones.

    Raise NotFoundError if there is no such source.
    """
    configured = {source.name: source for source in settings.sources} if settings else {}
    source = configured.get(name) or known_sources().get(name)
    if source is None:
        found = [known.name for known in matching([name])][:MAX_SUGGESTED]
        hint = f"known ones that hold it: {', '.join(found)}" if found else "digest sources lists the known ones"
        raise NotFoundError(f"no source is called {name!r} ({hint})")
    with build_cleaner(settings) as cleaner:
        return _tested(settings, source, arrivals, now, partial(_clean, cleaner, _profile(source, texts)), MAX_PAGES)


def _tested(
    settings: Settings | None,
    source: SourceSettings,
    arrivals: tuple[datetime, ...],
    now: datetime,
    clean: _Clean,
    max_pages: int,
) -> TestedSource:
    is_live = isinstance(source, WebSourceSettings) and not isinstance(source, WatchSettings)
    reading = Reading(source.name, source.address, arrivals=arrivals, is_live=is_live)
    with _TestClient(settings, max_pages) as http, DocumentParser() as parser:
        try:
            fetched = build_source(settings or _settings_for(source), source, http, parser).fetch(FetchState(), now)
        except FetchError as error:
            found = diagnose(replace(reading, error=_wall_behind(error, source, http, clean, now)), now)
            return TestedSource(source, reading, found)
        answered_at = next(iter(http.led.values()), "")
    statements, failures = clean(fetched.statements)
    failed = tuple(failure for failure in fetched.failures if failure.reason != _NOT_READ)
    reading = replace(
        reading,
        answered_at=answered_at,
        listed=fetched.listed,
        statements=statements,
        failures=(*failed, *failures),
    )
    return TestedSource(source, reading, diagnose(reading, now))


def _wall_behind(error: FetchError, source: SourceSettings, http: HttpClient, clean: _Clean, now: datetime) -> FetchError:
    """What the page says that stands in the place of a feed or of an index, such as that it asks for consent; else `error`."""
    if diagnose(Reading(source.name, source.address, error=error), now).problem not in (Problem.NOT_A_FEED, Problem.NO_LINKS):
        return error
    try:
        browser = isinstance(source, WebSourceSettings) and source.browser
        _, failures = clean([read_page(source.address, http, now, browser=browser)])
    except FetchError:
        return error
    said = next((failure.reason for failure in failures if is_wall(failure.reason)), "")
    return FetchError(f"{error}; {said}") if said else error


def _profile(source: SourceSettings, texts: Sequence[RevisionLines]) -> Profile:
    return replace(source.profile, repeated_lines=learn_repeated_lines(texts)) if source.learn else source.profile


def _clean(
    cleaner: Cleaner, profile: Profile, found: Sequence[RawStatement]
) -> tuple[tuple[Statement, ...], tuple[Failure, ...]]:
    statements, failures = [], []
    for raw in found:
        try:
            statements.append(cleaner.clean(raw, profile))
        except DigestError as error:
            failures.append(Failure(raw.link or raw.key, "cleaning it", str(error).removeprefix(f"{raw.key}: "), raw.source))
    return tuple(statements), tuple(failures)


def details(tested: TestedSource, texts: Sequence[RevisionLines]) -> Iterator[str]:
    """What the statements of a source are after cleaning, and what failed.

    `texts` are its stored statements: lines that are repeated in many of them are listed, with what the cleaner does to each.
    """
    for statement in tested.reading.statements:
        yield from _item(statement)
    for failure in tested.reading.failures:
        yield f"failed   {visible_text(str(failure))}"
    yield from _repeated_lines(texts, learns=tested.source.learn)


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


def _item(statement: Statement) -> Iterator[str]:
    published = statement.published.isoformat(timespec="minutes") if statement.published else "no date"
    yield f"{published}  {visible_text(statement.title)}"
    words, removed = pluralise(len(statement.text.split()), "word"), pluralise(len(statement.removed), "piece")
    yield f"    {statement.type}, {words}, {removed} removed: {shortened(visible_text(statement.text), 160)}"
    for warning in statement.warnings:
        yield f"    warning: {visible_text(warning)}"
