"""The composition root: the only module that knows the concrete classes. Builds them; does nothing else.

Loads no model and opens no connection: the parts that it builds do so at their first use.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from digest.clean.cleaner import StatementCleaner
from digest.clean.isolated import CarefulCleaner
from digest.clean.rules.load import load_rules
from digest.clean.rules.repeated_lines import learned
from digest.compile.edition import compile_edition
from digest.compile.email import EmailRenderer, Sender
from digest.compile.filter import filter_edition
from digest.compile.html import HtmlRenderer
from digest.compile.markdown import MarkdownRenderer
from digest.compile.plain_text import TextRenderer
from digest.compile.unsubscribe_token import read_token
from digest.config.settings import MailSettings, Settings, SourceSettings, shipped
from digest.config.summarise_settings import SummariseSettings
from digest.deliver.dkim import DkimSigner, read_key
from digest.deliver.file import FileDelivery
from digest.deliver.sent_check import ImapSentCheck, LogSentCheck
from digest.deliver.smtp import Security, SmtpDelivery, SmtpSettings
from digest.fetch.feed import FeedSource
from digest.fetch.feed_parser import DocumentParser
from digest.fetch.files import FilesSource
from digest.fetch.index_page import PageSource
from digest.fetch.liveness import SourceSite, WebLivenessCheck
from digest.interfaces import Delivery, LivenessCheck, Renderer, SentCheck, Signer, Source, Summariser, tokens_of
from digest.net.http import AGENT, HttpClient, HttpSettings
from digest.pipeline.collect_step import CollectStep
from digest.pipeline.deliver_step import DeliverStep
from digest.pipeline.edition_builder import EditionBuilder
from digest.pipeline.outgoing import OutgoingBuilder
from digest.pipeline.recheck_step import RecheckStep
from digest.pipeline.run import Pipeline
from digest.pipeline.seal_step import SealStep
from digest.pipeline.summarise_step import SummariseStep, summary_keys
from digest.pipeline.unsubscribe import Unsubscriber
from digest.records import Edition, Format, Model, Target
from digest.summarise.extractive.encoder import SentenceEncoder
from digest.summarise.extractive.engine import PACKAGED_LANGUAGES, ExtractiveSummariser, windows
from digest.summarise.faithfulness.gate import Gate
from digest.summarise.faithfulness.nearness import EncoderNearness
from digest.summarise.faithfulness.nli import EntailmentModel
from digest.summarise.fallback import WithFallback
from digest.summarise.generative.api_client import ApiClient, Endpoint
from digest.summarise.generative.chat import ChatSummariser
from digest.summarise.generative.generator import GenerationSettings, Generator
from digest.summarise.generative.seq2seq import Seq2SeqSummariser
from digest.summarise.generative.server import ServerSummariser
from digest.summarise.model_files import ModelKind, ModelRef
from digest.text.sentences import sentences_of

if TYPE_CHECKING:
    from digest.store.sql_store import SqlStore


@dataclass(frozen=True)
class App:
    """The parts that `settings` describe, and the pipeline over them. Close it after use: it holds connections.

    Tests replace a part by a fake with `dataclasses.replace`; the pipeline is built from the parts at each use.
    """

    settings: Settings
    store: SqlStore
    http: HttpClient
    parser: DocumentParser
    cleaner: CarefulCleaner
    sources: tuple[Source, ...]
    summariser: Summariser
    fallback: Summariser | None
    deliveries: Mapping[str, Delivery]
    sent_check: SentCheck | None
    liveness: LivenessCheck
    signer: Signer | None

    @property
    def pipeline(self) -> Pipeline:
        """The steps of a run, over this store."""
        mail = self.settings.mail
        return Pipeline(
            store=self.store,
            digests=self.settings.digests,
            unsubscribe_file=self.settings.resolve(mail.unsubscribe_file) if mail and mail.unsubscribe_file else None,
            unsubscriber=Unsubscriber(self.store, read_token),
            collect=self._collect_step(),
            recheck=self._recheck_step(),
            summarise=self._summarise_step(),
            seal=self._seal_step(),
            deliver=DeliverStep(self.store, self.deliveries, self.sent_check, mail.on_uncertain if mail else "hold"),
        )

    @contextmanager
    def pipeline_over(self, path: Path) -> Iterator[Pipeline]:
        """The same pipeline over the store at `path`."""
        from digest.store.sql_store import SqlStore

        with closing(SqlStore(path)) as store:
            yield replace(self, store=store).pipeline

    @property
    def summary_keys(self) -> tuple[Model, ...]:
        """The keys of the summaries that an edition may show; known without loading a model."""
        fallback = self.fallback.model if self.fallback else None
        return summary_keys(self.summariser.model, fallback, self.settings.summarise.points)

    def _collect_step(self) -> CollectStep:
        source_settings = {source.name: source for source in self.settings.sources}
        return CollectStep(self.store, self.cleaner, self.sources, source_settings, self.settings.fetch, learned)

    def _recheck_step(self) -> RecheckStep:
        on_the_web = tuple(source.name for source in self.settings.sources if not source.files)
        return RecheckStep(self.store, self.liveness, on_the_web, self.settings.fetch.recheck_days)

    def _summarise_step(self) -> SummariseStep:
        return SummariseStep(
            store=self.store,
            summariser=lambda: WithFallback(self.summariser, self.fallback),
            keys=self.summary_keys,
            points=self.settings.summarise.points,
            windows=windows,
            tokens=tokens_of(self.summariser),
        )

    def _seal_step(self) -> SealStep:
        titles = {source.name: source.title or source.name for source in self.settings.sources}
        editions = EditionBuilder(self.store, titles, self.summary_keys, compile_edition)
        outgoing = OutgoingBuilder(self.store, filter_edition, self._render, self._sign, self.settings.resolve)
        return SealStep(self.store, self.settings.digests, editions, outgoing)

    def _render(self, edition: Edition, target: Target) -> bytes:
        return self._renderers[target.format].render(edition, target)

    def _sign(self, content: bytes) -> bytes:
        return self.signer.sign(content) if self.signer else content

    @cached_property
    def _renderers(self) -> Mapping[Format, Renderer]:
        """One renderer per format. Reads the store's secret, so the store is opened at the first use."""
        return build_renderers(self.settings.mail, self.store.secret())

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.http.close()
        self.parser.close()
        self.cleaner.close()
        self.store.close()


