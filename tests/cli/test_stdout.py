"""A standard output that cannot be written ends a command with one line and exit code 74, never as a bug."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

FULL = Path("/dev/full")
"""A device that answers every write with "no space left"."""

pytestmark = pytest.mark.skipif(not FULL.exists(), reason="the system has no /dev/full")


def call(*arguments: str, stdout: int | None, closed: bool = False, unbuffered: bool = False) -> tuple[int, str]:
    """Exit code and stderr of a command whose stdout is `stdout`, or closed."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONUNBUFFERED"}
    environment |= {"PYTHONUNBUFFERED": "1"} if unbuffered else {}
    command = [sys.executable, "-m", "digest", *arguments]
    if closed:
        command = ["sh", "-c", 'exec "$@" >&-', "sh", *command]
    done = subprocess.run(command, stdout=stdout, stderr=subprocess.PIPE, text=True, env=environment, timeout=120, check=False)
    return done.returncode, done.stderr


@pytest.fixture
def document(tmp_path: Path) -> str:
    path = tmp_path / "harbour.txt"
    path.write_text("The harbour opens on Monday. Ships may enter from noon.\n", "utf-8")
    return str(path)


@pytest.mark.parametrize(("arguments", "unbuffered"), [("clean {}", True), ("clean --json {} {}", False), ("sources", False)])
def test_a_full_disk_behind_a_redirect_costs_one_line(arguments: str, unbuffered: bool, document: str) -> None:
    with FULL.open("wb") as full:
        code, errors = call(*arguments.format(document, document).split(), stdout=full.fileno(), unbuffered=unbuffered)
    assert code == 74
    assert errors == "digest: error: standard output: while writing the results: No space left on device\n"


def test_help_on_a_full_disk_says_so(document: str) -> None:
    with FULL.open("wb") as full:
        code, errors = call("--help", stdout=full.fileno())
    assert (code, errors) == (74, "digest: error: standard output: No space left on device\n")


def test_a_closed_stdout_costs_one_line(document: str) -> None:
    assert call("clean", document, stdout=None, closed=True) == (74, "digest: error: standard output: is closed\n")


def test_a_document_that_cannot_be_used_keeps_its_exit_code_on_a_disk_with_space(tmp_path: Path) -> None:
    empty = tmp_path / "empty.txt"
    empty.write_text("", "utf-8")
    code, errors = call("clean", str(empty), stdout=subprocess.DEVNULL)
    assert code == 65
    assert "is empty" in errors


def test_a_reader_of_the_pipe_that_exits_early_is_no_error(document: str) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    try:
        assert call("clean", document, stdout=writing) == (0, "")
    finally:
        os.close(writing)
