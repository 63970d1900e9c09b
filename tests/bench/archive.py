"""Measures an archive on a Ray cluster of this machine beside plain bulk input, and compares the results byte for byte.

A program, not a test. It needs the extra `archive`.

    python -m tests.bench.archive [--documents 20000] [--english 0.05] [--trouble]

The documents are invented and short. Those in French are ranked by rules, which is ten times as fast as the encoder that reads
the English ones. With --trouble one document ends its worker, a worker is killed, and the run is stopped and resumed once.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import random
import resource
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from digest.archive.archive_folder import ArchiveFolder
from digest.archive.archive_records import ArchiveLine, ArchiveResult, LineAnswers
from digest.archive.archive_run import ArchiveReport, run_archive
from digest.archive.ray_cluster import ArchiveWork, cluster, summarise_lines
from digest.cli.archive_command import BuildBulkAnswers
from digest.cli.documents import bulk_lines
from digest.config.summarise_settings import ExtractiveSettings

FILES = 4
POISON = "poison"
CONFIGURATION = (
    "sources: [{name: a, files: in/*}]\ndigests: {d: {deliver: [{file: '{day}.md'}]}}\nsummarise: {encoder: english}\n"
)
PLACES = "Paris Rome Oslo Vienna Lisbon Athens Prague Dublin Berne Riga".split()
ENGLISH = (
    "The ministers met in {place} on {day} November and agreed on a quota of {number} tonnes of herring.",
    "The Government will pay {number} million euros to the regions that the flood of {day} October has damaged.",
    "The Secretary thanked the people of {place} for their hospitality.",
    "Both sides will meet again in {place} within {day} weeks to sign the treaty.",
    "The embargo on arms ends on {day} December.",
)
FRENCH = (
    "Les ministres se sont réunis à {place} le {day} novembre et ont décidé une aide de {number} millions d'euros aux régions.",
    "Le Gouvernement demande la libération immédiate des {number} personnes détenues à {place}.",
    "Le ministre a condamné l'attaque du {day} octobre.",
    "Les deux parties se reverront à {place} dans {day} semaines pour signer le traité.",
    "L'embargo sur les armes sera levé le {day} décembre.",
)


class Stopped(Exception):
    """The run is stopped on purpose."""


@dataclass(frozen=True)
class BuildPoisonedAnswers:
    """Builds answers that note their process in `folder`, and end it at the document that is poison."""

    build: BuildBulkAnswers
    folder: Path

    def __call__(self) -> LineAnswers:
        """The answers of one worker."""
        (self.folder / str(os.getpid())).touch()
        return PoisonedAnswers(self.build())


class PoisonedAnswers:
    """Ends its process at the document that is poison."""

    def __init__(self, answers: LineAnswers) -> None:
        self._answers = answers

    def answer(self, lines: Sequence[ArchiveLine]) -> Sequence[ArchiveResult]:
        """One result a line."""
        if any(b'{"id": "poison"' in line.content for line in lines):
            os.kill(os.getpid(), signal.SIGKILL)
        return self._answers.answer(lines)

    def refusal(self, line: ArchiveLine, reason: str) -> ArchiveResult:
        """The result of a line that is not tried any more."""
        return self._answers.refusal(line, reason)


def a_document(number: int, chance: random.Random, english: float) -> str:
    """An invented statement of four sentences, as a line of bulk input."""
    language, sentences = ("en", ENGLISH) if chance.random() < english else ("fr", FRENCH)
    facts = {"place": chance.choice(PLACES), "day": chance.randint(1, 28), "number": chance.randint(100, 9_999)}
    text = " ".join(sentence.format(**facts) for sentence in chance.sample(sentences, 4))
    fields = {"id": f"d{number}", "title": f"Statement {number}", "content": text, "language": language}
    return json.dumps(fields, ensure_ascii=False)


def write_documents(folder: Path, count: int, english: float) -> list[Path]:
    """The files of bulk input."""
    chance = random.Random(7)
    rows = [a_document(number, chance, english) for number in range(count)]
    files = [folder / f"in{number}.jsonl" for number in range(FILES)]
    for number, file in enumerate(files):
        file.write_text("\n".join([*rows[number::FILES], ""]), "utf-8")
    return files


@dataclass(frozen=True)
class Seconds:
    """What something took: by the clock, and of processors."""

    clock: float
    processor: float

    def __str__(self) -> str:
        return f"{self.clock:.0f} s, {self.processor:.0f} s of processor time"


def tree_seconds(root: int) -> float:
    """The processor time of a process and all below it that are alive."""
    parents, seconds = {}, {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):
            fields = stat.read_text().rpartition(") ")[2].split()
            parents[int(stat.parent.name)] = int(fields[1])
            seconds[int(stat.parent.name)] = sum(map(int, fields[11:15])) / os.sysconf("SC_CLK_TCK")

    def is_below(process: int) -> bool:
        return process == root or (process in parents and is_below(parents[process]))

    return sum(took for process, took in seconds.items() if is_below(process))


def plain(files: Sequence[Path], folder: Path) -> tuple[dict[str, str], Seconds]:
    """The results of plain bulk input by the ids of the documents, and what it took."""
    everything = folder / "all.jsonl"
    everything.write_bytes(b"".join(file.read_bytes() for file in files))
    (folder / "digest.yaml").write_text(CONFIGURATION, "utf-8")
    command = [sys.executable, "-m", "digest", "--quiet", "--config", str(folder / "digest.yaml"), "summarise", "--jsonl"]
    begun = time.monotonic()
    done = subprocess.run([*command, str(everything)], stdout=subprocess.PIPE, check=True)
    took = resource.getrusage(resource.RUSAGE_CHILDREN)
    seconds = Seconds(time.monotonic() - begun, took.ru_utime + took.ru_stime)
    return {json.loads(line)["id"]: line for line in done.stdout.decode().splitlines()}, seconds


def shard_results(folder: Path) -> list[str]:
    """The results in the shards of a folder."""
    lines = [line for shard in sorted(folder.glob("results-*")) for line in shard.read_text("utf-8").splitlines()]
    return [line.partition('"result": ')[2][:-1] for line in lines]


class Measurement:
    """Runs of an archive over `files` into the folder `out`."""

    def __init__(self, files: Sequence[Path], folder: Path) -> None:
        self._processes = folder / "processes"
        self._processes.mkdir()
        build = BuildBulkAnswers(ExtractiveSettings(encoder="english"), folder, "", (), None, datetime.now(UTC))
        self._recipe = build.recipe()
        self._work = ArchiveWork([str(file) for file in files], bulk_lines, BuildPoisonedAnswers(build, self._processes))
        self.out = folder / "out"

    def run(self, kill_at: int = 0, stop_at: int = 0) -> tuple[ArchiveReport | None, Seconds]:
        """One run, in which a worker is killed or which is stopped after so many results; with what it took."""
        before, used = tree_seconds(os.getpid()), 0.0

        def results(known: frozenset[bytes]) -> Iterator[ArchiveResult]:
            nonlocal used
            with cluster(""):
                for number, result in enumerate(summarise_lines(self._work, known), 1):
                    if number == kill_at:
                        self._kill_worker()
                    if number == stop_at:
                        raise Stopped
                    yield result
                used = tree_seconds(os.getpid()) - before

        begun = time.monotonic()
        try:
            report = run_archive(ArchiveFolder(self.out, "jsonl"), self._recipe, results, lambda: None, time.monotonic)
        except Stopped:
            report = None
        return report, Seconds(time.monotonic() - begun, used)

    def _kill_worker(self) -> None:
        """Kill the worker that was started last."""
        newest = max(self._processes.iterdir(), key=lambda file: file.stat().st_mtime_ns)
        os.kill(int(newest.name), signal.SIGKILL)


def compare(expected: dict[str, str], found: Sequence[str]) -> str:
    """How many of the results are those of plain bulk input, byte for byte."""
    by_id = {json.loads(result)["id"]: result for result in found}
    same = sum(by_id.get(name) == result for name, result in expected.items())
    return f"{len(found):,} results of {len(by_id):,} documents, {same:,} of {len(expected):,} as in plain bulk input"


def main() -> None:
    """Print the seconds of both, and whether the results are the same."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", type=int, default=20_000)
    parser.add_argument("--english", type=float, default=0.05)
    parser.add_argument("--trouble", action="store_true")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        files = write_documents(folder, args.documents, args.english)
        expected, seconds = plain(files, folder)
        print(f"plain: {seconds}", flush=True)
        measurement = Measurement(files, folder)
        if args.trouble:
            with files[2].open("a", encoding="utf-8") as last:
                last.write(json.dumps({"id": POISON, "content": "It ends its worker."}) + "\n")
            _, seconds = measurement.run(stop_at=args.documents // 3)
            kept = len(shard_results(measurement.out))
            print(f"Ray, stopped after {args.documents // 3:,} results: {seconds.clock:.0f} s, {kept:,} kept", flush=True)
        report, seconds = measurement.run(kill_at=args.documents // 3 if args.trouble else 0)
        print(f"Ray: {seconds}, {report}", flush=True)
        print(compare(expected, shard_results(measurement.out)))
        for result in shard_results(measurement.out):
            if "error" in json.loads(result):
                print(result)


if __name__ == "__main__":
    main()
