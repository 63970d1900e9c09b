"""`digest check`: checks configuration, rules, store, model, mail server and sources, and yields one finding for each.

Changes nothing and sends nothing. A part that cannot be used does not hide the findings after it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from digest.app import build_encoder, build_engines, build_http, build_sent_check, build_signer, build_source, smtp_settings
from digest.backtracking import ambiguous_loop
from digest.clean.rules.load import load_rules
from digest.compile.edition import pluralise
from digest.config.mail_settings import MailSettings, ProbeSettings
from digest.config.settings import Settings
from digest.config.shipped_files import shipped_file
from digest.config.source_settings import SourceSettings
from digest.deliver.smtp import check as check_smtp
from digest.errors import ConfigError, DigestError, FetchError, ModelError
from digest.fetch.feed_parser import DocumentParser
from digest.interfaces import Source
from digest.records import Failure, FetchState, Paragraph, Span, Statement
from digest.store.sql_store import SqlStore
from digest.summarise.extractive.packaged_model import check_weights

TEST_SENTENCE = "The Secretary spoke today with the Foreign Minister about energy."
UNSIGNED_MESSAGE = b"From: a@example.org\r\n\r\n\r\n"


@dataclass(frozen=True, slots=True)
class Finding:
    """The name of a checked part, what was found, and the error if the part cannot be used."""

    part: str
    found: str
    error: DigestError | None = None


def findings(settings: Settings, now: datetime, *, offline: bool) -> Iterator[Finding]:
    """Check every part that a run needs; if `offline`, only what is on this machine."""
    yield Finding("configuration", f"{pluralise(len(settings.sources), 'source')}; digests: {', '.join(settings.digests)}")
    yield _finding("rules", _rules)
    yield _finding("store", lambda: _store(settings))
    yield from _models(settings, offline=offline)
    if settings.mail:
        yield from _mail(settings, settings.mail, offline=offline)
    yield from _folders(settings) if offline else _sources(settings, now)


def _finding(part: str, check: Callable[[], str]) -> Finding:
    try:
        return Finding(part, check())
    except DigestError as error:
        return Finding(part, str(error), error)


def _rules() -> str:
    """Load the cleaner's rules and check that no line can make one of them backtrack without end."""
    path = shipped_file("boilerplate.yaml")
    rules = load_rules(path.read_text("utf-8"), str(path)).rules
    for rule in rules:
        for pattern in filter(None, (rule.line, rule.unless)):
            if character := ambiguous_loop(pattern):
                raise ConfigError(f"{path}: rule {rule.id!r}: may take for ever: a loop in it reads {character!r} in two ways")
    return f"{path}: {pluralise(len(rules), 'rule')}"


def _store(settings: Settings) -> str:
    path = settings.resolve(settings.store)
    if not path.exists():
        return f"{path}: does not exist yet; the first run creates it"
    store = SqlStore(path, migrate=False)
    try:
        return f"{path}: {pluralise(len(store.outbox()), 'row')} in the outbox"
    finally:
        store.close()


def _models(settings: Settings, *, offline: bool) -> Iterator[Finding]:
    """Check the encoder by its files, and the engine by what it answers to one sentence."""
    chosen = settings.summarise
    yield _finding("model", lambda: _encoder(settings))
    if chosen.is_local or not offline:
        part = {"extractive": "points", "server": "model server"}.get(chosen.engine, f"{chosen.engine} model")
        yield _finding(part, lambda: _engine(settings))


def _encoder(settings: Settings) -> str:
    path = build_encoder(settings.summarise, settings.root, "cpu").path
    return f"{path}: sha256 {check_weights(path)[:16]}…"


def _engine(settings: Settings) -> str:
    """Summarise one sentence with the engine, without its fallback. Raise ModelError if there is no usable answer."""
    text = TEST_SENTENCE
    statement = Statement("check", "", "", "", text, (Paragraph(0, len(text)),), (Span(0, len(text)),), language="en")
    engine, _ = build_engines(settings.summarise, settings.root)
    answer = next(iter(engine.summarise([statement], 1)))
    if isinstance(answer, Failure):
        raise ModelError(str(answer))
    model, (point, *_) = answer.model, answer.points
    result = f"answers, but its point was replaced ({point.replaced})" if point.replaced else "answers"
    return f"{model.name} {model.revision[:40]} on {engine.model.device}: {result}"


def _mail(settings: Settings, mail: MailSettings, *, offline: bool) -> Iterator[Finding]:
    """Check the DKIM key, the mail server and the probe. If `offline`, only read the passwords."""
    if mail.dkim:
        yield _finding("dkim", lambda: _signer(settings))
    yield _finding("mail", lambda: _mail_server(settings, mail, offline=offline))
    if probe := mail.probe:
        yield _finding("mail probe", lambda: _sent_check(settings, probe))


def _signer(settings: Settings) -> str:
    """Sign an empty message. Whether the DNS has the public key is not checked."""
    signer = build_signer(settings)
    return "signs" if signer and signer.sign(UNSIGNED_MESSAGE) else "none"


def _mail_server(settings: Settings, mail: MailSettings, *, offline: bool) -> str:
    smtp = smtp_settings(settings, mail)
    return f"{smtp.host}:{smtp.port}, not contacted" if offline else check_smtp(smtp)


def _sent_check(settings: Settings, probe: ProbeSettings) -> str:
    """Read the password of the probe. The probe itself is not used: there is no message to look for."""
    build_sent_check(settings)
    return f"{probe.imap or probe.log}, not contacted"


def _folders(settings: Settings) -> Iterator[Finding]:
    """Check the sources that are folders, without reading a file."""
    for source in settings.sources:
        if source.files:
            yield _finding(f"source {source.name}", partial(_count_files, settings, source))


def _count_files(settings: Settings, source: SourceSettings) -> str:
    root, pattern = source.folder_and_pattern
    folder = settings.resolve(root)
    if not folder.is_dir():
        raise FetchError(f"{folder}: there is no such folder")
    number = sum(path.is_file() for path in folder.glob(pattern))
    return pluralise(number, "file") if number else f"no file matches {pattern!r} yet"


def _sources(settings: Settings, now: datetime) -> Iterator[Finding]:
    """Fetch every source once, without storing anything."""
    with build_http(settings) as http, DocumentParser() as parser:
        for source in settings.sources:
            built = build_source(settings, source, http, parser)
            yield _finding(f"source {source.name}", partial(_fetch, built, now))


def _fetch(source: Source, now: datetime) -> str:
    """Raise FetchError if no item of the source can be used."""
    fetched = source.fetch(FetchState(), now)
    failed = len(fetched.failures)
    if failed and failed >= fetched.listed:
        raise FetchError(f"none of {pluralise(fetched.listed, 'item')} can be used: {fetched.failures[0].reason}")
    return f"{pluralise(fetched.listed, 'item')}{f', {failed} of them failed' if failed else ''}"
