"""Asks an OpenAI-compatible server: one POST with a deadline, tried again with growing pauses. Effects; knows no statement.

The address is the operator's own, so it may lie on this machine or an intranet, which the client of the sources refuses. It
follows no redirect: the key must not travel to another host.
"""

from __future__ import annotations

import email.utils
import http.client
import json
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.request import HTTPRedirectHandler, Request, build_opener

from digest.errors import ModelError
from digest.secret import Secret

MOST_BYTES = 1 << 20
LONGEST_PAUSE = 60.0
AGAIN = frozenset({408, 425, 429, 500, 502, 503, 504})
NEVER = frozenset({301, 302, 303, 307, 308, 401, 402, 403, 404, 405})


class NoAnswer(Exception):
    """One question has no answer; the next one may have."""


@dataclass(frozen=True, slots=True)
class Endpoint:
    """Where a model server is: `url` up to and with /v1, the seconds for one answer, and how often one is asked for."""

    url: str
    key: Secret = field(default_factory=lambda: Secret(""))
    timeout: float = 120
    tries: int = 4
    pause: float = 1


class _NoRedirect(HTTPRedirectHandler):
    def redirect_request(self, *_given: Any) -> None:
        return None


def ask(endpoint: Endpoint, body: Mapping[str, Any], sleep: Callable[[float], None] = time.sleep) -> str:
    """The text of the server's answer.

    Raise NoAnswer if this question has none after all tries, ModelError if no question will have one: the server cannot be
    reached, or knows neither the key nor the model.
    """
    problem: Exception | None = None
    for attempt in range(endpoint.tries):
        try:
            return _content(_post(endpoint, body))
        except HTTPError as error:
            error.close()
            problem, wait = error, _retry_after(error.headers.get("Retry-After", ""))
            if error.code not in AGAIN:
                break
        except (OSError, http.client.HTTPException, ValueError) as error:
            problem, wait = error, 0.0
        if attempt + 1 < endpoint.tries:
            sleep(min(LONGEST_PAUSE, max(wait, endpoint.pause * 2**attempt)))
    if isinstance(problem, URLError) and (not isinstance(problem, HTTPError) or problem.code in NEVER):
        raise ModelError(f"{endpoint.url}: while asking the model: {_said(problem)}") from problem
    raise NoAnswer(f"{endpoint.url}: while asking the model: {problem or 'never asked'}") from problem


def _post(endpoint: Endpoint, body: Mapping[str, Any]) -> bytes:
    headers = {"Content-Type": "application/json"} | (
        {"Authorization": f"Bearer {endpoint.key.reveal()}"} if endpoint.key else {}
    )
    url = f"{endpoint.url.rstrip('/')}/chat/completions"
    request = Request(url, json.dumps(body).encode(), headers)
    until = time.monotonic() + endpoint.timeout
    content = b""
    with build_opener(_NoRedirect).open(request, timeout=endpoint.timeout) as response:
        while piece := response.read1(1 << 16):
            content += piece
            if len(content) > MOST_BYTES:
                raise ValueError(f"the answer has more than {MOST_BYTES} bytes")
            if time.monotonic() > until:
                raise TimeoutError(f"no whole answer within {endpoint.timeout:g} seconds")
    return content


def _content(answer: bytes) -> str:
    try:
        content = json.loads(answer)["choices"][0]["message"]["content"]
    except (LookupError, TypeError, RecursionError) as error:
        raise ValueError("the answer is no chat completion") from error
    if not isinstance(content, str):
        raise ValueError("the answer has no text")  # noqa: TRY004 (what came from outside is bad input, not a bug)
    return content


def _said(problem: URLError) -> str:
    return str(problem) if isinstance(problem, HTTPError) else str(problem.reason).lower()


def _retry_after(value: str) -> float:
    """Seconds to wait, from a number or a date; 0 for anything else."""
    if value.strip().isdecimal():
        return float(value)
    try:
        return max(0.0, email.utils.parsedate_to_datetime(value).timestamp() - time.time())
    except ValueError:
        return 0.0
