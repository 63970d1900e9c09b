"""The child's side of the sandbox: sets the limits, and reads requests and writes responses as frames.

`pool.py` starts the processes and is the parent's side. Knows nothing about the requests, and imports nothing large, so that a
process starts quickly. A frame is one line with a JSON object, followed by as many bytes as its "length" says. The header of a
response also has "resident": the memory in bytes that the document left behind.
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

Handler = Callable[[Mapping[str, Any], bytes], Mapping[str, Any]]
"""Takes a request and the document, and returns the response. Both mappings are JSON objects."""


def serve(memory_bytes: int, handle: Handler) -> None:
    """Answer requests from stdin until it ends, with `memory_bytes` of address space on top of what the process has now.

    What a process starts with depends on the system (a locale archive alone may take 220 MiB). A document that needs too much
    memory or nesting gets the response {"error": reason}. One that needs more CPU time than its request allows ends the
    process.
    """
    _limit(resource.RLIMIT_CORE, 0)
    _limit(resource.RLIMIT_AS, _memory_in_use().address_space + memory_bytes)
    while line := sys.stdin.buffer.readline():
        request = json.loads(line)
        content = sys.stdin.buffer.read(request["length"])
        _limit(resource.RLIMIT_CPU, int(time.process_time()) + 1 + request["cpu_seconds"])
        response = _response(request, content, handle)
        del content
        _write(response)


def _response(request: Mapping[str, Any], content: bytes, handle: Handler) -> bytes:
    try:
        return json.dumps(handle(request, content)).encode("ascii")
    except MemoryError:
        return b'{"error": "needs more memory than it may have"}'
    except RecursionError:
        return b'{"error": "is nested too deeply"}'


def _limit(what: int, value: int) -> None:
    """Set a limit of this process. Where a system lacks it (macOS: memory), only the parent's wall clock limits the work."""
    hard = resource.getrlimit(what)[1]
    with suppress(ValueError, OSError):
        resource.setrlimit(what, (value if hard == resource.RLIM_INFINITY else min(value, hard), hard))


def _write(response: bytes) -> None:
    out, resident = sys.stdout.buffer, max(0, _memory_in_use().resident - len(response))
    out.write(b'{"length": %d, "resident": %d}\n' % (len(response), resident))
    out.write(response)
    out.flush()


class _MemoryInUse(NamedTuple):
    """Memory of this process in bytes."""

    address_space: int = 0
    resident: int = 0


def _memory_in_use() -> _MemoryInUse:
    """What this process uses; zeros where the system does not show it (macOS)."""
    with suppress(OSError):
        pages = Path("/proc/self/statm").read_text("ascii").split()
        return _MemoryInUse(*(int(number) * resource.getpagesize() for number in pages[:2]))
    return _MemoryInUse()
