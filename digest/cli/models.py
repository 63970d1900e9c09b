"""The lines that `digest models` prints: engines, the model in use, and the models on this machine. Loads no model."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from digest.app import build_encoder, named_model
from digest.config.settings import Settings
from digest.config.summarise_settings import ENGINE_OF, SummariseSettings
from digest.errors import DigestError, ModelError
from digest.summarise.extractive.packaged_model import NAME, SHA256, check_weights, is_packaged, packaged_model
from digest.summarise.model_files import locate
from digest.summarise.model_inventory import LocalModel, cached_models, device_memory, local_model, memory_needed
from digest.text.visible import one_line

ENGINES = {
    "extractive": "sentences of the statement, selected by an encoder and the packaged ranker",
    "seq2seq": "a summarisation model on this machine (BART, PEGASUS, T5, LED ...)",
    "chat": "an instruct model on this machine",
    "server": "a model behind an OpenAI-compatible server",
}


@dataclass(frozen=True, slots=True)
class Listing:
    """The lines to print, and the error if the model in use cannot be used."""

    lines: tuple[str, ...]
    error: DigestError | None = None


def listing(settings: Settings, cache: Path | None = None) -> Listing:
    """The engines, the model in use, the packaged model, and the models in the hub's cache (`cache`, or its default)."""
    chosen = settings.summarise
    lines = [
        f"engine    {'*' if name == chosen.engine else ' '} {name:<11} {description}" for name, description in ENGINES.items()
    ]
    error: DigestError | None = None
    device, available = device_memory(chosen.device)
    try:
        lines += _in_use(settings, device, available)
    except DigestError as problem:
        error = problem
        lines.append(f"in use    {one_line(str(problem))}")
    lines.append(f"packaged  {_description(_packaged(), device, available, 'float32')}")
    lines += [f"cached    {_description(model, device, available, chosen.precision)}" for model in cached_models(cache)]
    return Listing(tuple(lines), error)


def _in_use(settings: Settings, device: str, available: int) -> Iterator[str]:
    """The line of the model in use. Raise ModelError if it is missing or belongs to another engine."""
    chosen = settings.summarise
    if chosen.is_local:
        named = named_model(chosen, settings.root)
        model = local_model(named.display_name, named.revision_id, locate(named))
        if ENGINE_OF[model.kind] != chosen.engine:
            raise ModelError(f"model {named.display_name!r}: is for the engine {ENGINE_OF[model.kind]}, not {chosen.engine}")
        yield f"in use    {_description(model, device, available, chosen.precision)}"
    elif chosen.engine == "server":
        yield f"in use    server {one_line(chosen.name)} at {one_line(chosen.url)}"
    else:
        yield f"in use    {_description(_encoder(settings, chosen), device, available, 'float32')}"


def _encoder(settings: Settings, chosen: SummariseSettings) -> LocalModel:
    path = build_encoder(chosen, settings.root, "cpu").path
    return (
        _packaged()
        if is_packaged(path)
        else local_model(named_model(chosen, settings.root).display_name, check_weights(path), path)
    )


def _packaged() -> LocalModel:
    return local_model(NAME, SHA256, packaged_model())


def _description(model: LocalModel, device: str, available: int, precision: str) -> str:
    needed = memory_needed(model.folder, device, precision)
    fits = "fits" if needed < available else "does not fit"
    licence = f"licence {one_line(model.licence)}" if model.licence else "licence not known"
    return (
        f"{ENGINE_OF[model.kind]} {one_line(model.name)} {model.revision[:12]}: {_bytes(model.size)}, {licence}; "
        f"{fits}: needs about {_bytes(needed)} of {_bytes(available)} on {device}"
    )


def _bytes(number: int) -> str:
    return f"{number / 1e9:.1f} GB" if number >= 1e9 else f"{max(1, round(number / 1e6))} MB"
