"""The borders of the house, read off the imports: who may know whom, and what a start must not wait for."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import digest

PACKAGE = Path(digest.__file__).parent
STAGES = ("fetch", "clean", "summarise", "compile", "deliver")
SHARED = {
    "digest",
    "digest.records",
    "digest.errors",
    "digest.interfaces",
    "digest.sandbox.pool",
    "digest.sandbox.worker",
    "digest.secrets",
}
ONLY_IMPORTERS = {
    "torch": {"summarise"},
    "transformers": {"summarise"},
    "tokenizers": {"summarise"},
    "safetensors": {"summarise"},
    "huggingface_hub": {"summarise"},
    "trafilatura": {"clean"},
    "sentencex": {"clean"},
    "feedparser": {"fetch"},
    "httpx2": {"fetch"},
    "httpcore2": {"fetch"},
    "sqlalchemy": {"store"},
    "alembic": {"store"},
    "jinja2": {"compile", "summarise"},
    "css_inline": {"compile"},
    "smtplib": {"deliver"},
    "pydantic": {"config.py", "engine.py", "rules.py", "section.py"},
    "yaml": {"yaml_file.py"},
    "argparse": {"cli.py", "commands.py"},
    "schedule": {"serve.py"},
    "rich": {"progress.py"},
}


def modules() -> Iterator[tuple[Path, ast.Module]]:
    for path in sorted(PACKAGE.rglob("*.py")):
        yield path.relative_to(PACKAGE), ast.parse(path.read_text("utf-8"))


def imported(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            assert node.level == 0, "imports are absolute"
            yield from (f"{node.module}.{name.name}" for name in node.names)
            yield node.module


@pytest.mark.parametrize("stage", STAGES)
def test_a_stage_knows_the_records_and_itself_but_no_other_room(stage: str) -> None:
    for path, tree in modules():
        if path.parts[0] != stage:
            continue
        for name in imported(tree):
            if name.split(".")[0] == "digest":
                room = ".".join(name.split(".")[:2])
                assert room in SHARED | {f"digest.{stage}", "digest.__version__"}, f"{path} imports {name}"


def test_the_store_knows_no_stage() -> None:
    for path, tree in modules():
        if path.parts[0] == "store":
            rooms = {name.split(".")[1] for name in imported(tree) if name.startswith("digest.")}
            assert rooms <= {"records", "errors", "interfaces", "store"}, path


def test_records_and_errors_know_nothing_of_ours() -> None:
    for path, tree in modules():
        if path.name in ("records.py", "errors.py") and len(path.parts) == 1:
            assert not [name for name in imported(tree) if name.startswith("digest")], path


def test_each_large_dependency_has_one_room() -> None:
    for path, tree in modules():
        for name in imported(tree):
            rooms = ONLY_IMPORTERS.get(name.split(".")[0])
            if rooms is not None:
                assert path.parts[0] in rooms, f"{path} imports {name}"


def run_python(code: str) -> str:
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return done.stdout


def test_joining_all_the_rooms_loads_no_model_library() -> None:
    heavy = "torch transformers sentence_transformers trafilatura feedparser alembic sqlalchemy"
    loaded = run_python(f"import sys, digest.app\nprint([name for name in '{heavy}'.split() if name in sys.modules])")
    assert loaded.strip() == "[]"


@pytest.mark.parametrize("arguments", [["--help"], ["status"], ["check", "--offline"], ["sources"]])
def test_these_commands_start_without_torch(arguments: list[str], tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    configuration = tmp_path / "digest.yaml"
    configuration.write_text("sources: [{name: a, files: a/*}]\ndigests: {d: {deliver: [{file: '{day}.md'}]}}\n")
    code = (
        "import sys\nfrom digest.cli import main\n"
        f"try:\n    code = main({['--config', str(configuration), *arguments]!r})\n"
        "except SystemExit as end:\n    code = end.code\n"
        "print(code, [name for name in ('torch', 'transformers') if name in sys.modules], file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stderr.splitlines()[-1] == "0 []"


def test_no_module_has_grown_past_500_lines() -> None:
    long = {str(path): lines for path, _ in modules() if (lines := len((PACKAGE / path).read_text().splitlines())) > 500}
    assert long == {}
