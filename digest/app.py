"""Joins the rooms: the one place that knows all concrete classes. Builds; does nothing else.

Loads no model and opens no connection: what is built here does so when it is first used.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from digest.clean.cleaner import StatementCleaner
from digest.clean.isolated import CarefulCleaner
from digest.clean.rules.load import load_rules
from digest.compile.email import EmailRenderer, Sender
from digest.compile.html import HtmlRenderer
from digest.compile.markdown import MarkdownRenderer
from digest.compile.plain_text import TextRenderer
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
from digest.interfaces import Delivery, LivenessCheck, Renderer, SentCheck, Signer, Source, Summariser
from digest.net.http import AGENT, HttpClient, HttpSettings
from digest.records import Format, Model, Profile
from digest.summarise.extractive.encoder import SentenceEncoder
from digest.summarise.extractive.engine import PACKAGED_LANGUAGES, ExtractiveSummariser
from digest.summarise.faithfulness.gate import Gate
from digest.summarise.faithfulness.nearness import EncoderNearness
from digest.summarise.faithfulness.nli import EntailmentModel
from digest.summarise.generative.api_client import ApiClient, Endpoint
from digest.summarise.generative.chat import ChatSummariser
from digest.summarise.generative.generator import GenerationSettings, Generator
from digest.summarise.generative.seq2seq import Seq2SeqSummariser
from digest.summarise.generative.server import ServerSummariser
from digest.summarise.model_files import ModelKind, ModelRef
from digest.text.sentences import sentences_of

if TYPE_CHECKING:
    from digest.store.sql_store import SqlStore


UNANSWERED = Model("nobody", "")
"""Under whose name it is kept that a statement has no key points, and why."""


@dataclass(frozen=True)
class App:
    """Everything that a round of work needs. Close it after use: it holds connections."""

    settings: Settings
    store: SqlStore
    http: HttpClient
    parser: DocumentParser
    sources: tuple[Source, ...]
    profiles: Mapping[str, Profile]
    titles: Mapping[str, str]
    cleaner: CarefulCleaner
    summariser: Summariser
    stand_in: Summariser | None
    device: str
    deliveries: Mapping[str, Delivery]
    probe: SentCheck | None
    presence: LivenessCheck
    signer: Signer | None

    @property
    def on_the_web(self) -> tuple[str, ...]:
        """The names of the sources that are feeds and pages, not folders."""
        return tuple(source.name for source in self.settings.sources if not source.files)

    @property
    def learning(self) -> frozenset[str]:
        """The names of the sources whose standing lines are taken out."""
        return frozenset(source.name for source in self.settings.sources if source.learn)

    @property
    def model(self) -> Model:
        """The model with everything that changes its answer, the number of points among it: the key of its summaries."""
        return self.keyed(self.summariser.model)

    @property
    def models(self) -> tuple[Model, ...]:
        """Whose summaries an edition shows: those of the model, else of its stand-in, else the word that there is none."""
        stand_in = (self.keyed(self.stand_in.model),) if self.stand_in else ()
        return (self.model, *stand_in, UNANSWERED)

    def keyed(self, model: Model) -> Model:
        """`model` with the number of points that is asked for."""
        points = self.settings.summarise.points
        return model if points is None else replace(model, settings=f"{model.settings}, {points} points")

    @cached_property
    def renderers(self) -> Mapping[Format, Renderer]:
        """One renderer a format. Reads the store's secret, so the store is opened at the first use."""
        return _renderers(self.settings.mail, self.store.secret())

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.http.close()
        self.parser.close()
        self.cleaner.close()
        self.store.close()


def build(settings: Settings, device: str = "", store_path: Path | None = None) -> App:
    """The application that `settings` describe; `device` and `store_path` override theirs."""
    from digest.store.sql_store import SqlStore  # the one-off commands have no store, and need not wait for SQLAlchemy

    store = SqlStore(store_path or settings.resolve(settings.store))
    http, parser = build_http(settings), DocumentParser()
    engine, stand_in = build_engines(settings.summarise, settings.root, device)
    return App(
        settings=settings,
        store=store,
        http=http,
        parser=parser,
        sources=tuple(build_source(settings, source, http, parser) for source in settings.sources),
        profiles={source.name: source.profile for source in settings.sources},
        titles={source.name: source.title or source.name for source in settings.sources},
        cleaner=build_cleaner(),
        summariser=engine,
        stand_in=stand_in,
        device=device,
        deliveries=_deliveries(settings),
        probe=_probe(settings),
        presence=_presence(settings, http),
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


def _presence(settings: Settings, http: HttpClient) -> WebLivenessCheck:
    places = {
        source.name: SourceSite(source.feed or source.page, source.browser) for source in settings.sources if not source.files
    }
    return WebLivenessCheck(http, places)


def _renderers(mail: MailSettings | None, secret: bytes) -> dict[Format, Renderer]:
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


def _deliveries(settings: Settings) -> dict[str, Delivery]:
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


def _probe(settings: Settings) -> SentCheck | None:
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
