"""Builds the engines of language models from the settings. Loads no model, and reads no secret."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache, partial
from pathlib import Path
from typing import Any

from digest.builders.engine_builders import absolute_folder, build_by_language, named_model
from digest.config.summarise_settings import (
    ChatSettings,
    GenerativeSettings,
    InstructSettings,
    LocalGenerativeSettings,
    Seq2SeqSettings,
    ServerSettings,
)
from digest.interfaces import Summariser
from digest.summarise.extractive.encoder import SentenceEncoder
from digest.summarise.faithfulness.gate import EncoderSimilarity, Gate
from digest.summarise.faithfulness.nli import EntailmentModel
from digest.summarise.generative.api_client import ApiClient, Endpoint
from digest.summarise.generative.chat import ChatSummariser
from digest.summarise.generative.choosers import ChatChooser, ServerChooser
from digest.summarise.generative.generator import GenerationSettings, Generator
from digest.summarise.generative.rewriter import RewritingSummariser
from digest.summarise.generative.selector import Chooser, SelectingSummariser
from digest.summarise.generative.seq2seq import Seq2SeqSummariser
from digest.summarise.generative.server import ServerSummariser
from digest.summarise.model_files import ModelKind
from digest.text.sentences import sentences_of


def build_seq2seq(chosen: Seq2SeqSettings, root: Path, device: str, encoder: SentenceEncoder) -> Summariser:
    """The engine with a summarisation model on this machine."""
    return Seq2SeqSummariser(_generator(chosen, root, device, chosen.beams), sentences_of, _gate(chosen, root, device, encoder))


def build_chat(chosen: ChatSettings, root: Path, device: str, encoder: SentenceEncoder) -> Summariser:
    """The engine with an instruct model on this machine."""
    generator = _generator(chosen, root, device, None)
    if chosen.write == "all":
        return ChatSummariser(generator, _gate(chosen, root, device, encoder))
    return _selecting(chosen, root, device, encoder, ChatChooser(generator))


def build_server(chosen: ServerSettings, root: Path, device: str, encoder: SentenceEncoder) -> Summariser:
    """The engine that asks a server. Its key is read at the first request."""
    client = ApiClient(Endpoint(chosen.url, cache(partial(chosen.key, root)), chosen.timeout))
    if chosen.write == "all":
        return ServerSummariser(client, chosen.name, workers=chosen.workers, gate=_gate(chosen, root, device, encoder))
    return _selecting(chosen, root, device, encoder, ServerChooser(client, chosen.name, chosen.workers))


def _selecting(chosen: InstructSettings, root: Path, device: str, encoder: SentenceEncoder, chooser: Chooser) -> Summariser:
    """The engine whose model chooses sentences, and rewrites some of them if it may write."""
    selecting = SelectingSummariser(build_by_language(encoder, device), chooser, uncertain_only=chosen.only == "uncertain")
    return RewritingSummariser(selecting, chooser, _gate(chosen, root, device, encoder)) if chosen.write else selecting


def _generator(chosen: LocalGenerativeSettings, root: Path, device: str, beams: int | None) -> Generator:
    settings = GenerationSettings(device, chosen.precision, beams, chosen.tokens)
    return Generator(named_model(chosen, root), ModelKind(chosen.model_kind), settings)


def _gate(chosen: GenerativeSettings, root: Path, device: str, encoder: SentenceEncoder) -> Gate:
    nli = EntailmentModel(absolute_folder(root, str(chosen.nli)), device) if chosen.nli else None
    return Gate(EncoderSimilarity(encoder), nli)


# Whoever adds an engine of a language model adds one line here.

GENERATIVE_ENGINES: Mapping[type[GenerativeSettings], Callable[[Any, Path, str, SentenceEncoder], Summariser]] = {
    Seq2SeqSettings: build_seq2seq,
    ChatSettings: build_chat,
    ServerSettings: build_server,
}
"""What builds each of them."""
