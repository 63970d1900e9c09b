"""One JSON object in one line: how the commands print results for programs. Pure."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

Json = dict[str, Any]


def as_json(result: Json) -> str:
    """`result` in one line of JSON. Lone surrogates are escaped, so that the line can always be encoded in UTF-8."""
    line = json.dumps(result, ensure_ascii=False)
    try:
        line.encode("utf-8")
    except UnicodeEncodeError:
        return json.dumps(result)
    return line


def iso(moment: datetime | None) -> str | None:
    """A time in ISO 8601, with Z for UTC; None stays None."""
    return None if moment is None else moment.isoformat().replace("+00:00", "Z")
