"""Which device a model runs on and in which precision, and the process-wide settings of torch and transformers.

Imports torch and transformers inside its functions only, so that commands which need no model start without them. Loads no
model.
"""

from __future__ import annotations

import gc
import logging
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING, Literal

from digest.errors import ModelError

if TYPE_CHECKING:
    import torch

Precision = Literal["auto", "float32", "bfloat16"]
"""The precision of a sentence encoder; "auto" is bfloat16 where the device supports it natively, else float32."""

MAX_CACHED_KERNELS = 32
"""Batch shapes for which oneDNN keeps compiled CPU kernels.

torch's default is 1,024, and nearly every statement brings new shapes: after 20 days a service uses 1,442 MiB with the default
and 655 MiB with this limit (tests/bench/soak.py). One pass of the encoder needs five; encoding 150 statements was no slower
with 16 or 32.
"""


def pick_device(wanted: str) -> torch.device:
    """The device named `wanted`; for "auto" the first of cuda, mps and cpu that is available.

    Raise ModelError if a device that was asked for by name is not available.
    """
    import torch

    if wanted == "auto":
        return torch.device(next(name for name in ("cuda", "mps", "cpu") if is_available(name)))
    try:
        device = torch.device(wanted)
    except RuntimeError as error:
        raise ModelError(f"device {wanted!r}: torch knows no such device; use auto, cpu, cuda, cuda:1 or mps") from error
    if not is_available(device.type) or (device.type == "cuda" and (device.index or 0) >= torch.cuda.device_count()):
        raise ModelError(f"device {wanted!r}: not available on this machine")
    return device


def is_available(kind: str) -> bool:
    """Whether this machine has a device of the type `kind`: "cpu", "cuda" or "mps"."""
    import torch

    if kind == "cuda":
        return torch.cuda.is_available()
    return kind == "cpu" or (kind == "mps" and torch.backends.mps.is_available())


def native_bfloat16(device: str) -> bool:
    """Whether bfloat16 is faster than float32 on `device` ("auto", "cpu", "cuda", "cuda:1", "mps").

    True on x86 processors with AVX512_BF16 or AMX (2.5 times as fast on two cores with AVX512_BF16: `tests/bench/summarise.py`)
    and on NVIDIA GPUs since Ampere; other devices emulate bfloat16 in float32. Raise ModelError if the device is not available.
    """
    import torch

    kind = pick_device(device).type
    if kind == "cuda":
        return bool(torch.cuda.is_bf16_supported(including_emulation=False))
    # The oldest supported torch has no get_capabilities.
    features: Mapping[str, object] = getattr(torch.cpu, "get_capabilities", dict)() if kind == "cpu" else {}
    return bool(features.get("avx512_bf16") or features.get("amx_bf16"))


def limit_kernel_cache() -> None:
    """Limit how many CPU kernels torch keeps to `MAX_CACHED_KERNELS`, unless the environment sets another limit.

    Takes effect only if it is called before the process runs its first network.
    """
    for variable in ("ONEDNN_PRIMITIVE_CACHE_CAPACITY", "LRU_CACHE_CAPACITY"):
        os.environ.setdefault(variable, str(MAX_CACHED_KERNELS))


@contextmanager
def garbage_collector_paused() -> Iterator[None]:
    """Look for no cyclic garbage while a library is imported: the million objects of torch stay, and are looked at in vain."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


@contextmanager
def quiet_transformers() -> Iterator[None]:
    """Keep transformers from printing progress, or warnings about unused weights (such as the pooler), to stderr."""
    from transformers.utils import logging as transformers_logging

    level = transformers_logging.get_verbosity()
    transformers_logging.set_verbosity(logging.ERROR)
    transformers_logging.disable_progress_bar()  # type: ignore[no-untyped-call]
    try:
        yield
    finally:
        transformers_logging.set_verbosity(level)
