"""``python -m digest``: the same as the ``digest`` command."""

import sys

from digest.cli.parser import main

if __name__ == "__main__":
    sys.exit(main())
