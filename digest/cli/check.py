"""`digest check`: is everything there that a run needs? Looks at configuration, rules, store, model, mail server and sources.

Changes nothing and sends nothing; each finding is a line, so that one broken part does not hide another.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime

from digest.backtracking import ambiguous_loop
from digest.clean.rules.load import load_rules
from digest.compile.edition import counted
from digest.config.settings import Settings, SourceSettings, shipped
from digest.errors import ConfigError, DigestError, FetchError, ModelError
from digest.records import Failure, Fetched, FetchState, Paragraph, Span, Statement
from digest.store.sql_store import SqlStore
from digest.summarise.extractive.packaged_model import check_weights


@dataclass(frozen=True, slots=True)
class Finding:
    """One part that was looked at: its name, what was found, and the error if it is not fit for use."""

    part: str
    found: str
    error: DigestError | None = None


def findings(settings: Settings, now: datetime, *, offline: bool) -> Iterator[Finding]:
    """Configuration, rules, store, model, every source and the mail server; if `offline`, only what is on this machine."""
    yield Finding("configuration", f"{counted(len(settings.sources), 'source')}; digests: {', '.join(settings.digests)}")
    yield _look("rules", _rules)
    yield _look("store", lambda: _store(settings))
    yield from _models(settings, offline=offline)
    if settings.mail and settings.mail.dkim:
        yield _look("dkim", lambda: _signer(settings))
    if settings.mail:
        yield _look("mail", lambda: _mail(settings, offline=offline))
    if settings.mail and settings.mail.probe:
        yield _look("mail probe", lambda: _sent_check(settings))
    if offline:
        for source in settings.sources:
            if source.files:
                yield _look(f"source {source.name}", lambda source=source: _files(settings, source))  # type: ignore[misc]
    else:
        yield from _sources(settings, now)


def _rules() -> str:
    """Read the rules of the cleaner, and see that no line of a stranger can hold them up."""
    path = shipped("boilerplate.yaml")
    rules = load_rules(path.read_text("utf-8"), str(path)).rules
    for rule in rules:
        for pattern in filter(None, (rule.line, rule.unless)):
            if character := ambiguous_loop(pattern):
                raise ConfigError(f"{path}: rule {rule.id!r}: may take for ever: a loop in it reads {character!r} in two ways")
    return f"{path}: {counted(len(rules), 'rule')}"


def _mail(settings: Settings, *, offline: bool) -> str:
    """Log in to the mail server; if `offline`, only read the password."""
    from digest.app import smtp_settings
    from digest.deliver.smtp import check

    if settings.mail is None:
        return "none"
    smtp = smtp_settings(settings, settings.mail)
    return f"{smtp.host}:{smtp.port}, not contacted" if offline else check(smtp)


def _sent_check(settings: Settings) -> str:
    """Read the password of the mailbox. Nothing is looked up: there is no message to look for."""
    from digest.app import build_sent_check

    build_sent_check(settings)
    probe = settings.mail.probe if settings.mail else None
    return f"{(probe.imap or probe.log) if probe else 'none'}, not contacted"


def _signer(settings: Settings) -> str:
    """Sign nothing in particular: whether the DNS has the public key is the receivers' to see."""
    from digest.app import build_signer

    signer = build_signer(settings)
    return "signs" if signer and signer.sign(b"From: a@example.org\r\n\r\n\r\n") else "none"


def _files(settings: Settings, source: SourceSettings) -> str:
    """How many files there are, without reading one."""
    root, pattern = source.folder_and_pattern
    folder = settings.resolve(root)
    if not folder.is_dir():
        raise FetchError(f"{folder}: there is no such folder")
    number = sum(path.is_file() for path in folder.glob(pattern))
    return counted(number, "file") if number else f"no file there is called {pattern!r} so far"


def _sources(settings: Settings, now: datetime) -> Iterator[Finding]:
    from digest.app import build_http, build_source
    from digest.fetch.feed_parser import DocumentParser

    with build_http(settings) as http, DocumentParser() as parser:
        for source in settings.sources:
            built = build_source(settings, source, http, parser)
            yield _look(f"source {source.name}", lambda built=built: _items(built.fetch(FetchState(), now)))  # type: ignore[misc]


def _look(part: str, look: Callable[[], str]) -> Finding:
    try:
        return Finding(part, look())
    except DigestError as error:
        return Finding(part, str(error), error)


def _store(settings: Settings) -> str:
    path = settings.resolve(settings.store)
    if not path.exists():
        return f"{path}: not there yet; the first run makes it"
    store = SqlStore(path, read_only=True)
    try:
        return f"{path}: {counted(len(store.outbox()), 'row')} in the outbox"
    finally:
        store.close()


def _models(settings: Settings, *, offline: bool) -> Iterator[Finding]:
    """The encoder, by its files alone if `offline`; and the model that writes, by what it says of a sentence."""
    chosen = settings.summarise
    yield _look("model", lambda: _encoder(settings))
    if chosen.is_local or not offline:
        part = {"extractive": "points", "server": "model server"}.get(chosen.engine, f"{chosen.engine} model")
        yield _look(part, lambda: _said(settings))


def _encoder(settings: Settings) -> str:
    from digest.app import build_encoder

    path = build_encoder(settings.summarise, settings.root, "cpu").path
    return f"{path}: sha256 {check_weights(path)[:16]}…"


def _said(settings: Settings) -> str:
    """What the engine says of one sentence, without its stand-in. Raise ModelError if it says nothing that can be used."""
    from digest.app import build_engines

    text = "The Secretary spoke today with the Foreign Minister about energy."
    tried = Statement("check", "", "", "", text, (Paragraph(0, len(text)),), (Span(0, len(text)),), language="en")
    engine, _ = build_engines(settings.summarise, settings.root)
    answer = next(iter(engine.summarise([tried], 1)))
    if isinstance(answer, Failure):
        raise ModelError(str(answer))
    model, (point, *_) = answer.model, answer.points
    what = f"writes what cannot be shown ({point.replaced})" if point.replaced else "answers"
    return f"{model.name} {model.revision[:40]} on {engine.model.device}: {what}"


def _items(fetched: Fetched) -> str:
    failed = len(fetched.failures)
    if failed and failed >= fetched.listed:
        raise FetchError(f"none of {counted(fetched.listed, 'item')} can be used: {fetched.failures[0].reason}")
    return f"{counted(fetched.listed, 'item')}{f', {failed} of them failed' if failed else ''}"
