"""`digest check`: checks configuration, rules, store, model, mail server and sources, and yields one finding for each.

Changes nothing and sends nothing; it writes a file into each folder that a run writes to, and removes it. A part that cannot be
used does not hide the findings after it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from digest.app import build_channels, build_source
from digest.builders.cleaner_builder import rule_files
from digest.builders.engine_builders import build_encoder
from digest.builders.engine_choice import build_engines
from digest.builders.http_builder import build_http
from digest.clean.rules.load import read_rules
from digest.clean.rules.rule import Rule
from digest.clean.rules.rule_check import expression_problem, rule_problems
from digest.cli.command_context import open_store
from digest.cli.permissions import files_open_to_others
from digest.cli.source_diagnosis import with_advice
from digest.cli.written_folders import try_to_write, written_folders
from digest.compile.edition import pluralise
from digest.config.messages import did_you_mean
from digest.config.settings import Settings
from digest.config.summarise_settings import ExtractiveSettings
from digest.errors import ConfigError, DigestError, FetchError, ModelError
from digest.fetch.feed_parser import DocumentParser
from digest.interfaces import Source
from digest.records import Failure, FetchState, Paragraph, Span, Statement
from digest.summarise.extractive.multilingual_model import INSTALL_HINT, check_multilingual, multilingual_file
from digest.summarise.extractive.packaged_model import check_weights

TEST_SENTENCE = "The Secretary spoke today with the Foreign Minister about energy."


@dataclass(frozen=True, slots=True)
class Finding:
    """The name of a checked part, what was found, and the error if the part cannot be used.

    `warns`: the part can be used, but something should be changed.
    """

    part: str
    found: str
    error: DigestError | None = None
    warns: bool = False


def findings(settings: Settings, now: datetime, *, offline: bool) -> Iterator[Finding]:
    """Check every part that a run needs; if `offline`, only what is on this machine."""
    yield Finding("configuration", f"{pluralise(len(settings.sources), 'source')}; digests: {', '.join(settings.digests)}")
    yield _finding("rules", lambda: _rules(settings))
    yield _finding("store", lambda: _store(settings))
    yield from _permissions(settings)
    for folder in written_folders(settings, now.date()):
        yield _finding("folder", partial(try_to_write, folder))
    yield from _models(settings, offline=offline)
    with open_store(settings) as store:
        for channel in build_channels(settings, store).values():
            for part, check in channel.checks.items():
                yield _finding(part, partial(check, offline))
    yield from _sources(settings, now, offline=offline)


def _finding(part: str, check: Callable[[], str]) -> Finding:
    try:
        return Finding(part, check())
    except DigestError as error:
        return Finding(part, str(error), error)


def _rules(settings: Settings) -> str:
    """Load the cleaner's rules, and try the user's own on their examples. Raise ConfigError that names all that fail.

    The examples of the shipped rules are not tried: the tests of the program do that.
    """
    shipped, *own = rule_files(settings)
    rules = read_rules([shipped, *own])
    problems = [
        f"{rule.file}: rule {rule.id!r}: {problem}"
        for rule in rules.rules
        for problem in (rule_problems(rule, rules) if rule.file != str(shipped) else filter(None, [expression_problem(rule)]))
    ]
    problems += _unknown_sources(settings, [rule for rule in rules.rules if rule.file != str(shipped)])
    if problems:
        raise ConfigError("; ".join(problems))
    numbers = Counter(rule.file for rule in rules.rules)
    return "; ".join(f"{path}: {pluralise(numbers[str(path)], 'rule')}" for path in (shipped, *own))


def _unknown_sources(settings: Settings, own: Iterable[Rule]) -> Iterator[str]:
    """The names in `sources` of the user's rules that no source of the configuration has: such a rule would never be used."""
    names = [source.name for source in settings.sources]
    for rule in own:
        for name in sorted(rule.sources - set(names)):
            yield f"{rule.file}: rule {rule.id!r}: no source is called {name!r}{did_you_mean(name, names)}"


