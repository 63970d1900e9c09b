"""Program and test helper: one run in an installation, as a process of its own, with the exit code of `digest run`.

    python -m tests.reliability.single_run FOLDER [MINUTES]

The clock shows MINUTES (default 0) after the morning of the installation.
"""

from __future__ import annotations

import sys
import time
from datetime import timedelta
from pathlib import Path

from digest.cli.progress import tracker
from digest.errors import DigestError
from digest.pipeline.run import run_once
from tests.reliability.installation import MORNING, Installation


def main(folder: Path, minutes: int) -> int:
    """Run once; return the exit code."""
    try:
        with Installation(folder).app() as app:
            return run_once(app.pipeline, lambda: MORNING + timedelta(minutes=minutes), tracker(quiet=True)).exit_code
    except DigestError as error:
        print(error, file=sys.stderr)
        return error.exit_code


def run_after_gate(folder: Path, gate: Path) -> None:
    """Wait until the file `gate` is removed, then run once and exit with the code of the run."""
    while gate.exists():
        time.sleep(0.001)
    with stderr_file(folder).open("a") as sys.stderr:
        sys.exit(main(folder, 0))


def stderr_file(folder: Path) -> Path:
    """The file with what `run_after_gate` wrote to stderr."""
    return folder / "stderr"


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 0))
