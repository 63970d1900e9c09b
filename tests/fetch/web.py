"""A web server on loopback that serves the pages of a test and records the requests. A helper."""

from __future__ import annotations

import hashlib
import ssl
import sys
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import ip_network
from types import TracebackType
from typing import BinaryIO, Self

LOOPBACK = ip_network("127.0.0.0/8")
Raw = Callable[[BinaryIO, threading.Event], None]
"""Writes a response of any shape; must return when the event is set, which ends the test."""


@dataclass(frozen=True, slots=True)
class Page:
    """One response. `tagged`: it has an ETag, and a request with that ETag gets a 304.

    A request without the cookie `needs` gets the page `otherwise`.
    """

    content: bytes = b""
    kind: str = "text/html; charset=utf-8"
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    tagged: bool = False
    needs: str = ""
    otherwise: Page | None = None

    @property
    def tag(self) -> str:
        """The ETag of the content."""
        return '"' + hashlib.sha256(self.content).hexdigest()[:16] + '"'


@dataclass(frozen=True, slots=True)
class Asked:
    """One request that the site received; header names are in lower case."""

    path: str
    headers: Mapping[str, str]


class Site:
    """Serves `pages` by path. `raw` has functions that write a response themselves. `asked` records the requests."""

    def __init__(self, address: str = "127.0.0.1", tls: ssl.SSLContext | None = None) -> None:
        self.pages: dict[str, Page] = {}
        self.raw: dict[str, Raw] = {}
        self.asked: list[Asked] = []
        self.over = threading.Event()
        self._server = _Server((address, 0), _handler(self))
        if tls is not None:
            self._server.socket = tls.wrap_socket(self._server.socket, server_side=True)
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.over.set()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    @property
    def port(self) -> int:
        """The port that the system chose."""
        return self._server.server_address[1]

    def url(self, path: str = "/") -> str:
        """The address of the page at `path`."""
        return f"http://{self._server.server_address[0]!s}:{self.port}{path}"

    def html(self, path: str, text: str, **more: object) -> str:
        """Put an HTML page at `path`, and return its address."""
        self.pages[path] = Page(text.encode(), **more)  # type: ignore[arg-type]
        return self.url(path)

    def paths(self) -> list[str]:
        """The paths that were requested, in order."""
        return [asked.path for asked in self.asked]


class _Server(ThreadingHTTPServer):
    def handle_error(self, request: object, client_address: object) -> None:
        """Do not print errors of clients that hang up, which many tests provoke."""
        if not isinstance(sys.exc_info()[1], OSError):
            super().handle_error(request, client_address)  # type: ignore[arg-type]


def _handler(site: Site) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        disable_nagle_algorithm = True

        def do_GET(self) -> None:
            site.asked.append(Asked(self.path, {name.lower(): value for name, value in self.headers.items()}))
            if raw := site.raw.get(self.path):
                self.close_connection = True
                try:
                    raw(self.wfile, site.over)
                except OSError:
                    return
            else:
                page = site.pages.get(self.path, Page(b"not here", "text/plain", 404))
                lacks_cookie = page.otherwise is not None and page.needs not in self.headers.get("Cookie", "")
                self._send(page.otherwise if page.otherwise and lacks_cookie else page)

        def _send(self, page: Page) -> None:
            unchanged = page.tagged and self.headers.get("If-None-Match") == page.tag
            content = b"" if unchanged else page.content
            self.send_response(304 if unchanged else page.status)
            if page.kind:
                self.send_header("Content-Type", page.kind)
            if page.tagged:
                self.send_header("ETag", page.tag)
            if not unchanged:
                self.send_header("Content-Length", str(len(content)))
            for name, value in page.headers.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, format: str, *args: object) -> None:
            pass

    return Handler
