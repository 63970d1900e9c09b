"""The child process of `isolated_comparison.py`: compares long texts under limits of CPU time and memory.

Opens no file and no network connection.
"""

from __future__ import annotations

import json
import sys
import traceback
from collections.abc import Mapping
from typing import Any

from digest.records import WatchedPhrase
from digest.relate.isolated_comparison import statement_of
from digest.relate.series_changes import wording
from digest.relate.text_relater import TextRelater
from digest.sandbox.worker import serve
from digest.serialise.relation_json import relation_to_json, stored_text_from_json, wording_to_json


def main() -> None:
    """Serve requests until stdin ends. The argument is the memory limit in bytes."""
    serve(int(sys.argv[1]), respond)


def respond(request: Mapping[str, Any], content: bytes) -> dict[str, Any]:
    """Return the response to one request, as JSON: {"found": what was found}, or {"bug": a traceback}.

    MemoryError and RecursionError are left to the sandbox, which reports them.
    """
    try:
        body = json.loads(content)
        return {"found": _relations(body) if request["what"] == "relations" else _wording(body)}
    except (MemoryError, RecursionError):
        raise
    except Exception:
        return {"bug": traceback.format_exc()}


def _relations(body: Mapping[str, Any]) -> list[Any]:
    text, others = stored_text_from_json(body["text"]), [stored_text_from_json(each) for each in body["others"]]
    return [relation and relation_to_json(relation) for relation in TextRelater().relations(text, others)]


def _wording(body: Mapping[str, Any]) -> Any:
    earlier, others = ([statement_of(each) for each in body[name]] for name in ("earlier", "others"))
    watched = [WatchedPhrase(*each) for each in body["watched"]]
    found = wording(statement_of(body["later"]), earlier, others, watched)
    return found and wording_to_json(found)


if __name__ == "__main__":
    main()
