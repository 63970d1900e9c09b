"""The service: works at once, when a slot is due, and ends between two steps."""

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

README = Path(__file__).parents[2] / "config" / "sample" / "dipnote" / "us-nato-alliance.txt"
NOW = datetime(2026, 11, 23, tzinfo=UTC)


def test_it_works_once_at_the_start_and_ends_when_asked() -> None:
    stop, rounds = threading.Event(), []

    def work() -> None:
        rounds.append(1)
        stop.set()

    serve(work, lambda now: False, lambda: NOW, stop, 60)
    assert rounds == [1]


def test_a_round_that_fails_does_not_end_the_service() -> None:
    stop, rounds = threading.Event(), []

    def work() -> None:
        rounds.append(1)
        threading.Timer(0.01, stop.set).start()
        raise StoreError("digest.db: while storing statements: disk full") if len(rounds) == 1 else ValueError

    serve(work, lambda now: False, lambda: NOW, stop, 60)
    assert rounds == [1]


def test_the_command_makes_the_edition_and_ends_on_sigterm(tmp_path: Path) -> None:
    (tmp_path / "digest.yaml").write_text(
        f"sources: [{{name: seed, files: {README}}}]\n"
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
    assert "ending after this step" in errors
