"""No regular expression of ours can take exponential time, whatever strangers write."""

from __future__ import annotations

import importlib
import pkgutil
import re
from collections.abc import Iterator
from types import ModuleType

import pytest

import digest
from digest.clean.rules.load import load_rules
from digest.clean.rules.redos import ambiguous_loop
from digest.config.shipped_files import shipped_file

EXTRAS = frozenset({"ray", "pyarrow"})
"""What `digest[archive]` installs, which the tests do without."""


@pytest.mark.parametrize(
    "pattern",
    [
        r"(?:\w+ ?)+x", r"(a*)*", r"(a+b*)+", r"(x+x+)+y", r"(?:a|aa)+$", r"(?:[a-z]+(?:, )?)+", r"(?:\d{1,3}[ ,]*)+",
        r"(?=(a+)+b)a", r"(?i:(?:[A-Z]1?|[a-z])+)!", r"(?:[^x]|yz?)*x", r"(?:\w+[ .]*){0,4}!",
        r"(?P<value>(?:\S+\s*)+):", r"(.+)+", r"(?s:.|\n)*x",
    ],
)  # fmt: skip
def test_a_loop_that_reads_one_text_in_two_ways_is_found(pattern: str) -> None:
    assert ambiguous_loop(re.compile(pattern))


@pytest.mark.parametrize(
    "pattern",
    [
        "", "abc", r"(\w+ )+", r"(a+b+)+", r".*a.*", r"([^<>]*<[^<>]*>)*", r"(?:[a-z]+(?:, [a-z]+)*)", r"\w+(?:[ .]+\w+){0,9}",
        r"(?:[A-Z]|[a-z])+", r"(?:ab|ac)+", r"(a)?(?(1)b|c)", r"(\w)\1+", r"(?:a?){3}b", r"(?:x|\d)*+",
        r"(?:[A-Z]1?|(?-i:[a-z]))+", r"^\s*\d{1,3}(?:,\d{3})*$",
    ],
)  # fmt: skip
def test_a_loop_that_reads_a_text_in_one_way_is_not(pattern: str) -> None:
    assert not ambiguous_loop(re.compile(pattern))


def _patterns_in(value: object) -> Iterator[re.Pattern[str]]:
    if isinstance(value, re.Pattern):
        yield value
    elif isinstance(value, dict):
        yield from _patterns_in(tuple(value.values()))
    elif isinstance(value, tuple | list | set | frozenset):
        for one in value:
            yield from _patterns_in(one)


def _imported(name: str) -> ModuleType:
    """A module of ours; an empty one if it needs an extra that is not installed here."""
    try:
        return importlib.import_module(name)
    except ModuleNotFoundError as error:
        if error.name not in EXTRAS:
            raise
        return ModuleType(name)


def _ours() -> dict[str, re.Pattern[str]]:
    """All expressions of our modules and rules, by name."""
    found: dict[str, re.Pattern[str]] = {}
    for module in pkgutil.walk_packages(digest.__path__, "digest."):
        if "migrations" not in module.name and not module.name.endswith("__main__"):
            for name, value in vars(_imported(module.name)).items():
                found |= {f"{module.name}.{name} {number}": one for number, one in enumerate(_patterns_in(value))}
    rules = shipped_file("boilerplate.yaml")
    for rule in load_rules(rules.read_text("utf-8"), str(rules)).rules:
        found |= {f"rule {rule.id} {number}": one for number, one in enumerate(_patterns_in((rule.line, rule.unless)))}
    return found


def test_no_expression_of_ours_can_take_exponential_time() -> None:
    ours = _ours()
    assert len(ours) > 200
    distinct = {pattern: name for name, pattern in ours.items() if isinstance(pattern.pattern, str)}
    assert {name: found for pattern, name in distinct.items() if (found := ambiguous_loop(pattern))} == {}
