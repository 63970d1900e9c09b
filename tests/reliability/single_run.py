"""One round in a house, as a process of its own, with the exit code of `digest run`.

    python -m tests.reliability.single_run FOLDER [MINUTES]

MINUTES after the morning of the house is what its clock shows; 0 if it is not named.
"""

from __future__ import annotations

import sys
import time
from datetime import timedelta
from pathlib import Path

from digest.cli.progress import tracker
from digest.errors import DigestError
from digest.pipeline.run import run_once
from tests.reliability.installation import MORNING, House


def main(folder: Path, minutes: int) -> int:
    try:
        with House(folder).app() as app:
            return run_once(app.pipeline, lambda: MORNING + timedelta(minutes=minutes), tracker(quiet=True)).exit_code
    except DigestError as error:
        print(error, file=sys.stderr)
        return error.exit_code


def enter(folder: Path, gate: Path) -> None:
    """Wait for the gate to be removed, then play one round; the exit code of the process is the round's."""
    while gate.exists():
        time.sleep(0.001)
    with said(folder).open("a") as sys.stderr:
        sys.exit(main(folder, 0))


def said(folder: Path) -> Path:
    """The file that holds what such processes said."""
    return folder / "said"


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 0))
