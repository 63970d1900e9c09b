"""pydantic errors -> messages "file:line: what is wrong; did you mean ...". Raises nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from difflib import get_close_matches
from typing import Any

from pydantic import ValidationError

from digest.yaml_loader import YamlFile

Location = tuple[str | int, ...]
"""The keys and list positions that lead to a part of the configuration."""


def did_you_mean(word: str, words: list[str]) -> str:
    """The end of a message about a `word` that is not among `words`: the most similar one, or all of them."""
    found = get_close_matches(word, words, 1, 0.5)
    return f"; did you mean {found[0]!r}?" if found else f" (known: {', '.join(sorted(words))})"


def messages(document: YamlFile, error: ValidationError, known_keys: Callable[[Location], list[str]]) -> Iterator[str]:
    """One line for each mistake. A section is not reported once more where parts of it are.

    `known_keys` returns the keys of the section at a location.
    """
    problems = error.errors(include_url=False)
    for problem in problems:
        place = problem["loc"]
        if not any(other["loc"][: len(place)] == place and len(other["loc"]) > len(place) for other in problems):
            yield _message(document, problem, known_keys)


def _message(document: YamlFile, problem: Any, known_keys: Callable[[Location], list[str]]) -> str:
    location = tuple(part for part in problem["loc"] if part != "[key]")
    name = ".".join(str(part) for part in location)
    where = f"{document.path}:{document.line(location)}"
    message = problem["msg"].removeprefix("Value error, ")
    match problem["type"]:
        case "extra_forbidden":
            return f"{where}: unknown key {name!r}{did_you_mean(str(location[-1]), known_keys(location[:-1]))}"
        case "missing":
            return f"{where}: {name!r} is missing"
        case "model_type":
            return f"{where}: {name}: expected keys and values, such as `name: value`"
        case "string_type" | "literal_error" | "enum" | "path_type" if found := document.misreading(location):
            return f"{where}: {name}: {found}"
        case "string_type" if isinstance(problem["input"], bool | int | float | date):
            return f"{where}: {name}: {message}; a text needs quotation marks"
        case _:
            return f"{where}: {name}: {message}" if name else f"{where}: {message}"
