"""Replays a whole recording of a feed through the pipeline, hour by hour with a daily digest, and prints the result.

    python -m tests.quality.replay_editions RECORDING.json.gz

A program, not a test. Exits with 1 if a statement is not new in exactly one edition, or a change of a text is no revision.
"""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path

from tests.fetch.replaying import Recording
from tests.pipeline.recorded_days import replay_recording


def main(path: Path) -> int:
    started = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        replay = replay_recording(Recording(path), Path(folder))
    rows = (
        ("hourly runs", replay.runs),
        ("editions", replay.editions),
        ("links that an hourly reader can see", len(replay.visible)),
        ("statements", len(replay.stored)),
        ("different texts that an hourly reader can see", replay.texts),
        ("revisions", sum(map(len, replay.stored.values()))),
        ("statements taken as new", sum(replay.new.values())),
        ("statements taken as updated", sum(replay.updated.values())),
        ("statements with something wrong", len(replay.wrong)),
        ("failures", replay.failures),
        ("seconds", round(time.monotonic() - started)),
    )
    for name, value in rows:
        print(f"{name:<50}{value:>8}")
    for key, problem in replay.wrong.items():
        print(f"{key}: {problem}")
    return 1 if replay.wrong or replay.failures else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
