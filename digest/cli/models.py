"""The lines that `digest models` prints: engines, the model in use, and the models on this machine. Loads no model."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from digest.builders.engine_builders import build_encoder, named_model
from digest.config.settings import Settings
from digest.config.summarise_settings import (
    ENGINE_OF_KIND,
    ENGINE_TYPES,
    ExtractiveSettings,
    LocalModelSettings,
    SummariseSettings,
)
from digest.errors import DigestError, ModelError
from digest.summarise.extractive.multilingual_model import INSTALL_HINT, LICENCE, check_multilingual, multilingual_file
from digest.summarise.extractive.multilingual_model import NAME as MULTILINGUAL
from digest.summarise.extractive.packaged_model import NAME, SHA256, check_weights, is_packaged, packaged_model
from digest.summarise.model_files import locate
from digest.summarise.model_inventory import LocalModel, cached_models, device_memory, local_model, memory_needed
from digest.text.visible import one_line


@dataclass(frozen=True, slots=True)
class Listing:
    """The lines to print, and the error if the model in use cannot be used."""

    lines: tuple[str, ...]
    error: DigestError | None = None


def listing(settings: Settings, cache: Path | None = None) -> Listing:
    """The engines, the model in use, the packaged model, and the models in the hub's cache (`cache`, or its default)."""
    chosen = settings.summarise
    lines = [
        f"engine    {'*' if name == chosen.engine else ' '} {name:<11} {engine.summary}"
        for name, engine in ENGINE_TYPES.by_value.items()
    ]
    error: DigestError | None = None
    device, available = device_memory(chosen.device)
    try:
        lines += _in_use(settings, device, available)
    except DigestError as problem:
        error = problem
        lines.append(f"in use    {one_line(str(problem))}")
    lines.append(f"packaged  {_description(_packaged(), device, available, 'float32')}")
    lines += [f"cached    {_description(model, device, available, _precision(chosen))}" for model in cached_models(cache)]
    return Listing(tuple(lines), error)


def _in_use(settings: Settings, device: str, available: int) -> Iterator[str]:
    """The line of the model in use. Raise ModelError if it is missing or belongs to another engine."""
    chosen = settings.summarise
    if isinstance(chosen, ExtractiveSettings) and chosen.encoder == "multilingual":
        yield f"in use    {_multilingual(build_encoder(chosen, settings.root, 'cpu').path)}"
    elif isinstance(chosen, ExtractiveSettings):
        yield f"in use    {_description(_encoder(settings, chosen), device, available, 'float32')}"
        if not chosen.model:
            yield f"in use    {_other_languages(chosen)}"
    elif isinstance(chosen, LocalModelSettings):
        named = named_model(chosen, settings.root)
        model = local_model(named.display_name, named.revision_id, locate(named))
        fitting = ENGINE_OF_KIND[model.kind]
        if fitting != chosen.engine:
            raise ModelError(f"model {named.display_name!r}: is for the engine {fitting}, not {chosen.engine}")
        yield f"in use    {_description(model, device, available, chosen.precision)}"
    else:
        yield f"in use    {one_line(chosen.in_use)}"


def _precision(chosen: SummariseSettings) -> str:
    return chosen.precision if isinstance(chosen, LocalModelSettings) else "auto"


def _encoder(settings: Settings, chosen: ExtractiveSettings) -> LocalModel:
    path = build_encoder(chosen, settings.root, "cpu").path
    return (
        _packaged()
        if is_packaged(path)
        else local_model(named_model(chosen, settings.root).display_name, check_weights(path), path)
    )


def _other_languages(chosen: ExtractiveSettings) -> str:
    """What ranks statements in other languages than English."""
    file = multilingual_file()
    if chosen.encoder == "english":
        return "rules for other languages than English: position and wording"
    if file is None:
        return f"rules for other languages than English: position and wording; {INSTALL_HINT} brings a model"
    return f"{_multilingual(file)}; for other languages than English"


def _multilingual(file: Path) -> str:
    return f"encoder {MULTILINGUAL} {check_multilingual(file)[:12]}: {_bytes(file.stat().st_size)}, licence {LICENCE}"


def _packaged() -> LocalModel:
    return local_model(NAME, SHA256, packaged_model())


def _description(model: LocalModel, device: str, available: int, precision: str) -> str:
    needed = memory_needed(model.folder, device, precision)
    fits = "fits" if needed < available else "does not fit"
    licence = f"licence {one_line(model.licence)}" if model.licence else "licence not known"
    return (
        f"{ENGINE_OF_KIND[model.kind]} {one_line(model.name)} {model.revision[:12]}: {_bytes(model.size)}, {licence}; "
        f"{fits}: needs about {_bytes(needed)} of {_bytes(available)} on {device}"
    )


def _bytes(number: int) -> str:
    return f"{number / 1e9:.1f} GB" if number >= 1e9 else f"{max(1, round(number / 1e6))} MB"
