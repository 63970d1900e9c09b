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
from dataclasses import dataclass
from threading import Lock
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.request import HTTPRedirectHandler, Request, build_opener

from digest.errors import ModelError
from digest.secrets import Secret

MOST_BYTES = 1 << 20
LONGEST_PAUSE = 60.0
"""Seconds between two tries where the server does not say how long."""
LONGEST_WAIT = 600.0
"""Seconds that a server may ask for; one that asks for more gives no answer now."""
AGAIN = frozenset({408, 425, 429, 500, 502, 503, 504})
NEVER = frozenset({301, 302, 303, 307, 308, 401, 402, 403, 404, 405})
UNKNOWN = frozenset({400, 415, 422, 501})
"""What servers answer to a question with something in it that they do not know."""
PARAMETER_FALLBACKS: tuple[tuple[str, ...], ...] = (
    (),
    ("response_format.json_schema",),
    ("response_format",),
    ("response_format", "temperature", "max_tokens"),
)
"""What is left out of a question, one after the other, until the server takes it: the schema, any form of answer, and the
settings that some hosted models refuse."""


class NoAnswer(Exception):
    """One question has no answer; the next one may have."""


class NotTaken(NoAnswer):
    """The server does not take the question as it is."""


@dataclass(frozen=True, slots=True)
class Endpoint:
    """Where a model server is: `url` up to and with /v1, the seconds for one answer, and how often one is asked for.

    `key` returns the API key, and is called only when a question is asked. It may raise ConfigError.
    """

    url: str
    key: Callable[[], Secret] = lambda: Secret("")
    timeout: float = 120
    tries: int = 4
    pause: float = 1


class _NoRedirect(HTTPRedirectHandler):
    def redirect_request(self, *_given: Any) -> None:
        return None


class ApiClient:
    """The server at an endpoint, and what was learnt of it: how long it wants to be left alone, and what it does not take.

    May be asked by several threads at a time.
    """

    def __init__(
        self,
        endpoint: Endpoint,
        sleep: Callable[[float], None] = time.sleep,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self.endpoint = endpoint
        self._sleep, self._monotonic = sleep, monotonic
        self._lock = Lock()
        self._not_before = 0.0
        self._manner = 0

    def ask(self, body: Mapping[str, Any]) -> str:
        """The text of the server's answer; what it does not take is left out, from then on.

        Raise NoAnswer if this question has none after all tries, ModelError if no question will have one: the server cannot
        be reached, or knows neither the key nor the model.
        """
        manner = self._manner
        while True:
            try:
                answer = self._ask(_without(body, PARAMETER_FALLBACKS[manner]))
            except NotTaken:
                manner += 1
                if manner == len(PARAMETER_FALLBACKS):
                    raise
            else:
                # Only what helped is remembered: a text that is too long is refused in every manner.
                self._manner = max(self._manner, manner)
                return answer

    def _ask(self, body: Mapping[str, Any]) -> str:
        problem: Exception | None = None
        for attempt in range(self.endpoint.tries):
            self._wait()
            try:
                return _content(_post(self.endpoint, body))
            except HTTPError as error:
                problem = error
                if error.code not in AGAIN:
                    raise self._refusal(error) from error
                if self._asked_to_wait(error):
                    continue
            except (OSError, http.client.HTTPException, ValueError) as error:
                problem = error
            if attempt + 1 < self.endpoint.tries:
                self._sleep(min(LONGEST_PAUSE, self.endpoint.pause * 2**attempt))
        if isinstance(problem, URLError) and not isinstance(problem, HTTPError):
            raise ModelError(self._doing(str(problem.reason).lower())) from problem
        raise NoAnswer(self._doing(problem or "never asked")) from problem

    def _wait(self) -> None:
        """Until the time that the server asked for, be it in its answer to another question."""
        with self._lock:
            wait = self._not_before - self._monotonic()
        if wait > 0:
            self._sleep(wait)

    def _asked_to_wait(self, error: HTTPError) -> bool:
        """Whether the server says when it wants to be asked again; every question waits for that."""
        error.close()
        wait = _retry_after(error.headers.get("Retry-After", ""))
        if wait > LONGEST_WAIT:
            raise NoAnswer(self._doing(f"{error}, and it asks to be left alone for {wait:.0f} seconds")) from error
        with self._lock:
            self._not_before = max(self._not_before, self._monotonic() + wait)
        return wait > 0

    def _refusal(self, error: HTTPError) -> Exception:
        said = f"{error}{_message(error)}"
        if error.code in NEVER:
            return ModelError(self._doing(said))
        return NotTaken(self._doing(said)) if error.code in UNKNOWN else NoAnswer(self._doing(said))

    def _doing(self, problem: object) -> str:
        return f"{self.endpoint.url}: while asking the model: {problem}"


def _without(body: Mapping[str, Any], left_out: tuple[str, ...]) -> dict[str, Any]:
    kept = {name: value for name, value in body.items() if name not in left_out}
    if "response_format.json_schema" in left_out:
        kept["response_format"] = {"type": "json_object"}
    return kept


def _post(endpoint: Endpoint, body: Mapping[str, Any]) -> bytes:
    key = endpoint.key()
    headers = {"Content-Type": "application/json"} | ({"Authorization": f"Bearer {key.reveal()}"} if key else {})
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


def _message(error: HTTPError) -> str:
    """What the server says of its refusal, on one line, where it says something."""
    try:
        with error:
            said = json.loads(error.read(1 << 14))["error"]
        text = said["message"] if isinstance(said, dict) else said
    except (OSError, http.client.HTTPException, ValueError, LookupError, TypeError, RecursionError):
        return ""
    return f" ({' '.join(str(text).split())[:200]})"


def _retry_after(value: str) -> float:
    """Seconds to wait, from a number or a date; 0 for anything else."""
    if value.strip().isdecimal():
        return float(value)
    try:
        return max(0.0, email.utils.parsedate_to_datetime(value).timestamp() - time.time())
    except ValueError:
        return 0.0
