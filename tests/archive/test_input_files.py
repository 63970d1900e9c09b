"""Which files a pattern names."""

from __future__ import annotations

from pathlib import Path

import pytest

from digest.archive.input_files import input_files, open_input
from digest.errors import InputError, NotFoundError


def test_a_pattern_names_files_in_order_and_no_folders(tmp_path: Path) -> None:
    for name in ("b.jsonl", "a.jsonl", "c.txt", "deep/er/d.jsonl"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    (tmp_path / "e.jsonl").mkdir()
    assert input_files(f"{tmp_path}/*.jsonl") == (f"{tmp_path}/a.jsonl", f"{tmp_path}/b.jsonl")
    assert len(input_files(f"{tmp_path}/**/*.jsonl")) == 3


def test_a_name_with_brackets_is_a_name_if_there_is_such_a_file(tmp_path: Path) -> None:
    (tmp_path / "in[1].jsonl").touch()
    assert input_files(str(tmp_path / "in[1].jsonl")) == (str(tmp_path / "in[1].jsonl"),)


def test_without_files_it_says_so(tmp_path: Path) -> None:
    with pytest.raises(NotFoundError, match="there is no such file"):
        input_files(f"{tmp_path}/*.jsonl")


def test_a_file_that_is_gone_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"gone\.jsonl: cannot be opened: No such file"):
        open_input(str(tmp_path / "gone.jsonl"))
