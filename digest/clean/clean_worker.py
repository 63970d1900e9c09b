"""The child process of `isolated.py`: cleans documents under limits of CPU time and memory.

Opens no network connection, and no file except the rules.
"""

from __future__ import annotations

import sys
import traceback
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from digest.clean.cleaner import StatementCleaner
from digest.clean.isolated import decode_request
from digest.clean.rules.load import read_rules
from digest.errors import InputError
from digest.interfaces import Cleaner
from digest.sandbox.worker import serve
from digest.serialise.statement_json import statement_to_json


def main() -> None:
    """Serve requests until stdin ends. The arguments are the memory limit in bytes and the paths of the rules."""
    cleaner = StatementCleaner(read_rules(map(Path, sys.argv[2:])))
    serve(int(sys.argv[1]), lambda request, content: respond(cleaner, request, content))


def respond(cleaner: Cleaner, request: Mapping[str, Any], content: bytes) -> dict[str, Any]:
    """Return the response to one request, as JSON: the statement, {"refused": why}, or {"bug": a traceback}.

    MemoryError and RecursionError are left to the sandbox, which reports them.
    """
    try:
        statement = cleaner.clean(*decode_request(request, content))
    except InputError as error:
        return {"refused": str(error)}
    except (MemoryError, RecursionError):
        raise
    except Exception:
        return {"bug": traceback.format_exc()}
    return {"source": statement.source, "statement": statement_to_json(statement)}


if __name__ == "__main__":
    main()
