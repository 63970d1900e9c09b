"""Whether a device calculates in bfloat16 as it stands, so that half the precision is more speed. Imports torch when asked."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

Precision = Literal["auto", "float32", "bfloat16"]
"""In what a sentence encoder calculates; "auto" is bfloat16 wherever that is native."""


def native_bfloat16(device: str) -> bool:
    """Whether bfloat16 is faster than float32 on `device` ("auto", "cpu", "cuda", "cuda:1", "mps").

    It is on an x86 processor with AVX512_BF16 or AMX (2.5 times on two cores with the first: `tests/bench/summarise.py`) and on
    a GPU from NVIDIA's Ampere on; others calculate it by way of float32. Raise ModelError if the device is absent.
    """
    import torch

    from digest.summarise.extractive.encoder_model import pick_device

    kind = pick_device(device).type
    if kind == "cuda":
        return bool(torch.cuda.is_bf16_supported(including_emulation=False))
    # Not every torch that is allowed tells what a processor can do.
    can: Mapping[str, object] = getattr(torch.cpu, "get_capabilities", dict)() if kind == "cpu" else {}
    return bool(can.get("avx512_bf16") or can.get("amx_bf16"))
