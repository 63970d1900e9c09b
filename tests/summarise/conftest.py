"""Tiny models of the real families, made once a session."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

Folders = Callable[[str], Path]


@pytest.fixture(scope="session")
def folder_of(tmp_path_factory: pytest.TempPathFactory) -> Folders:
    """The folder of the tiny model of a family."""
    import torch

    from tests.summarise.generative.models import saved

    torch.set_num_threads(1)  # threads wait for each other longer than these networks take
    base = tmp_path_factory.mktemp("models")
    return cache(lambda family: saved(base / family, family))
