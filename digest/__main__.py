"""One command in a process of its own: ``digest``, and ``python -m digest``."""

import gc
import sys

from digest.cli.parser import main


def command() -> int:
    """Run the command of this process and return its exit code.

    At its exit Python looks through every object for cycles to free, torch's million objects too: 0.4 s for a process that ends
    anyway. Frozen objects are left out.
    """
    try:
        return main()
    finally:
        gc.freeze()


if __name__ == "__main__":
    sys.exit(command())
