"""Calls an address of the configuration, which the operator trusts: it may be on this machine or in a private network.

Sends no credentials and reads no response body. It is for short calls; sources are read by `http.py`.
"""

from __future__ import annotations

import httpx2

from digest import __version__
from digest.errors import FetchError

TIMEOUT_SECONDS = 10.0
"""For the connection, and for each wait for an answer."""


def call_address(url: str, body: str = "") -> None:
    """GET the address, or POST `body` to it. Raise FetchError, which names its host only, unless the answer is 2xx."""
    host = httpx2.URL(url).host
    method, content = ("POST", body.encode("utf-8", "replace")) if body else ("GET", None)
    headers = {"User-Agent": f"digest/{__version__}"}
    try:
        with (
            httpx2.Client(timeout=TIMEOUT_SECONDS, trust_env=False, follow_redirects=False) as client,
            client.stream(method, url, content=content, headers=headers) as response,
        ):
            status = response.status_code
    except (httpx2.HTTPError, httpx2.InvalidURL, OSError) as error:
        raise FetchError(f"{host}: no answer: {str(error) or type(error).__name__}") from error
    if not 200 <= status < 300:
        raise FetchError(f"{host}: status {status}")
