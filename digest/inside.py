"""The inner side of a process that works apart: its limits, and the frames in which it is asked and answers.

`apart.py` starts such processes and is the outer side. Knows nothing of what is asked, and imports nothing large, so that a
process starts quickly. A frame is a line with a JSON object, then as many bytes as its "length" says.
"""

from __future__ import annotations

import json
import resource
import sys
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import Any, BinaryIO

Answer = Mapping[str, Any]


def answer_all(memory: int, answer: Callable[[Mapping[str, Any], bytes], Answer]) -> None:
    """Answer what comes on stdin until it ends, with at most `memory` bytes of address space.

    `answer` is given the order and the content. A document that needs too much memory or nesting is answered by
    {"error": why}; one that needs more CPU time than its order allows ends the process.
    """
    _limit(resource.RLIMIT_CORE, 0)
    _limit(resource.RLIMIT_AS, memory)
    while line := sys.stdin.buffer.readline():
        order = json.loads(line)
        content = sys.stdin.buffer.read(order["length"])
        _limit(resource.RLIMIT_CPU, int(time.process_time()) + 1 + order["cpu"])
        _write(sys.stdout.buffer, _within(order, content, answer))


def _within(order: Mapping[str, Any], content: bytes, answer: Callable[[Mapping[str, Any], bytes], Answer]) -> Answer:
    try:
        return answer(order, content)
    except MemoryError:
        return {"error": "needs more memory than it may have"}
    except RecursionError:
        return {"error": "is nested too deeply"}


def _limit(what: int, most: int) -> None:
    """Limit the process; where a system knows no such limit (macOS: memory), the wall clock of our parent has to do."""
    hard = resource.getrlimit(what)[1]
    with suppress(ValueError, OSError):
        resource.setrlimit(what, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))


def _write(out: BinaryIO, answer: Answer) -> None:
    content = json.dumps(answer).encode("ascii")
    out.write(b'{"length": %d}\n' % len(content) + content)
    out.flush()
