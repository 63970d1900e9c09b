"""Plays a whole recording of a feed to the feed source, hour by hour, and prints what it found, missed and repeated.

    python -m tests.quality.replay RECORDING.json.gz

The recording is as in `tests/fetch/replaying.py`. Ends with 1 if a link was missed or a change of a text was not seen.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

from digest.fetch.feed_parser import DocumentParser
from digest.net.http import HttpClient, HttpSettings
from tests.fetch.replaying import Outcome, Recording, replay
from tests.fetch.web import LOOPBACK, Site


def main(path: Path) -> int:
    recording = Recording(path)
    settings = HttpSettings(allow_private=(LOOPBACK,), interval=0.0)
    started = time.monotonic()
    with Site() as site, HttpClient(settings) as http, DocumentParser() as parser:
        outcome = replay(recording, site, http, parser)
    _show(outcome, time.monotonic() - started)
    return 1 if outcome.missed or outcome.invented or outcome.wrong_history or outcome.failures else 0


def _show(outcome: Outcome, seconds: float) -> None:
    texts = sum(map(len, outcome.visible.values()))
    rows = (
        ("hourly requests", outcome.requests),
        ("of these answered 304", outcome.unchanged),
        ("links that an hourly reader can see", len(outcome.visible)),
        ("statements (keys)", len(outcome.read)),
        ("links missed", len(outcome.missed)),
        ("keys without a link", len(outcome.invented)),
        ("texts that an hourly reader can see", texts),
        ("links with another history of texts", len(outcome.wrong_history)),
        ("statements given out again with the same text", outcome.repeated),
        ("failures", outcome.failures),
        ("seconds", round(seconds, 1)),
    )
    for name, value in rows:
        print(f"{name:<50}{value:>8}")


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
