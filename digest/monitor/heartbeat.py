"""The heartbeat: a call to a watcher outside at the end of a run, so that it notices if no run ends well.

As healthchecks.io documents it, the address alone says that all is well, and the address with "/fail" that something is wrong.
Uptime Kuma's addresses say "status=up" or "status=down" instead.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Literal
from urllib.parse import urlsplit, urlunsplit

from digest.errors import DONE, BusyError, FetchError
from digest.secrets import Secret

ATTEMPTS = 3
PAUSE_SECONDS = 1.0
MAX_BODY = 10_000
"""Characters of what a watcher is told; healthchecks.io keeps 100 kB."""

Beat = Literal["well", "wrong", ""]
_WAITING = frozenset({FetchError.exit_code, BusyError.exit_code})


def beat_of(exit_code: int, *, has_alarms: bool) -> Beat:
    """What the watcher is told: nothing while a run only has to be tried again, until that is an alarm."""
    if exit_code == DONE:
        return "well"
    return "" if exit_code in _WAITING and not has_alarms else "wrong"


def beat_address(url: str, beat: Beat) -> str:
    """The address to call."""
    if beat != "wrong":
        return url
    parts = urlsplit(url)
    if "status=up" in parts.query.split("&"):
        return urlunsplit(parts._replace(query=parts.query.replace("status=up", "status=down")))
    return urlunsplit(parts._replace(path=f"{parts.path.rstrip('/')}/fail"))


def send_beat(
    url: Secret,
    beat: Beat,
    lines: Sequence[str],
    call: Callable[[str, str], None],
    sleep: Callable[[float], None],
) -> None:
    """Call the address of `beat`, with `lines` that say what is wrong as its body. Raise FetchError if no call is answered."""
    if not beat:
        return
    body = "\n".join(lines)[:MAX_BODY] if beat == "wrong" else ""
    for attempt in range(ATTEMPTS):
        try:
            call(beat_address(url.reveal(), beat), body)
            return
        except FetchError:
            if attempt + 1 == ATTEMPTS:
                raise
            sleep(PAUSE_SECONDS)