def build(settings: Settings, device: str = "") -> App:
    """The application that `settings` describe; `device` overrides theirs."""
    from digest.store.sql_store import SqlStore  # the one-off commands have no store, and need not wait for SQLAlchemy

    http, parser = build_http(settings), DocumentParser()
    summariser, fallback = build_engines(settings.summarise, settings.root, device)
    return App(
        settings=settings,
        store=SqlStore(settings.resolve(settings.store)),
        http=http,
        parser=parser,
        cleaner=build_cleaner(),
        sources=tuple(build_source(settings, source, http, parser) for source in settings.sources),
        summariser=summariser,
        fallback=fallback,
        deliveries=build_deliveries(settings),
        sent_check=build_sent_check(settings),
        liveness=build_liveness_check(settings, http),
        signer=build_signer(settings),
    )


def build_cleaner() -> CarefulCleaner:
    """The cleaner with the shipped rules."""
    path = shipped("boilerplate.yaml")
    return CarefulCleaner(StatementCleaner(load_rules(path.read_text("utf-8"), str(path))), path)


def build_engines(chosen: SummariseSettings, root: Path, device: str = "") -> tuple[Summariser, Summariser | None]:
    """The engine that is `chosen`, and what stands in for it. Raise ConfigError if its key is not in the environment.

    Folders that are named relatively are seen from `root`.
    """
    device = device or chosen.device
    encoder = build_encoder(chosen, root, device)
    if chosen.engine == "extractive":
        languages = frozenset(chosen.languages) if chosen.model else PACKAGED_LANGUAGES
        return ExtractiveSummariser(encoder, languages=languages), None
    nli = EntailmentModel(_seen_from(root, str(chosen.nli)), device) if chosen.nli else None
    gate = Gate(EncoderNearness(encoder), nli)
    engine = _local_engine(chosen, root, device, gate) if chosen.is_local else _server_engine(chosen, root, gate)
    return engine, None if chosen.fallback == "none" else ExtractiveSummariser(encoder)


def build_encoder(chosen: SummariseSettings, root: Path, device: str) -> SentenceEncoder:
    """The sentence encoder: the packaged one, unless the extractive engine has another."""
    if chosen.engine != "extractive" or chosen.precision == "float16":
        return SentenceEncoder(device=device)  # float32, in which the thresholds of the evidence gate were set
    return SentenceEncoder(named_model(chosen, root) if chosen.model else None, device, chosen.precision)


def _server_engine(chosen: SummariseSettings, root: Path, gate: Gate) -> Summariser:
    server = ApiClient(Endpoint(chosen.url, chosen.key(root), chosen.timeout))
    return ServerSummariser(server, chosen.name, workers=chosen.workers, gate=gate)


