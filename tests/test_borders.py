"""The borders between packages, read off the imports: who may import what, and what a start must not load."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

import digest
from digest.store.schema import HEAD
from tests.structure import cycles, imported, modules, repeated_class_names, repeated_module_names

PACKAGE = Path(digest.__file__).parent
MODULES = modules(PACKAGE)

GROUND = set("records errors interfaces schedule secrets serialise yaml_loader text locale net sandbox".split())
"""What every stage may import; none of it imports anything above."""

STAGES = {"fetch", "clean", "summarise", "compile", "deliver"}

MAY_IMPORT = {
    "errors": set(),
    "records": set(),
    "schedule": set(),
    "interfaces": {"records"},
    "secrets": {"errors"},
    "serialise": {"records"},
    "yaml_loader": {"errors"},
    "text": {"records", "errors"},
    "locale": set(),
    "sandbox": {"errors"},
    "net": {"records", "errors", "text"},
    "fetch": GROUND,
    "clean": GROUND,
    "summarise": GROUND,
    "relate": {"records", "errors", "text", "sandbox", "serialise"},
    "compile": GROUND,
    "deliver": GROUND,
    "website": GROUND | {"compile", "store"},
    "store": {"records", "errors", "schedule", "serialise", "text", "net"},
    "config": GROUND,
    "pipeline": {"config", "errors", "interfaces", "records", "schedule", "store", "text"},
    "monitor": {"config", "errors", "records", "schedule", "secrets", "store"},
    "builders": GROUND | {"fetch", "clean", "summarise", "compile", "deliver", "config", "website"},
    "archive": {"errors", "interfaces"},
    "app": GROUND | STAGES | {"relate", "store", "config", "pipeline", "builders", "monitor", "website"},
    "cli": GROUND | STAGES | {"relate", "store", "config", "pipeline", "builders", "monitor", "website", "archive", "app"},
    "__main__": {"cli"},
}
"""What each package, or loose module, may import of ours beside itself."""

ONLY_IMPORTERS = {
    "torch": {"summarise"},
    "transformers": {"summarise"},
    "tokenizers": {"summarise"},
    "safetensors": {"summarise"},
    "huggingface_hub": {"summarise"},
    "trafilatura": {"clean"},
    "sentencex": {"text"},
    "pypdfium2": {"clean"},
    "mammoth": {"clean"},
    "charset_normalizer": {"text"},
    "feedparser": {"fetch"},
    "httpx2": {"net"},
    "httpcore2": {"net"},
    "protego": {"net"},
    "tldextract": {"net"},
    "sqlalchemy": {"store"},
    "alembic": {"store"},
    "psycopg": {"store"},
    "babel": {"locale", "text"},
    "jinja2": {"compile", "summarise", "website"},
    "css_inline": {"compile"},
    "smtplib": {"deliver"},
    "apprise": {"deliver"},
    "requests": {"deliver"},
    "pydantic": {"config", "clean"},
    "yaml": {"yaml_loader"},
    "argparse": {"cli"},
    "schedule": {"pipeline"},
    "rich": {"cli"},
    "prometheus_client": {"monitor"},
    "pagefind_bin": {"website"},
    "ray": {"archive"},
    "pyarrow": {"archive"},
}
"""Large dependencies, and the packages that may import them."""


def unit(path: Path) -> str:
    """The package or loose module to which a file belongs."""
    return path.parts[0].removesuffix(".py")


def ours(names: set[str]) -> set[str]:
    """The packages and loose modules of ours among imported names."""
    units = {name.split(".")[1] for name in names if name.startswith("digest.")}
    return units - {"__version__"}


@pytest.mark.parametrize("module", MODULES, ids=lambda module: str(module.path))
def test_a_module_imports_only_what_its_package_may(module: object) -> None:
    path, names = module.path, set(imported(module.tree))  # type: ignore[attr-defined]
    if path.name != "__init__.py" or len(path.parts) > 1:
        assert ours(names) <= MAY_IMPORT[unit(path)] | {unit(path)}, path


def test_each_large_dependency_has_one_place() -> None:
    for module in MODULES:
        for name in imported(module.tree):
            allowed = ONLY_IMPORTERS.get(name.split(".")[0])
            if allowed is not None:
                assert unit(module.path) in allowed, f"{module.path} imports {name}"


def test_no_modules_import_each_other_in_a_circle() -> None:
    assert cycles(MODULES) == ()


def test_no_name_stands_for_two_modules_or_two_classes() -> None:
    assert repeated_module_names(MODULES) == ()
    assert repeated_class_names(MODULES) == ()


def test_few_modules_stand_outside_of_packages() -> None:
    loose = [module.path.name for module in MODULES if len(module.path.parts) == 1 and module.path.stem != "__init__"]
    assert len(loose) <= 10, loose


def test_no_module_has_grown_past_500_lines() -> None:
    assert {str(module.path): module.lines for module in MODULES if module.lines > 500} == {}


def test_the_migrations_are_one_line_that_ends_at_the_schema() -> None:
    found: dict[str, str] = {}
    for script in sorted((PACKAGE / "store" / "migrations" / "versions").glob("*.py")):
        text = script.read_text("utf-8")
        revision, before = (re.search(rf"^{name} = (\S+)", text, re.MULTILINE) for name in ("revision", "down_revision"))
        assert revision, script.name
        assert before, script.name
        assert before[1] not in found, (
            f"{script.name} and {found[before[1]]} come after the same migration: give one the next number"
        )
        found[before[1]] = script.name
        assert script.name.startswith(f"{revision[1][1:-1]}_"), script.name
    assert list(found.values())[-1].startswith(f"{HEAD}_")


def run_python(code: str) -> str:
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return done.stdout


def test_building_the_application_loads_no_model_library() -> None:
    heavy = "torch transformers sentence_transformers trafilatura feedparser alembic sqlalchemy apprise requests"
    loaded = run_python(f"import sys, digest.app\nprint([name for name in '{heavy}'.split() if name in sys.modules])")
    assert loaded.strip() == "[]"


def test_cleaning_a_file_loads_neither_the_network_nor_the_store_nor_readers_of_other_formats(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("The minister opens the new harbour of Antwerp on Monday.")
    others = "torch sqlalchemy jinja2 httpx2 httpcore2 pypdfium2 mammoth digest.clean.mail_frame digest.app"
    loaded = run_python(
        f"import sys\nfrom digest.cli.parser import main\nmain(['clean', {str(tmp_path / 'a.txt')!r}])\n"
        f"print([name for name in '{others}'.split() if name in sys.modules])"
    )
    assert loaded.splitlines()[-1] == "[]"


@pytest.mark.parametrize("arguments", [["--help"], ["status"], ["check", "--offline"], ["sources"]])
def test_these_commands_start_without_torch(arguments: list[str], tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    configuration = tmp_path / "digest.yaml"
    configuration.write_text("sources: [{name: a, files: a/*}]\ndigests: {d: {deliver: [{file: '{day}.md'}]}}\n")
    code = (
        "import sys\nfrom digest.cli.parser import main\n"
        f"try:\n    code = main({['--config', str(configuration), *arguments]!r})\n"
        "except SystemExit as end:\n    code = end.code\n"
        "print(code, [name for name in ('torch', 'transformers') if name in sys.modules], file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stderr.splitlines()[-1] == "0 []"
