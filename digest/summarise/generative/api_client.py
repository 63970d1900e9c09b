"""Client of an OpenAI-compatible model server: one POST with a deadline, and retries with growing pauses.

The operator chooses the address, so it may be on this machine or an intranet, which the HTTP client of the sources refuses.
Redirects are not followed: the key must not travel to another host. Why not the `openai` SDK: see digest/summarise/README.md.
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

MAX_ANSWER_BYTES = 1 << 20
MAX_ERROR_BYTES = 1 << 14
MAX_PAUSE = 60.0
"""Seconds between two tries if the server does not say how long to wait."""
MAX_RETRY_AFTER = 600.0
"""Seconds of Retry-After that are waited. If the server asks for more, the question has no answer now."""
RETRY_STATUSES = frozenset({408, 425, 429, 500, 502, 503, 504})
FATAL_STATUSES = frozenset({301, 302, 303, 307, 308, 401, 402, 403, 404, 405})
"""Every further question would be answered the same way."""
UNSUPPORTED_STATUSES = frozenset({400, 415, 422, 501})
"""What servers answer to a request with a parameter that they do not know."""
PARAMETER_FALLBACKS: tuple[tuple[str, ...], ...] = (
    (),
    ("response_format.json_schema",),
    ("response_format",),
    ("response_format", "temperature", "max_tokens"),
)
"""The parameters that are left out, one set after the other, until the server accepts the request: the JSON schema, any
response format, and the settings that some hosted models refuse."""


class NoAnswerError(Exception):
    """This question has no answer; the next one may have one."""


class UnsupportedRequestError(NoAnswerError):
    """The server does not accept the request as it is."""


@dataclass(frozen=True, slots=True)
class Endpoint:
    """A model server: its `url` up to and including /v1, its key, and how it is asked.

    `key` returns the API key. It is called when a question is sent, and may raise ConfigError. `timeout` is in seconds for one
    whole answer. A question is sent at most `tries` times; the first pause is `pause` seconds.
    """

    url: str
    key: Callable[[], Secret] = lambda: Secret("")
    timeout: float = 120
    tries: int = 4
    pause: float = 1


class _NoRedirect(HTTPRedirectHandler):
    """Turns every redirect into an HTTPError."""

    def redirect_request(self, *_args: Any) -> None:
        return None


class ApiClient:
    """Sends requests to one server. Remembers its Retry-After and which parameters it does not accept. Thread-safe."""

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
        self._fallback = 0

    def complete(self, body: Mapping[str, Any]) -> str:
        """Send the body of a chat completion and return the text of the answer.

        Parameters that the server does not accept are left out, also of later requests. Raise NoAnswerError if this request has
        no answer after all tries. Raise ModelError if no request will have one: the server cannot be reached, or it refuses the
        key or the model.
        """
        fallback = self._fallback
        while True:
            try:
                answer = self._send(_without(body, PARAMETER_FALLBACKS[fallback]))
            except UnsupportedRequestError:
                fallback += 1
                if fallback == len(PARAMETER_FALLBACKS):
                    raise
            else:
                # Only a fallback that helped is remembered: a text that is too long is refused with any parameters.
                self._fallback = max(self._fallback, fallback)
                return answer

    def _send(self, body: Mapping[str, Any]) -> str:
        problem: Exception | None = None
        for attempt in range(self.endpoint.tries):
            self._wait()
            try:
                return _content(_post(self.endpoint, body))
            except HTTPError as error:
                problem = error
                if error.code not in RETRY_STATUSES:
                    raise self._refusal(error) from error
                if self._notes_retry_after(error):
                    continue
            except (OSError, http.client.HTTPException, ValueError) as error:
                problem = error
            if attempt + 1 < self.endpoint.tries:
                self._sleep(min(MAX_PAUSE, self.endpoint.pause * 2**attempt))
        if isinstance(problem, URLError) and not isinstance(problem, HTTPError):
            raise ModelError(self._message(str(problem.reason).lower())) from problem
        raise NoAnswerError(self._message(problem or "no try is allowed")) from problem

    def _wait(self) -> None:
        """Sleep until the time that the server asked for in its answer to this or another request."""
        with self._lock:
            seconds = self._not_before - self._monotonic()
        if seconds > 0:
            self._sleep(seconds)

    def _notes_retry_after(self, error: HTTPError) -> bool:
        """Store the time of a Retry-After, which holds for every request; False if there is none."""
        error.close()
        seconds = _retry_after(error.headers.get("Retry-After", ""))
        if seconds > MAX_RETRY_AFTER:
            raise NoAnswerError(self._message(f"{error}, with a Retry-After of {seconds:.0f} seconds")) from error
        with self._lock:
            self._not_before = max(self._not_before, self._monotonic() + seconds)
        return seconds > 0

    def _refusal(self, error: HTTPError) -> Exception:
        message = self._message(f"{error}{_server_message(error)}")
        if error.code in FATAL_STATUSES:
            return ModelError(message)
        return UnsupportedRequestError(message) if error.code in UNSUPPORTED_STATUSES else NoAnswerError(message)

    def _message(self, problem: object) -> str:
        return f"{self.endpoint.url}: while asking the model: {problem}"


def _without(body: Mapping[str, Any], parameters: tuple[str, ...]) -> dict[str, Any]:
    """The body without these parameters; without its schema, the response format asks for any JSON object."""
    kept = {name: value for name, value in body.items() if name not in parameters}
    if "response_format.json_schema" in parameters:
        kept["response_format"] = {"type": "json_object"}
    return kept


def _post(endpoint: Endpoint, body: Mapping[str, Any]) -> bytes:
    headers = {"Content-Type": "application/json"}
    if key := endpoint.key():
        headers["Authorization"] = f"Bearer {key.reveal()}"
    request = Request(f"{endpoint.url.rstrip('/')}/chat/completions", json.dumps(body).encode(), headers)
    deadline = time.monotonic() + endpoint.timeout
    content = b""
    # The timeout of `open` holds for each read, so a server that sends a byte a minute needs the deadline.
    with build_opener(_NoRedirect).open(request, timeout=endpoint.timeout) as response:
        while chunk := response.read1(1 << 16):
            content += chunk
            if len(content) > MAX_ANSWER_BYTES:
                raise ValueError(f"the answer has more than {MAX_ANSWER_BYTES} bytes")
            if time.monotonic() > deadline:
                raise TimeoutError(f"no complete answer within {endpoint.timeout:g} seconds")
    return content


def _content(answer: bytes) -> str:
    """The text in a chat completion. Raise ValueError if there is none."""
    try:
        content = json.loads(answer)["choices"][0]["message"]["content"]
    except (LookupError, TypeError, RecursionError) as error:
        raise ValueError("the answer is not a chat completion") from error
    if not isinstance(content, str):
        raise ValueError("the answer has no text")  # noqa: TRY004 (what came from outside is bad input, not a bug)
    return content


def _server_message(error: HTTPError) -> str:
    """The reason that the server gives for a refusal, in parentheses and on one line; "" if there is none."""
    try:
        with error:
            reason = json.loads(error.read(MAX_ERROR_BYTES))["error"]
        text = reason["message"] if isinstance(reason, dict) else reason
    except (OSError, http.client.HTTPException, ValueError, LookupError, TypeError, RecursionError):
        return ""
    return f" ({' '.join(str(text).split())[:200]})"


def _retry_after(value: str) -> float:
    """The seconds to wait by a Retry-After header, which is a number or a date; 0 for anything else."""
    if value.strip().isdecimal():
        return float(value)
    try:
        return max(0.0, email.utils.parsedate_to_datetime(value).timestamp() - time.time())
    except ValueError:
        return 0.0
