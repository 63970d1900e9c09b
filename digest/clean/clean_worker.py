"""Cleans documents in a process of its own, under limits of CPU time and memory; started by `careful.py`.

Opens no address, and no file but that of the rules.
"""

from __future__ import annotations

import sys
import traceback
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from digest.clean.cleaner import StatementCleaner
from digest.clean.isolated import ordered
from digest.clean.rules.load import load_rules
from digest.errors import InputError
from digest.interfaces import Cleaner
from digest.sandbox.worker import serve
from digest.serialise import statement_to_json


def main() -> None:
    """Answer documents until stdin ends. The arguments are the memory limit in bytes and the path of the rules."""
    rules = Path(sys.argv[2])
    cleaner = StatementCleaner(load_rules(rules.read_text("utf-8"), str(rules)))
    serve(int(sys.argv[1]), lambda order, content: cleaned(cleaner, order, content))


def cleaned(cleaner: Cleaner, order: Mapping[str, Any], content: bytes) -> dict[str, Any]:
    """The statement as JSON, {"refused": why it cannot be used}, or {"bug": a traceback}."""
    try:
        statement = cleaner.clean(*ordered(order, content))
    except InputError as error:
        return {"refused": str(error)}
    except (MemoryError, RecursionError):
        raise
    except Exception:
        return {"bug": traceback.format_exc()}
    return {"source": statement.source, "statement": statement_to_json(statement)}


if __name__ == "__main__":
    main()
