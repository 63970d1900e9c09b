"""Which devices support bfloat16 natively."""

from __future__ import annotations

from pathlib import Path

import pytest
import torch

from digest.errors import ModelError
from digest.summarise.device import native_bfloat16

CPUINFO = Path("/proc/cpuinfo")


@pytest.mark.skipif(not CPUINFO.is_file(), reason="this kernel lists no processor flags")
def test_a_processor_supports_what_its_kernel_lists() -> None:
    flags = set(CPUINFO.read_text().split())
    assert native_bfloat16("cpu") == bool(flags & {"avx512_bf16", "amx_bf16"})


def test_an_unknown_device_is_named() -> None:
    with pytest.raises(ModelError, match="torch knows no such device"):
        native_bfloat16("abacus")


def test_without_processor_capabilities_in_torch_float32_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(torch.cpu, "get_capabilities")
    assert not native_bfloat16("cpu")
