"""The inner side of a process that works apart: its limits, and the frames in which it is asked and answers.

`excluded.py` starts such processes and is the outer side. Knows nothing of what is asked, and imports nothing large, so that a
process starts quickly. A frame is a line with a JSON object, then as many bytes as its "length" says; that of an answer also
says how much memory ("resident", in bytes) the document left behind.
"""

from __future__ import annotations

import json
import resource
import sys
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple

Answer = Mapping[str, Any]


def answer_all(memory: int, answer: Callable[[Mapping[str, Any], bytes], Answer]) -> None:
    """Answer what comes on stdin until it ends, with at most `memory` bytes of address space more than the process has now: how
    much it starts with is the system's affair (a locale archive alone may take 220 MiB).

    `answer` is given the order and the content. A document that needs too much memory or nesting is answered by
    {"error": why}; one that needs more CPU time than its order allows ends the process.
    """
    _limit(resource.RLIMIT_CORE, 0)
    _limit(resource.RLIMIT_AS, _in_use().space + memory)
    while line := sys.stdin.buffer.readline():
        order = json.loads(line)
        content = sys.stdin.buffer.read(order["length"])
        _limit(resource.RLIMIT_CPU, int(time.process_time()) + 1 + order["cpu"])
        packed = _within(order, content, answer)
        del content
        _write(packed)


def _within(order: Mapping[str, Any], content: bytes, answer: Callable[[Mapping[str, Any], bytes], Answer]) -> bytes:
    try:
        return json.dumps(answer(order, content)).encode("ascii")
    except MemoryError:
        return b'{"error": "needs more memory than it may have"}'
    except RecursionError:
        return b'{"error": "is nested too deeply"}'


def _limit(what: int, most: int) -> None:
    """Limit the process; where a system knows no such limit (macOS: memory), the wall clock of our parent has to do."""
    hard = resource.getrlimit(what)[1]
    with suppress(ValueError, OSError):
        resource.setrlimit(what, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))


def _write(packed: bytes) -> None:
    out, kept = sys.stdout.buffer, max(0, _in_use().resident - len(packed))
    out.write(b'{"length": %d, "resident": %d}\n' % (len(packed), kept))
    out.write(packed)
    out.flush()


class _InUse(NamedTuple):
    """Memory in bytes: address space, and what is really there."""

    space: int = 0
    resident: int = 0


def _in_use() -> _InUse:
    """What the process has; nothing where a system does not show it (macOS)."""
    with suppress(OSError):
        pages = Path("/proc/self/statm").read_text("ascii").split()
        return _InUse(*(int(number) * resource.getpagesize() for number in pages[:2]))
    return _InUse()
