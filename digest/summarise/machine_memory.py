"""What this machine has room for, and what a model needs, both roughly: whether it is worth trying. Loads no model."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from digest.summarise.device import native_bfloat16
from digest.summarise.model_files import parameters_of, read_json

CGROUP = Path("/sys/fs/cgroup/memory.max")
BYTES = {"float32": 4, "bfloat16": 2, "float16": 2}
PROGRAM = 600 << 20
"""What Python, torch and transformers take before any weight is loaded."""
BATCH = 8192
"""Tokens that are held at a time on a CPU."""


def memory(device: str) -> tuple[str, int]:
    """The device that `device` means ("auto": the best that is there) and the bytes of its memory.

    Raise ModelError if it is absent.
    """
    if device != "cpu":
        import torch

        from digest.summarise.extractive.encoder_model import pick_device

        picked = pick_device(device)
        if picked.type == "cuda":
            return str(picked), torch.cuda.mem_get_info(picked)[1]
        device = str(picked)
    return device, _of_machine()


def _of_machine() -> int:
    """Physical memory, or what the container may use of it."""
    whole = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    try:
        allowed = CGROUP.read_text("ascii").strip()
    except OSError:
        return whole
    return min(whole, int(allowed)) if allowed.isdecimal() else whole


def needs(folder: Path, device: str, precision: str) -> int:
    """About how many bytes the model in `folder` takes on `device`: weights, one batch, and on a CPU the program.

    Raise ModelError if its files cannot be read.
    """
    size = BYTES[("bfloat16" if native_bfloat16(device) else "float32") if precision == "auto" else precision]
    config = read_json(folder / "config.json")
    layers = _first(config, "decoder_layers", "num_hidden_layers", "num_layers")
    width = _first(config, "d_model", "hidden_size")
    held = BATCH * (2 * layers + 12) * width * size
    return parameters_of(folder) * size + held + (0 if device.startswith("cuda") else PROGRAM)


def _first(config: dict[str, Any], *names: str) -> int:
    return next((int(config[name]) for name in names if isinstance(config.get(name), int)), 0)
