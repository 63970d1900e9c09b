"""Builds the engine that the settings choose, and its fallback. Imports the engines of language models only for them."""

from __future__ import annotations

from pathlib import Path

from digest.builders.engine_builders import build_by_language, build_encoder, build_extractive
from digest.config.summarise_settings import ExtractiveSettings, GenerativeSettings, SummariseSettings
from digest.interfaces import Summariser
from digest.summarise.extractive.encoder import SentenceEncoder


def build_engines(chosen: SummariseSettings, root: Path, device: str = "") -> tuple[Summariser, Summariser | None]:
    """The engine of the configuration, and its fallback. Relative folders are relative to `root`. Reads no secret."""
    device = device or chosen.device
    encoder = build_encoder(chosen, root, device)
    if isinstance(chosen, ExtractiveSettings):
        return build_extractive(chosen, device, encoder), None
    return _generative_engine(chosen, root, device, encoder)


def _generative_engine(
    chosen: SummariseSettings, root: Path, device: str, encoder: SentenceEncoder
) -> tuple[Summariser, Summariser | None]:
    from digest.builders.generative_builders import GENERATIVE_ENGINES

    if not isinstance(chosen, GenerativeSettings):
        raise TypeError(f"there is no engine for {type(chosen).__name__}")
    engine = GENERATIVE_ENGINES[type(chosen)](chosen, root, device, encoder)
    return engine, None if chosen.fallback == "none" else build_by_language(encoder, device)
