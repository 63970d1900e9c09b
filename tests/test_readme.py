"""The README is true: every command in it works, and every command, key and exit code that there is stands in it."""

from __future__ import annotations

import importlib
import os
import pkgutil
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from types import ModuleType
from typing import TypeVar

import pytest

from digest import config, errors
from digest.cli.parser import parser
from digest.config.fields import ConfigModel
from digest.config.settings import load_settings

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text("utf-8")
FENCE = re.compile(r"^```(\w+)\n(.*?)^```$", re.M | re.S)
T = TypeVar("T")
NOT_HERE = {"git", "pip", "jobs/test", "crontab", "cp", "systemctl", "docker", "kubectl"}
"""What would install, or call this test again; tests/test_jobs.py looks into the files that these name."""


def commands() -> list[str]:
    """The lines of all shell blocks, without comments."""
    blocks = (body for kind, body in FENCE.findall(README) if kind == "sh")
    lines = (line.partition("  #")[0].strip() for block in blocks for line in block.splitlines())
    return [line for line in lines if line and not line.startswith("#")]


@pytest.fixture(scope="module")
def clone(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project as a newcomer has it, with the environment of this test."""
    clone = tmp_path_factory.mktemp("clone")
    for name in ("config", "jobs", "pyproject.toml"):
        copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy
        copy(ROOT / name, clone / name)
    shutil.copy(ROOT / "config" / "sample" / "dipnote" / "us-nato-alliance.txt", clone / "statement.txt")
    shutil.copy(ROOT / "config" / "sample" / "af.mil" / "2014-07-14-leap-application-window-opens.html", clone / "page.html")
    (clone / "statements.jsonl").write_text('{"id": "1", "content": "The Minister resigned on Monday in Paris."}\n', "utf-8")
    return clone


def test_every_command_works_in_the_order_of_the_page(clone: Path) -> None:
    environment = os.environ | {"PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"}
    assert commands()
    for line in commands():
        words = shlex.split(line)
        if words[0] in NOT_HERE:
            continue
        if words[0] == "jobs/run":
            # jobs/run would make an environment of its own in the clone: what it calls once it has one is called here.
            line = shlex.join(["digest", "--config", "config/digest.yaml", "run", *words[1:]])
        if "serve" in words:
            continue  # tests/pipeline/test_service.py runs it to its end
        done = subprocess.run(line, shell=True, cwd=clone, env=environment, capture_output=True, text=True)
        reachable = 69 if "test" in words or "check" in words or "https://" in line else 0
        assert done.returncode in (0, reachable), f"{line}\n{done.stdout}{done.stderr}"
        assert "Traceback" not in done.stderr


def test_every_command_of_the_program_is_explained() -> None:
    (subcommands,) = (action for action in parser()._actions if action.dest == "command")
    assert subcommands.choices is not None
    for name in subcommands.choices:
        assert f"digest {name}" in README, name


def subclasses(module: ModuleType, of: type[T]) -> list[type[T]]:
    return [thing for thing in vars(module).values() if isinstance(thing, type) and issubclass(thing, of)]


def test_every_key_of_the_configuration_is_in_the_reference() -> None:
    modules = [importlib.import_module(f"digest.config.{module.name}") for module in pkgutil.iter_modules(config.__path__)]
    sections = {section for module in modules for section in subclasses(module, ConfigModel)}
    assert len(sections) > 8
    for section in sections:
        for name, field in section.model_fields.items():
            if name != "root":
                assert f"`{field.alias or name}`" in README, f"{section.__name__}.{name}"


def test_every_exit_code_is_in_the_table() -> None:
    codes = {
        error.exit_code for error in vars(errors).values() if isinstance(error, type) and issubclass(error, errors.DigestError)
    }
    for code in codes | {errors.DONE, errors.BUG}:
        assert re.search(rf"^\| {code} \|", README, re.M), code


def test_every_example_of_a_configuration_is_right(tmp_path: Path) -> None:
    examples = [body for kind, body in FENCE.findall(README) if kind == "yaml"]
    assert examples
    for example in examples:
        path = tmp_path / "digest.yaml"
        path.write_text(example, "utf-8")
        load_settings(path)
