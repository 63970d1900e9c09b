"""Sets up logging for a command: one line per event on stderr, as text or JSON. Does not decide what is logged.

A record that carries `fields` (logging's `extra={"fields": {...}}`) has them in its JSON line: `event` is a stable name, and
the others are those of `digest/cli/README.md`. A record without fields has the event "message".
"""

from __future__ import annotations

import json
import logging
import sys
from datetime import UTC, datetime
from typing import Literal, TextIO

from digest.text.visible import one_line


class _Text(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        line = f"digest: {record.levelname.lower()}: {one_line(record.getMessage())}"
        return line if record.exc_info is None else f"{line}\n{self.formatException(record.exc_info)}"


class _Json(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        line = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "event": "message",
            "message": record.getMessage(),
            **getattr(record, "fields", {}),
        }
        if record.exc_info is not None:
            line["traceback"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False, default=str)


def set_up(style: Literal["text", "json"], level: str, stream: TextIO | None = None) -> None:
    """Log `level` and above to `stream` (stderr)."""
    handler = logging.StreamHandler(stream or sys.stderr)
    handler.setFormatter(_Json() if style == "json" else _Text())
    root = logging.getLogger("digest")
    root.handlers[:] = [handler]
    root.setLevel(level.upper())
    root.propagate = False
