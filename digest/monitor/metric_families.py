"""The metrics of Prometheus: their names, what they mean, and how they are published: as a text file or over HTTP.

Names follow the conventions of Prometheus: times in seconds since 1970, sizes in bytes, counters end with `_total`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from prometheus_client import CollectorRegistry, start_http_server, write_to_textfile
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from digest import __version__
from digest.errors import ConfigError, OutputError
from digest.monitor.monitor_numbers import Numbers
from digest.store.tally_names import DROPPED, FAILURES, MODEL_SECONDS, RUNS, TOKENS


class NumbersCollector(Collector):
    """Gives `numbers` as metrics; ages are those at the time of the question. Whoever reads newer numbers replaces them."""

    def __init__(self, numbers: Numbers, clock: Callable[[], datetime]) -> None:
        self.numbers = numbers
        self._clock = clock

    def collect(self) -> Iterator[Metric]:
        """All metrics."""
        numbers, now = self.numbers, self._clock()
        yield _gauge("digest_build_info", "Always 1; the label is the version.", {(__version__,): 1}, "version")
        yield from _run_metrics(numbers)
        yield from _source_metrics(numbers, now)
        yield from _outbox_metrics(numbers, now)
        late = {(due.digest,): (now - due.since).total_seconds() for due in numbers.facts.due}
        text = "For how long the oldest edition that is not made has been due."
        yield _gauge("digest_edition_late_seconds", text, late, "digest")
        since = {alarm.key: alarm.since.timestamp() for alarm in numbers.alarms(now)}
        text = "What has been wrong for too long, and since when."
        yield _gauge("digest_alarm_since_timestamp_seconds", text, since, "kind", "subject")
        yield _gauge("digest_store_bytes", "Size of the database.", {(): numbers.store_bytes})


def _run_metrics(numbers: Numbers) -> Iterator[Metric]:
    runs = {(label,): value for (name, label), value in numbers.tallies.items() if name == RUNS}
    yield _counter("digest_runs", "Runs that ended, by exit code.", runs, "exit_code")
    ends = {(step,): at.timestamp() for step, at in numbers.facts.steps.items()}
    yield _gauge("digest_step_last_success_timestamp_seconds", "When each step of a run ended well last.", ends, "step")
    model = {(): numbers.tallies.get((MODEL_SECONDS, ""), 0.0)}
    yield _counter("digest_model_seconds", "Time that the summarise step took.", model)
    tokens = {(): numbers.tallies.get((TOKENS, ""), 0.0)}
    yield _counter("digest_model_tokens", "Tokens that the model has generated; 0 for one that generates none.", tokens)
    fates = {(slug, str(status)): float(number) for (slug, status), number in numbers.fates.items()}
    text = "Statements that were fetched within the last day, by what became of them."
    yield _gauge("digest_statements", text, fates, "digest", "fate")


def _source_metrics(numbers: Numbers, now: datetime) -> Iterator[Metric]:
    failed = {
        (source, name.partition(":")[2]): value
        for (name, source), value in numbers.tallies.items()
        if name.startswith(f"{FAILURES}:")
    }
    yield _counter("digest_failures", "Failures so far, by source and what was being done.", failed, "source", "kind")
    text = "Sources and documents that have failed and were not read since."
    still = {key: float(number) for key, number in numbers.failures.items()}
    yield _gauge("digest_open_failures", text, still, "source", "kind")
    dead = {
        (source.source,): (now - source.failing_since).total_seconds() if source.failing_since else 0.0
        for source in numbers.facts.sources
    }
    yield _gauge("digest_source_failing_seconds", "For how long a source could not be read; 0: it can.", dead, "source")
    last = {(source.source,): source.last_new.timestamp() for source in numbers.facts.sources if source.last_new}
    yield _gauge("digest_source_last_new_timestamp_seconds", "When a source last gave something new.", last, "source")


def _outbox_metrics(numbers: Numbers, now: datetime) -> Iterator[Metric]:
    rows = {(state,): float(number) for state, number in numbers.outbox.items()}
    yield _gauge("digest_outbox_rows", "Messages and files, by state.", rows, "state")
    ages = {
        (queue.channel, str(queue.state)): (now - queue.since).total_seconds() for queue in numbers.facts.queues if queue.since
    }
    dropped = {(kind,): value for (name, kind), value in numbers.tallies.items() if name == DROPPED}
    yield _counter("digest_dropped", "What was dropped because it was too old to be kept (`keep`).", dropped, "kind")
    text = "Age of the oldest message or file that is not settled."
    yield _gauge("digest_outbox_oldest_seconds", text, ages, "channel", "state")


def _gauge(name: str, text: str, values: Mapping[Any, float], *labels: str) -> Metric:
    family = GaugeMetricFamily(name, text, labels=labels)
    for key, value in values.items():
        family.add_metric(key, value)
    return family


def _counter(name: str, text: str, values: Mapping[Any, float], *labels: str) -> Metric:
    family = CounterMetricFamily(name, text, labels=labels)
    for key, value in values.items():
        family.add_metric(key, value)
    return family


def write_metrics(path: Path, collector: NumbersCollector) -> None:
    """Write the metrics to a file for node_exporter, whole or not at all. Raise OutputError if that fails."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_to_textfile(str(path), _registry(collector))
    except OSError as error:
        raise OutputError(f"{path}: while writing the metrics: {error.strerror}") from error


def serve_metrics(address: str, collector: NumbersCollector) -> Callable[[], None]:
    """Answer Prometheus at `address` ("127.0.0.1:9464") in a thread, and return what ends that. Raise ConfigError."""
    host, _, port = address.rpartition(":")
    try:
        server, thread = start_http_server(int(port), host.strip("[]") or "0.0.0.0", _registry(collector))
    except OSError as error:
        raise ConfigError(f"metrics: {address}: cannot listen: {error.strerror or error}") from error

    def end() -> None:
        server.shutdown()
        server.server_close()
        thread.join()

    return end


def _registry(collector: NumbersCollector) -> CollectorRegistry:
    registry = CollectorRegistry()
    registry.register(collector)
    return registry
