"""Plays a whole recording of a feed to the whole house, hour by hour with a daily digest, and prints what came of it.

    python -m tests.quality.replay_editions RECORDING.json.gz

Ends with 1 if a statement is not new in exactly one edition, or a change of a text is no revision.
"""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path

from tests.fetch.replaying import Recording
from tests.pipeline.recorded_days import play


def main(path: Path) -> int:
    started = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        played = play(Recording(path), Path(folder))
    rows = (
        ("hourly rounds", played.rounds),
        ("editions", played.editions),
        ("links that an hourly reader can see", len(played.visible)),
        ("statements", len(played.stored)),
        ("different texts that an hourly reader can see", played.texts),
        ("revisions", sum(map(len, played.stored.values()))),
        ("statements taken as new", sum(played.taken_new.values())),
        ("statements taken as updated", sum(played.taken_updated.values())),
        ("statements with something wrong", len(played.wrong)),
        ("failures", played.failures),
        ("seconds", round(time.monotonic() - started)),
    )
    for name, value in rows:
        print(f"{name:<50}{value:>8}")
    for key, problem in played.wrong.items():
        print(f"{key}: {problem}")
    return 1 if played.wrong or played.failures else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
