"""`digest check` finds the folders that a run could not write to, before the run does."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from digest.cli.parser import main
from digest.cli.written_folders import try_to_write
from digest.errors import OutputError

CONFIGURATION = """\
store: {store}
sources: [{{name: folder, files: in/*.txt}}]
digests: {{morning: {{deliver: [{{file: "{out}/{{day}}.md"}}]}}}}
metrics: {{textfile: {metrics}}}
"""


def check(folder: Path, store: str = "var/digest.db", out: str = "out", metrics: str = "metrics/digest.prom") -> int:
    (folder / "in").mkdir(exist_ok=True)
    path = folder / "digest.yaml"
    path.write_text(CONFIGURATION.format(store=store, out=out, metrics=metrics), "utf-8")
    return main(["--config", str(path), "check", "--offline"])


def test_folders_that_can_be_written_or_made_are_named_and_left_as_they_were(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "out").mkdir()
    assert check(tmp_path) == 0
    lines = [line for line in capsys.readouterr().out.splitlines() if line.startswith("ok      folder: ")]
    assert lines == [
        f"ok      folder: {tmp_path}/var: does not exist yet; can be made",
        f"ok      folder: {tmp_path}/out: can be written",
        f"ok      folder: {tmp_path}/metrics: does not exist yet; can be made",
    ]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["digest.yaml", "in", "out"]
    assert list((tmp_path / "out").iterdir()) == []


@pytest.mark.parametrize("key", ["store", "out", "metrics"])
def test_a_folder_that_cannot_be_made_is_an_error(key: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "blocked").write_text("a file, where a folder is to be", "utf-8")
    assert check(tmp_path, **{key: {"out": "blocked/out"}.get(key, "blocked/deep/file.db")}) == 74
    (line,) = [line for line in capsys.readouterr().out.splitlines() if "failed  folder" in line]
    assert "a run cannot write here: Not a directory" in line


def test_a_read_only_file_system_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="cannot write here"):
        try_to_write(Path("/proc/digest"))


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write to every folder")
def test_a_read_only_folder_is_an_error(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with pytest.raises(OutputError, match="Permission denied"):
        try_to_write(tmp_path / "var")
