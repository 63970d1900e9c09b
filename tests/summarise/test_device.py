"""Which devices calculate in bfloat16 as it stands."""

from __future__ import annotations

from pathlib import Path

import pytest
import torch

from digest.errors import ModelError
from digest.summarise.device import native_bfloat16

CPUINFO = Path("/proc/cpuinfo")


@pytest.mark.skipif(not CPUINFO.is_file(), reason="the kernel of this machine names no flags")
def test_a_processor_is_asked_for_what_its_kernel_says_of_it() -> None:
    flags = set(CPUINFO.read_text().split())
    assert native_bfloat16("cpu") == bool(flags & {"avx512_bf16", "amx_bf16"})


def test_a_device_that_is_absent_is_named() -> None:
    with pytest.raises(ModelError, match="torch knows no such device"):
        native_bfloat16("abacus")


def test_a_torch_that_does_not_tell_what_a_processor_can_is_used_in_float32(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(torch.cpu, "get_capabilities")
    assert not native_bfloat16("cpu")
