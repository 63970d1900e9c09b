"""An archive on a Ray cluster gives the results of plain bulk input, each once, whatever dies. Needs the extra `archive`."""

from __future__ import annotations

import importlib.util
import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from digest.cli.parser import main
from digest.errors import ConfigError, ModelError, UsageError
from tests.archive.fake_answers import BuildFakeAnswers

HAS_RAY = importlib.util.find_spec("ray") is not None
needs_ray = pytest.mark.skipif(not HAS_RAY, reason="Ray is not installed: pip install 'digest[archive]'")
pytestmark = pytest.mark.filterwarnings("default")  # Ray's own


def write(path: Path, *contents: str, first: int = 0) -> Path:
    """A file of bulk input: a document in each line."""
    rows = [json.dumps({"id": f"d{number}", "content": content}) for number, content in enumerate(contents, first)]
    path.write_text("\n".join([*rows, ""]), "utf-8")
    return path


def archive(folder: Path, *more: str) -> int:
    return main(["--quiet", "summarise", "--jsonl", str(folder / "in*.jsonl"), "--ray", "--out", str(folder / "out"), *more])


def results(folder: Path) -> list[str]:
    """The results in the shards of a folder, as they stand there."""
    lines = [line for shard in sorted(folder.glob("out/results-*")) for line in shard.read_text("utf-8").splitlines()]
    return [line.partition('"result": ')[2][:-1] for line in lines]


@needs_ray
def test_the_results_are_those_of_plain_bulk_input_and_what_is_there_is_skipped(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    texts = [f"The ministers met in Paris on {day} May. They agreed on a quota of {day}00 tonnes." for day in range(1, 13)]
    write(tmp_path / "in1.jsonl", *texts[:8])
    with (tmp_path / "in1.jsonl").open("a", encoding="utf-8") as more:
        more.write('no json\n\n{"content": "The embargo ends today."}\n{"id": "empty", "content": ""}\n')
    write(tmp_path / "in2.jsonl", *texts[8:], first=8)
    plain: list[str] = []
    for name in ("in1.jsonl", "in2.jsonl"):
        main(["--quiet", "summarise", "--jsonl", str(tmp_path / name)])
        plain += capsys.readouterr().out.splitlines()
    assert archive(tmp_path) == 65
    assert "15 documents summarised now, 2 of them failed;" in capsys.readouterr().out
    assert sorted(results(tmp_path)) == sorted(plain)
    write(tmp_path / "in3.jsonl", texts[0].replace("Paris", "Rome"), first=20)
    assert archive(tmp_path) == 65
    assert "1 document summarised now; " in capsys.readouterr().out
    assert len(results(tmp_path)) == len(plain) + 1


@pytest.fixture
def bulk(tmp_path: Path) -> Path:
    """300 lines, in a file that is one block for Ray unless it is cut."""
    return write(tmp_path / "in.jsonl", *(f"document {number} {'x' * 5_000}" for number in range(297)), "once", "kill", "last")


@pytest.fixture
def started() -> Iterator[None]:
    """A cluster on this machine."""
    from digest.archive.ray_cluster import cluster

    with cluster(""):
        yield


@needs_ray
def test_a_worker_that_dies_loses_and_doubles_nothing_and_poison_is_refused(bulk: Path, started: None) -> None:
    from digest.archive.ray_cluster import ArchiveWork, summarise_lines
    from digest.cli.documents import bulk_lines

    work = ArchiveWork([str(bulk)], bulk_lines, BuildFakeAnswers(bulk.with_name("marker")))
    found = list(summarise_lines(work, frozenset()))
    assert set(Counter(result.fingerprint for result in found).values()) == {1}
    assert len(found) == 300
    (refused,) = (result for result in found if result.failed)
    assert refused.number == 299
    assert "could not be summarised in 3 attempts" in refused.result
    known = frozenset(bytes.fromhex(result.fingerprint) for result in found[1:])
    assert [result.number for result in summarise_lines(work, known)] == [found[0].number]
    bulk.write_text('{"id": "1", "content": "model"}\n', "utf-8")
    with pytest.raises(ModelError, match="the model is missing"):
        list(summarise_lines(work, frozenset()))


@pytest.mark.skipif(HAS_RAY, reason="Ray is installed")
def test_without_ray_it_says_what_to_install(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(tmp_path / "in.jsonl", "They met.")
    assert archive(tmp_path) == ConfigError.exit_code
    assert "pip install 'digest[archive]'" in capsys.readouterr().err


@pytest.mark.parametrize(
    "words",
    [
        ["--ray"],
        ["--out", "out"],
        ["--jsonl", "-", "--ray", "--out", "out"],
        ["--jsonl", "a", "--ray=auto"],
        ["a", "--out", "b"],
    ],
)
def test_what_does_not_go_together_is_refused(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["summarise", *words]) == UsageError.exit_code
    assert "--ray goes with --jsonl PATTERN and --out FOLDER" in capsys.readouterr().err


@needs_ray
def test_files_in_a_store_are_found_and_read(tmp_path: Path) -> None:
    from digest.archive.input_files import input_files, open_input

    write(tmp_path / "in1.jsonl", "a")
    write(tmp_path / "other.txt", "b")
    (file,) = input_files(f"file://{tmp_path}/in*.jsonl")
    with open_input(file) as stream:
        assert stream.readline(1_000) == b'{"id": "d0", "content": "a"}\n'
