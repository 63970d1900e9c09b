"""What programs and scripts rely on stays: commands, options, exit codes, JSON fields and keys of every released version."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from digest import errors
from digest.cli.parser import parser
from digest.config.loader import load_settings
from tests.cli.contract import grammar, results

FOLDER = Path(__file__).parents[1] / "data" / "contract"
RELEASED = sorted(FOLDER.glob("*.json"))
EXIT_CODES = {"0.1.0": {0, 64, 65, 66, 69, 70, 74, 75, 78}}


@pytest.fixture(params=RELEASED, ids=lambda path: path.stem)
def released(request: pytest.FixtureRequest) -> dict[str, Any]:
    contract: dict[str, Any] = json.loads(request.param.read_text("utf-8"))
    return contract


def missing(before: object, now: object, where: str) -> list[str]:
    """What the earlier shape has and the present one lacks, or has as another type."""
    if isinstance(before, dict):
        if not isinstance(now, dict):
            return [f"{where}: was an object"]
        lost = [f"{where}.{key}" for key in before if key not in now]
        return lost + [line for key in before if key in now for line in missing(before[key], now[key], f"{where}.{key}")]
    if isinstance(before, list):
        if not isinstance(now, list) or len(now) < len(before):
            return [f"{where}: was a list of {len(before)}"]
        return [
            line
            for n, (one, other) in enumerate(zip(before, now, strict=False))
            for line in missing(one, other, f"{where}[{n}]")
        ]
    return [] if before == now else [f"{where}: was {before}, is {now}"]


def test_every_command_and_option_of_a_release_is_still_there(released: dict[str, Any]) -> None:
    now = grammar(parser())
    lost = [f"digest {name}" for name in released["grammar"] if name not in now]
    for name, options in released["grammar"].items():
        for option, described in options.items():
            known = now.get(name, {}).get(option)
            if known is None:
                lost.append(f"digest {name} {option}")
            elif known["takes"] != described["takes"] or not set(described["choices"]) <= set(known["choices"]):
                lost.append(f"digest {name} {option}: was {described}, is {known}")
    assert lost == []


def test_every_field_of_a_json_result_of_a_release_is_still_there(released: dict[str, Any]) -> None:
    assert missing(released["results"], results(), "") == []


@pytest.mark.parametrize("version", EXIT_CODES)
def test_every_exit_code_of_a_release_still_has_its_meaning(version: str) -> None:
    codes = {error.exit_code for error in vars(errors).values() if isinstance(error, type) and hasattr(error, "exit_code")}
    assert EXIT_CODES[version] <= codes | {errors.DONE, errors.BUG}


def test_a_configuration_with_every_key_of_a_release_is_read() -> None:
    settings = load_settings(FOLDER / "every_key.yaml")
    (slug,) = settings.digests
    subscription = settings.digests[slug]
    assert [source.name for source in settings.sources] == ["state.gov", "ministry", "index", "folder"]
    assert (slug, subscription.title, len(subscription.deliver)) == ("morning", "Statements of the morning", 5)
    assert settings.summarise.engine == "chat"
    assert settings.mail is not None
    assert settings.mail.sender == "digest@example.org"


def test_an_option_that_disappears_would_be_noticed() -> None:
    assert missing({"a": "str", "b": [{"c": "int"}]}, {"a": "int", "b": [{}]}, "") == [".a: was str, is int", ".b[0].c"]
