"""`digest summarise --jsonl PATTERN --ray --out FOLDER`: bulk input on many machines, by the package `archive`.

Imports what it needs when it is called.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from digest import __version__
from digest.archive.archive_records import ArchiveLine, ArchiveResult
from digest.cli.command_context import found_settings, now, print_line, track
from digest.cli.document_commands import chosen_engine
from digest.errors import DONE, ConfigError, InputError, UsageError

if TYPE_CHECKING:
    from digest.archive.archive_run import ArchiveReport
    from digest.config.summarise_settings import SummariseSettings
    from digest.interfaces import Cleaner
    from digest.summarise.fallback import WithFallback


def summarise_archive(options: argparse.Namespace) -> int:
    """Write the key points of every document to the folder; return InputError's code if the folder holds a failure."""
    _check(options)
    from digest.archive.archive_folder import ArchiveFolder
    from digest.archive.archive_run import run_archive
    from digest.archive.input_files import input_files
    from digest.archive.ray_cluster import ArchiveWork, cluster, summarise_lines
    from digest.cli.documents import bulk_lines

    build = _engine_of(options)
    work = ArchiveWork(input_files(options.jsonl), bulk_lines, build)
    folder = ArchiveFolder(options.out.absolute(), options.shards)

    def results(known: frozenset[bytes]) -> Iterable[ArchiveResult]:
        with cluster(options.ray):
            yield from summarise_lines(work, known)

    with track(options)("summarising", None) as advance:
        report = run_archive(folder, build.recipe(), results, advance, time.monotonic)
    print_line(_report_line(report, options.out))
    return InputError.exit_code if report.failed else DONE


def _check(options: argparse.Namespace) -> None:
    """Raise UsageError unless the options name bulk input and a folder, and nothing that goes with single documents."""
    if options.ray is None or not options.out or not options.jsonl or options.jsonl == "-":
        raise UsageError("summarise: --ray goes with --jsonl PATTERN and --out FOLDER")
    if options.documents or options.against:
        raise UsageError("summarise: with --ray, the documents are those of --jsonl, and there is no --against")
    if find_spec("ray") is None:
        raise ConfigError("--ray needs more: pip install 'digest[archive]'")


def _report_line(report: ArchiveReport, folder: Path) -> str:
    from digest.compile.edition import pluralise

    failed = f", {report.failed_now:,} of them failed" if report.failed_now else ""
    held = f"{pluralise(report.held, 'result')}, {report.failed:,} of them failures, in {pluralise(report.shards, 'shard')}"
    return f"{pluralise(report.new, 'document')} summarised now{failed}; {folder} holds {held}"


def _engine_of(options: argparse.Namespace) -> BuildBulkAnswers:
    from digest.builders.cleaner_builder import rule_files

    chosen, root = chosen_engine(options)
    own_rules = tuple(path.absolute() for path in rule_files(found_settings(options))[1:])
    return BuildBulkAnswers(chosen, root.absolute(), options.device, own_rules, options.points, now())


@dataclass(frozen=True)
class BuildBulkAnswers:
    """Builds a BulkAnswers on the machine of a worker. Reads no secret here, and loads no model."""

    chosen: SummariseSettings
    root: Path
    device: str
    rules: tuple[Path, ...]
    points: int | None
    started: datetime

    def __call__(self) -> BulkAnswers:
        """The answers of a worker, with its own engine and cleaner."""
        from digest.builders.cleaner_builder import build_cleaner_of

        return BulkAnswers(self._engine(), build_cleaner_of(self.rules), self.points, self.started)

    def recipe(self) -> Mapping[str, str]:
        """Everything that the results depend on, but for the documents."""
        from digest.builders.cleaner_builder import build_cleaner_of

        build_cleaner_of(self.rules).close()  # a rule that cannot be used is told before a cluster is started
        engine = self._engine()
        return {
            "digest": __version__,
            "model": engine.model.name,
            "revision": engine.model.revision,
            "settings": engine.model.settings,
            "points": str(self.points or ""),
            "rules": sha256(b"\0".join(path.read_bytes() for path in self.rules)).hexdigest()[:16],
        }

    def _engine(self) -> WithFallback:
        from digest.builders.engine_choice import build_engines
        from digest.summarise.fallback import WithFallback

        return WithFallback(*build_engines(self.chosen, self.root, self.device))


class BulkAnswers:
    """Implements LineAnswers: the results of `digest summarise --jsonl`."""

    def __init__(self, engine: WithFallback, cleaner: Cleaner, points: int | None, started: datetime) -> None:
        self._engine = engine
        self._cleaner = cleaner
        self._points = points
        self._started = started

    def answer(self, lines: Sequence[ArchiveLine]) -> Sequence[ArchiveResult]:
        """One result for each line, in the same order."""
        from digest.cli.documents import bulk_document, summarise_all
        from digest.cli.output import error_result, summary_result

        given = [bulk_document(line.content, line.number, self._started) for line in lines]
        results = summarise_all(given, self._cleaner, self._engine, self._points)
        return [
            _result(line, error_result(result) if result.error else summary_result(result), failed=result.error is not None)
            for line, result in zip(lines, results, strict=True)
        ]

    def refusal(self, line: ArchiveLine, reason: str) -> ArchiveResult:
        """The result of a document that is not tried any more."""
        from digest.cli.documents import Result, bulk_document
        from digest.cli.output import error_result

        name = bulk_document(line.content, line.number, self._started).name
        return _result(line, error_result(Result(name, error=InputError(f"{name}: {reason}"))), failed=True)


def _result(line: ArchiveLine, result: str, *, failed: bool) -> ArchiveResult:
    return ArchiveResult(line.fingerprint, failed, line.file, line.number, result)
