"""The service runs at once and when a slot is due, and stops between two steps."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from datetime import UTC, datetime
from pathlib import Path

from digest.errors import StoreError
from digest.pipeline.service import serve

DOCUMENT = Path(__file__).parents[2] / "config" / "sample" / "dipnote" / "us-nato-alliance.txt"
NOW = datetime(2026, 11, 23, tzinfo=UTC)


def test_it_runs_once_at_its_start_and_stops_when_asked() -> None:
    stop, runs = threading.Event(), []

    def work() -> None:
        runs.append(1)
        stop.set()

    serve(work, lambda now: frozenset(), lambda: NOW, stop, 60)
    assert runs == [1]


def test_a_run_that_fails_does_not_stop_the_service() -> None:
    stop, runs = threading.Event(), []

    def work() -> None:
        runs.append(1)
        threading.Timer(0.01, stop.set).start()
        raise StoreError("digest.db: while storing statements: disk full") if len(runs) == 1 else ValueError

    serve(work, lambda now: frozenset(), lambda: NOW, stop, 60)
    assert runs == [1]


def test_the_command_makes_the_edition_and_stops_on_sigterm(tmp_path: Path) -> None:
    (tmp_path / "digest.yaml").write_text(
        f"sources: [{{name: seed, files: {DOCUMENT}}}]\n"
        "digests: {morning: {at: '00:00', deliver: [{file: 'out/{day}.md'}]}}\n",
        "utf-8",
    )
    command = [sys.executable, "-m", "digest", "--config", str(tmp_path / "digest.yaml"), "serve"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as service:
        for _ in range(600):
            if list(tmp_path.glob("out/*.md")) or service.poll() is not None:
                break
            time.sleep(0.1)
        os.kill(service.pid, signal.SIGTERM)
        _, errors = service.communicate(timeout=60)
    assert list(tmp_path.glob("out/*.md")), errors
    assert service.returncode == 0
    assert "stopping after this step" in errors
