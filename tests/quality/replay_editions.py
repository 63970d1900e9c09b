"""Replays a whole recording of a feed through the pipeline, hour by hour with a daily digest, and prints the result.

    python -m tests.quality.replay_editions RECORDING.json.gz [--only-changes]

A program, not a test. With --only-changes, hours at which the feed did not change are left out: half of the time. The verdicts
on merges are `labels/merges.jsonl`: the links of two statements, and whether a reader found one text in them. Ends with 1 if
a statement is not new in exactly one edition or merged, a text is told twice, a change of a text is no revision, or a merge
has no verdict or a wrong one.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from pathlib import Path

from tests.fetch.replaying import Recording
from tests.pipeline.recorded_days import Replay, replay_recording
from tests.quality.published_statements import json_rows

VERDICTS = Path(__file__).with_name("labels") / "merges.jsonl"


def main() -> int:
    """Print what was stored, told and merged."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("recording", type=Path)
    parser.add_argument("--only-changes", action="store_true")
    options = parser.parse_args()
    started = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        replay = replay_recording(Recording(options.recording), Path(folder), only_changes=options.only_changes)
    twice = sum(times > 1 for times in replay.told.values())
    _print(replay, twice, round(time.monotonic() - started))
    for key, problem in replay.wrong.items():
        print(f"{key}: {problem}")
    return 1 if not _print_merges(replay) or replay.wrong or replay.failures or twice else 0


def _print(replay: Replay, twice: int, seconds: int) -> None:
    rows = (
        ("runs", replay.runs),
        ("editions", replay.editions),
        ("links that an hourly reader can see", len(replay.visible)),
        ("statements", len(replay.stored)),
        ("different texts that an hourly reader can see", replay.texts),
        ("revisions", sum(map(len, replay.stored.values()))),
        ("statements taken as new", sum(replay.new.values())),
        ("statements taken as updated", sum(replay.updated.values())),
        ("statements merged into another", len(replay.merged)),
        ("texts told twice", twice),
        ("statements with something wrong", len(replay.wrong)),
        ("failures", replay.failures),
        ("seconds", seconds),
    )
    for name, value in rows:
        print(f"{name:<50}{value:>8}")


def _print_merges(replay: Replay) -> bool:
    """Print the merges with their verdicts; return whether each is right."""
    verdicts = {frozenset(row["links"]): row["is_right"] for row in json_rows(VERDICTS)}
    found = {(one, other): verdicts.get(frozenset((one, other))) for one, other in replay.merged.items()}
    for (one, other), is_right in found.items():
        print(f"merged, {'unread' if is_right is None else 'right' if is_right else 'wrong'}: {one} into {other}")
    return all(found.values())


if __name__ == "__main__":
    sys.exit(main())
