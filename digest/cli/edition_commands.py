"""The commands that make editions: `run`, `serve` and `preview`. Imports what a command needs when it is called."""

from __future__ import annotations

import argparse
import logging
from pathlib import Path

from digest.cli.command_context import now, print_bytes, print_lines, read_settings, track
from digest.errors import DONE

log = logging.getLogger(__name__)


def run(options: argparse.Namespace) -> int:
    """Run the steps that are due now and print what they did."""
    from digest.app import build
    from digest.cli.output import report_fields, report_lines
    from digest.cli.watched_run import watched
    from digest.pipeline.run import run_once

    with build(read_settings(options), options.device) as app:
        report = watched(app, lambda: run_once(app.pipeline, now, track(options), steps=options.only, day=options.day))
    if options.log_format == "json":
        log.info("the run has ended", extra={"fields": report_fields(report)})
    elif not options.quiet:
        print_lines(report_lines(report, options.only, Path.cwd()))
    return report.exit_code


def serve(options: argparse.Namespace) -> int:
    """Run until SIGTERM or SIGINT: at least hourly, and whenever a slot is due."""
    import threading

    from digest.app import build
    from digest.cli.watched_run import served_metrics, watched
    from digest.pipeline.run import due_work, run_once
    from digest.pipeline.service import serve, stop_on_signals

    stop = threading.Event()
    stop_on_signals(stop)
    with build(read_settings(options), options.device) as app:
        app.read_secrets()
        pipeline = app.pipeline
        with served_metrics(app) as refresh:

            def run() -> None:
                try:
                    watched(app, lambda: run_once(pipeline, now, track(options), stopped=stop.is_set))
                finally:
                    refresh()

            serve(run, lambda moment: due_work(pipeline, moment), now, stop, app.settings.poll)
    return DONE


def preview(options: argparse.Namespace) -> int:
    """Print a sealed edition, or the one that a run would seal now."""
    from digest.app import build
    from digest.pipeline.preview import next_preview, sealed_preview
    from digest.records import Format

    form = Format(options.format)
    with build(read_settings(options), options.device) as app:
        if options.day is not None:
            content = sealed_preview(app.pipeline, options.digest, options.day, form)
        else:
            content = next_preview(app.pipeline, app.pipeline_over, now, track(options), options.digest, form)
    print_bytes(content)
    return DONE
