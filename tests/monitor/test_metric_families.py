"""The metrics are what Prometheus reads: in a file that is replaced as a whole, and over HTTP."""

from __future__ import annotations

import socket
import urllib.request
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from prometheus_client.parser import text_string_to_metric_families

from digest.errors import ConfigError, OutputError
from digest.monitor.facts import DueEdition, Facts
from digest.monitor.metric_families import NumbersCollector, serve_metrics, write_metrics
from digest.monitor.monitor_numbers import Numbers
from digest.records import FetchStatus, OutboxState, SourceReport, StatementStatus
from digest.store.operator import Queue

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
NUMBERS = Numbers(
    facts=Facts(
        sources=(SourceReport('a "b"\\\n', "", FetchStatus.FAILED, failing_since=NOW - 30 * HOUR),),
        queues=(Queue("email", OutboxState.PENDING, 3, NOW - 7 * HOUR, (1,), ""),),
        due=(DueEdition("morning", date(2026, 11, 23), NOW - 5 * HOUR),),
        steps={"collect": NOW},
    ),
    tallies={
        ("runs", "0"): 5,
        ("runs", "75"): 2,
        ("failures:reading the source", "a"): 4,
        ("model_seconds", ""): 1.5,
        ("tokens", ""): 7,
        ("step", "collect"): NOW.timestamp(),
    },
    outbox={"pending": 3, "sent": 9},
    failures={("a", "reading the source"): 1},
    fates={("morning", StatementStatus.IN_EDITION): 2},
    store_bytes=4096,
)


def samples(text: str) -> dict[tuple[str, tuple[str, ...]], float]:
    families = list(text_string_to_metric_families(text))
    assert all(family.documentation for family in families)
    return {(sample.name, tuple(sample.labels.values())): sample.value for family in families for sample in family.samples}


def test_the_file_has_every_number_with_its_labels(tmp_path: Path) -> None:
    path = tmp_path / "new" / "digest.prom"
    for _ in range(2):
        write_metrics(path, NumbersCollector(NUMBERS, lambda: NOW))
    found = samples(path.read_text("utf-8"))
    assert (
        found.items()
        >= {
            ("digest_runs_total", ("0",)): 5,
            ("digest_runs_total", ("75",)): 2,
            ("digest_failures_total", ("reading the source", "a")): 4,
            ("digest_open_failures", ("reading the source", "a")): 1,
            ("digest_model_seconds_total", ()): 1.5,
            ("digest_model_tokens_total", ()): 7,
            ("digest_step_last_success_timestamp_seconds", ("collect",)): NOW.timestamp(),
            ("digest_statements", ("morning", "in edition")): 2,
            ("digest_source_failing_seconds", ('a "b"\\\n',)): 30 * 3600,
            ("digest_outbox_rows", ("pending",)): 3,
            ("digest_outbox_oldest_seconds", ("email", "pending")): 7 * 3600,
            ("digest_edition_late_seconds", ("morning",)): 5 * 3600,
            ("digest_alarm_since_timestamp_seconds", ("mail_pending", "email")): (NOW - 7 * HOUR).timestamp(),
            ("digest_store_bytes", ()): 4096,
        }.items()
    )
    assert [file.name for file in path.parent.iterdir()] == ["digest.prom"]


def test_a_file_that_cannot_be_written_is_an_error_and_leaves_nothing(tmp_path: Path) -> None:
    (tmp_path / "digest.prom").mkdir()
    with pytest.raises(OutputError, match="while writing the metrics"):
        write_metrics(tmp_path / "digest.prom", NumbersCollector(NUMBERS, lambda: NOW))
    assert [file.name for file in tmp_path.iterdir()] == ["digest.prom"]


def free_port() -> int:
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def test_prometheus_gets_the_numbers_of_now_over_http() -> None:
    now = [NOW]
    port = free_port()
    collector = NumbersCollector(NUMBERS, lambda: now[0])
    end = serve_metrics(f"127.0.0.1:{port}", collector)
    try:
        now[0] += HOUR
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/metrics") as response:
            found = samples(response.read().decode())
        assert found["digest_edition_late_seconds", ("morning",)] == 6 * 3600
        collector.numbers = Numbers(store_bytes=1)
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/metrics") as response:
            assert samples(response.read().decode())["digest_store_bytes", ()] == 1
        with pytest.raises(ConfigError, match="cannot listen"):
            serve_metrics(f"127.0.0.1:{port}", collector)
    finally:
        end()
    with pytest.raises(OSError):
        urllib.request.urlopen(f"http://127.0.0.1:{port}/metrics")
