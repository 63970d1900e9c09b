"""The folder of an archive: what it holds is not made again, and nothing is half there."""

from __future__ import annotations

import importlib.util
import json
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pytest

from digest.archive.archive_folder import ArchiveFolder
from digest.archive.archive_records import ArchiveResult
from digest.archive.archive_run import ArchiveReport, run_archive
from digest.archive.shard_formats import SHARD_FORMATS
from digest.errors import BusyError, InputError, UsageError
from tests.archive.fake_answers import FakeAnswers, line

RECIPE = {"model": "m", "points": ""}
Summarise = Callable[[frozenset[bytes]], Iterable[ArchiveResult]]


@pytest.fixture(params=["jsonl", "parquet"])
def folder(request: pytest.FixtureRequest, tmp_path: Path) -> ArchiveFolder:
    """An empty folder, in each format."""
    if request.param == "parquet" and importlib.util.find_spec("pyarrow") is None:
        pytest.skip("pyarrow is not installed")
    return ArchiveFolder(tmp_path / "out", request.param)


def summarised(*contents: str) -> Summarise:
    """What summarises lines that are not known."""

    def summarise(known: frozenset[bytes]) -> Iterator[ArchiveResult]:
        lines = [line(content) for content in contents]
        return iter(FakeAnswers().answer([each for each in lines if bytes.fromhex(each.fingerprint) not in known]))

    return summarise


def run(folder: ArchiveFolder, summarise: Summarise, recipe: dict[str, str] = RECIPE) -> ArchiveReport:
    return run_archive(folder, recipe, summarise, lambda: None, lambda: 0.0)


def test_what_is_there_is_skipped(folder: ArchiveFolder) -> None:
    assert run(folder, summarised("a", "b")) == ArchiveReport(new=2, failed_now=0, held=2, failed=0, shards=1)
    assert run(folder, summarised("a", "b", "c")) == ArchiveReport(new=1, failed_now=0, held=3, failed=0, shards=2)
    assert run(folder, summarised("a", "b", "c")) == ArchiveReport(new=0, failed_now=0, held=3, failed=0, shards=2)


def test_a_line_that_stands_twice_has_one_result(folder: ArchiveFolder) -> None:
    assert run(folder, summarised("a", "a", "b")).held == 2


def test_failures_are_counted_and_kept(folder: ArchiveFolder) -> None:
    refusal = FakeAnswers().refusal(line("a"), "too often")
    assert run(folder, lambda known: [refusal]) == ArchiveReport(new=1, failed_now=1, held=1, failed=1, shards=1)
    assert run(folder, summarised("a")) == ArchiveReport(new=0, failed_now=0, held=1, failed=1, shards=1)


def test_what_was_made_before_an_error_is_kept(folder: ArchiveFolder) -> None:
    def summarise(known: frozenset[bytes]) -> Iterator[ArchiveResult]:
        yield from summarised("a")(known)
        raise InputError("no more")

    with pytest.raises(InputError):
        run(folder, summarise)
    assert run(folder, summarised("a", "b")).new == 1


def test_full_shards_are_closed_at_once(folder: ArchiveFolder, tmp_path: Path) -> None:
    report = run(folder, summarised(*map(str, range(2_500))))
    assert (report.held, report.shards) == (2_500, 3)
    assert len(list((tmp_path / "out").glob("results-*"))) == 3


def test_a_shard_that_was_not_finished_is_made_again(folder: ArchiveFolder, tmp_path: Path) -> None:
    run(folder, summarised("a"))
    (tmp_path / "out" / "results-000001.jsonl.part").write_bytes(b"half")
    assert run(folder, summarised("a", "b")).new == 1
    assert list((tmp_path / "out").glob("*.part")) == []


def test_results_that_were_made_otherwise_need_another_folder(folder: ArchiveFolder) -> None:
    run(folder, summarised("a"))
    with pytest.raises(UsageError, match=r"made otherwise \(model: see archive.json\); name another folder"):
        run(folder, summarised("b"), {**RECIPE, "model": "other"})


def test_two_programs_do_not_write_to_one_folder(folder: ArchiveFolder) -> None:
    with folder.opened(RECIPE), pytest.raises(BusyError), folder.opened(RECIPE):
        pass


def test_a_damaged_shard_is_named(folder: ArchiveFolder, tmp_path: Path) -> None:
    run(folder, summarised("a"))
    (shard,) = (tmp_path / "out").glob("results-*")
    shard.write_bytes(b"no result\n")
    with pytest.raises(InputError, match="results-000000"):
        run(folder, summarised("b"))


def test_a_line_of_json_holds_the_result_byte_for_byte() -> None:
    result = ArchiveResult("ab" * 32, False, "é.jsonl", 7, '{"id":  "x", "text": "Élysée"}')
    (written,) = SHARD_FORMATS["jsonl"].encode([result]).splitlines()
    assert written.endswith('"result": {"id":  "x", "text": "Élysée"}}'.encode())
    assert json.loads(written) == {
        "fingerprint": "ab" * 32, "failed": False, "file": "é.jsonl", "line": 7, "result": {"id": "x", "text": "Élysée"},
    }  # fmt: skip