def _local_engine(chosen: SummariseSettings, root: Path, device: str, gate: Gate) -> Summariser:
    run = GenerationSettings(device, chosen.precision, chosen.beams, chosen.tokens)
    writer = Generator(named_model(chosen, root), ModelKind(chosen.engine), run)
    if writer.kind is ModelKind.CHAT:
        return ChatSummariser(writer, gate)
    return Seq2SeqSummariser(writer, sentences_of, gate)


def named_model(chosen: SummariseSettings, root: Path) -> ModelRef:
    """The model of the configuration: a name on the hub at a commit, or a folder."""
    name = chosen.model if chosen.revision else str(_seen_from(root, chosen.model))
    return ModelRef(name, chosen.revision, chosen.download)


def _seen_from(root: Path, folder: str) -> Path:
    return Path(os.path.abspath(root / Path(folder).expanduser()))  # noqa: PTH100 (as `Settings.resolve`)


def build_http(settings: Settings | None) -> HttpClient:
    """The one HTTP client of the process, with the manners that `settings` ask for."""
    if settings is None:
        return HttpClient(HttpSettings())
    fetch = settings.fetch
    return HttpClient(
        HttpSettings(
            deadline=fetch.deadline,
            most_bytes=fetch.megabytes << 20,
            interval=fetch.pause,
            user_agent=fetch.user_agent or AGENT,
            allow_private=fetch.allow_private,
            robots=fetch.robots,
        )
    )


def build_source(settings: Settings, source: SourceSettings, http: HttpClient, parser: DocumentParser) -> Source:
    """The source that one entry of the configuration describes."""
    if source.feed:
        return FeedSource(source.name, source.feed, http, browser=source.browser, parser=parser)
    if source.page:
        return PageSource(source.name, source.page, source.links, http, browser=source.browser, parser=parser)
    root, pattern = source.folder_and_pattern
    return FilesSource(source.name, settings.resolve(root), pattern, parser)


def build_liveness_check(settings: Settings, http: HttpClient) -> WebLivenessCheck:
    places = {
        source.name: SourceSite(source.feed or source.page, source.browser) for source in settings.sources if not source.files
    }
    return WebLivenessCheck(http, places)


def build_renderers(mail: MailSettings | None, secret: bytes) -> dict[Format, Renderer]:
    return {
        Format.MARKDOWN: MarkdownRenderer(),
        Format.HTML: HtmlRenderer(),
        Format.TEXT: TextRenderer(),
        Format.EMAIL: EmailRenderer(_sender(mail, secret)),
    }


def _sender(mail: MailSettings | None, secret: bytes) -> Sender:
    if mail is None:
        return Sender(address="digest@localhost", name="digest", domain="localhost", secret=secret)
    domain = mail.sender.rpartition("@")[2]
    return Sender(mail.sender, mail.name, domain, secret, mail.unsubscribe_mailto, mail.unsubscribe_url)


def build_deliveries(settings: Settings) -> dict[str, Delivery]:
    deliveries: dict[str, Delivery] = {"file": FileDelivery()}
    if settings.mail:
        deliveries["email"] = SmtpDelivery(smtp_settings(settings, settings.mail))
    return deliveries


def build_signer(settings: Settings) -> Signer | None:
    """What signs the mail, None where no key is configured. Raise ConfigError if the key cannot be used."""
    mail = settings.mail
    if mail is None or mail.dkim is None:
        return None
    domain = mail.dkim.domain or mail.sender.rpartition("@")[2]
    return DkimSigner(domain, mail.dkim.selector, read_key(settings.resolve(mail.dkim.key_file)))


def build_sent_check(settings: Settings) -> SentCheck | None:
    probe = settings.mail.probe if settings.mail else None
    if probe is None:
        return None
    if probe.log:
        return LogSentCheck(settings.resolve(probe.log))
    return ImapSentCheck(probe.imap, probe.port, probe.username, probe.password(settings.root), probe.folder)


def smtp_settings(settings: Settings, mail: MailSettings) -> SmtpSettings:
    """How to reach the mail server, password included."""
    return SmtpSettings(
        host=mail.host,
        port=mail.port,
        security=Security(mail.security),
        username=mail.username,
        password=mail.password(settings.root),
        timeout=mail.timeout,
        sender=mail.sender,
        ca_file=settings.resolve(mail.ca_file) if mail.ca_file else None,
        copy_to=mail.probe.copy_to if mail.probe else "",
    )
