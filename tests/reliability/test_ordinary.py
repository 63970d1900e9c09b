"""Test: the short form of the program `ordinary`, a few cases of each promise."""

from __future__ import annotations

import pytest

from tests.reliability.ordinary import Promise, broken_cases, promises


@pytest.mark.parametrize("promise", promises(), ids=lambda promise: promise.text)
def test_ordinary_trouble_breaks_no_promise(promise: Promise) -> None:
    tried, faults = broken_cases(promise, every=len(promise.cases) // 2)
    assert tried >= 2
    assert faults == []