def _store(settings: Settings) -> str:
    with open_store(settings) as store:
        if not store.exists:
            return f"{store.name}: does not exist yet; the first run creates it"
        return f"{store.name}: {pluralise(store.count_outgoing(), 'row')} in the outbox"


def _permissions(settings: Settings) -> Iterator[Finding]:
    """A warning for each file with addresses, messages or passwords that other users of the machine may read."""
    for file in files_open_to_others(settings):
        yield Finding("permissions", f"{file}: other users may read it; change that with `chmod go= '{file}'`", warns=True)


def _models(settings: Settings, *, offline: bool) -> Iterator[Finding]:
    """Check the encoder by its files, and the engine by what it answers to one sentence."""
    chosen = settings.summarise
    yield _finding("model", lambda: _encoder(settings))
    yield from _languages(settings)
    if chosen.runs_here or not offline:
        yield _finding(chosen.check_name, lambda: _engine(settings))


def _encoder(settings: Settings) -> str:
    path = build_encoder(settings.summarise, settings.root, "cpu").path
    return f"{path}: sha256 {(check_multilingual(path) if path.is_file() else check_weights(path))[:16]}…"


def _languages(settings: Settings) -> Iterator[Finding]:
    """Check the model for other languages, if it is used; a warning for each source in a language that no model reads."""
    chosen = settings.summarise
    if isinstance(chosen, ExtractiveSettings) and (chosen.model or chosen.encoder == "multilingual"):
        return
    file = multilingual_file()
    uses_file = not isinstance(chosen, ExtractiveSettings) or chosen.encoder == "auto"
    if file and uses_file:
        yield _finding("languages", lambda: f"{file}: sha256 {check_multilingual(file)[:16]}…")
        return
    hint = f"; {INSTALL_HINT} brings a model" if uses_file else ""
    for source in settings.sources:
        language = source.language.partition("-")[0].lower()
        if language not in ("", "en", "und"):
            found = (
                f"{source.name}: no model reads its language {language!r}: its points are ranked by position and wording{hint}"
            )
            yield Finding("languages", found, warns=True)


def _engine(settings: Settings) -> str:
    """Summarise one sentence with the engine, without its fallback. Raise ModelError if there is no usable answer."""
    text = TEST_SENTENCE
    statement = Statement("check", "", "", "", text, (Paragraph(0, len(text)),), (Span(0, len(text)),), language="en")
    engine, _ = build_engines(settings.summarise, settings.root)
    answer = next(iter(engine.summarise([statement], 1)))
    if isinstance(answer, Failure):
        raise ModelError(str(answer))
    model, (point, *_) = answer.chooser, answer.points
    result = f"answers, but its point was replaced ({point.replaced})" if point.replaced else "answers"
    return f"{model.name} {model.revision[:40]} on {engine.model.device}: {result}"


def _sources(settings: Settings, now: datetime, *, offline: bool) -> Iterator[Finding]:
    """Fetch every source once, without storing anything; if `offline`, only look which files there are."""
    with build_http(settings) as http, DocumentParser() as parser:
        for configured in settings.sources:
            source = build_source(settings, configured, http, parser)
            if not offline:
                yield _finding(f"source {source.name}", partial(_fetch, source, now))
            elif source.site is None:
                yield _finding(f"source {source.name}", source.check_offline)


def _fetch(source: Source, now: datetime) -> str:
    """Raise FetchError if no item of the source can be used."""
    try:
        fetched = source.fetch(FetchState(), now)
    except FetchError as error:
        raise FetchError(with_advice(str(error))) from error
    failed = len(fetched.failures)
    if failed and failed >= fetched.listed:
        raise FetchError(f"none of {pluralise(fetched.listed, 'item')} can be used: {with_advice(fetched.failures[0].reason)}")
    return f"{pluralise(fetched.listed, 'item')}{f', {failed} of them failed' if failed else ''}"
