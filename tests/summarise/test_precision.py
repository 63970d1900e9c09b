"""Which devices calculate in bfloat16 as it stands."""

from __future__ import annotations

from pathlib import Path

import pytest

from digest.errors import ModelError
from digest.summarise.precision import native_bfloat16

CPUINFO = Path("/proc/cpuinfo")


@pytest.mark.skipif(not CPUINFO.is_file(), reason="the kernel of this machine names no flags")
def test_a_processor_is_asked_for_what_its_kernel_says_of_it() -> None:
    flags = set(CPUINFO.read_text().split())
    assert native_bfloat16("cpu") == bool(flags & {"avx512_bf16", "amx_bf16"})


def test_a_device_that_is_absent_is_named() -> None:
    with pytest.raises(ModelError, match="torch knows no such device"):
        native_bfloat16("abacus")
