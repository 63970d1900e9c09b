"""Lists the models in the Hugging Face hub's cache, and estimates whether a model fits into this machine's memory.

Reads folders; downloads nothing and loads no weights.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from digest.errors import ModelError
from digest.summarise.device import native_bfloat16
from digest.summarise.model_files import ModelKind, kind_of, licence_of, parameter_count, read_json, weights_bytes

CGROUP_LIMIT = Path("/sys/fs/cgroup/memory.max")
BYTES_PER_PARAMETER = {"float32": 4, "bfloat16": 2, "float16": 2}
PROGRAM_BYTES = 600 << 20
"""What Python, torch and transformers take before any weights are loaded."""
BATCH_TOKENS = 8192
"""Tokens of one batch on a CPU."""


@dataclass(frozen=True, slots=True)
class LocalModel:
    """A model on this machine. `size` is the bytes of its weights; `licence` is "" if its card names none."""

    name: str
    revision: str
    folder: Path
    kind: ModelKind
    size: int
    licence: str


def local_model(name: str, revision: str, folder: Path) -> LocalModel:
    """Describe the model in `folder`. Raise ModelError if its config.json cannot be read."""
    return LocalModel(name, revision, folder, kind_of(folder), weights_bytes(folder), licence_of(folder))


def cached_models(cache: Path | None = None) -> Iterator[LocalModel]:
    """Yield the models with loadable weights in the hub's cache, sorted by name. Incomplete ones are skipped."""
    from huggingface_hub import scan_cache_dir
    from huggingface_hub.errors import CacheNotFound

    try:
        repositories = scan_cache_dir(cache).repos
    except CacheNotFound:
        return
    for repository in sorted(repositories, key=lambda repository: repository.repo_id):
        if repository.repo_type != "model":
            continue
        for revision in sorted(repository.revisions, key=lambda revision: revision.commit_hash):
            try:
                model = local_model(repository.repo_id, revision.commit_hash, Path(revision.snapshot_path))
            except ModelError:
                continue
            if model.size:
                yield model


def device_memory(device: str) -> tuple[str, int]:
    """Return the name of the device that `device` selects ("auto" selects the best one) and its memory in bytes.

    Raise ModelError if the device is absent.
    """
    if device != "cpu":
        import torch

        from digest.summarise.device import pick_device

        picked = pick_device(device)
        if picked.type == "cuda":
            return str(picked), torch.cuda.mem_get_info(picked)[1]
        device = str(picked)
    return device, _machine_memory()


def _machine_memory() -> int:
    """Bytes of physical memory, or of the container's limit if that is lower."""
    physical = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    try:
        limit = CGROUP_LIMIT.read_text("ascii").strip()
    except OSError:
        return physical
    return min(physical, int(limit)) if limit.isdecimal() else physical


def memory_needed(folder: Path, device: str, precision: str) -> int:
    """Estimate the bytes that the model in `folder` takes on `device`: weights, one batch, and on a CPU the program.

    Raise ModelError if its files cannot be read.
    """
    if precision == "auto":
        precision = "bfloat16" if native_bfloat16(device) else "float32"
    size = BYTES_PER_PARAMETER[precision]
    program = 0 if device.startswith("cuda") else PROGRAM_BYTES
    return parameter_count(folder) * size + _batch_bytes(read_json(folder / "config.json"), size) + program


def _batch_bytes(config: dict[str, Any], size: int) -> int:
    """Bytes of one batch: keys and values of every layer, and about twelve activations of one."""
    layers = _first_integer(config, "decoder_layers", "num_hidden_layers", "num_layers")
    width = _first_integer(config, "d_model", "hidden_size")
    return BATCH_TOKENS * (2 * layers + 12) * width * size


def _first_integer(config: dict[str, Any], *names: str) -> int:
    return next((int(config[name]) for name in names if isinstance(config.get(name), int)), 0)
