"""Test helper: a pool between clients and a PostgreSQL server, as PgBouncer is one, by the transaction or by the session.

It speaks as much of PostgreSQL's protocol (version 3) as psycopg needs: simple and extended queries, no COPY, no encryption.
"""

from __future__ import annotations

import queue
import secrets
import socket
import struct
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from socketserver import BaseRequestHandler, ThreadingTCPServer

_ENCRYPTION = (80877103, 80877104)  # the requests for TLS and for GSSAPI
_STARTUP = struct.pack("!i", 196608) + b"user\0digest\0database\0postgres\0client_encoding\0UTF8\0\0"
_SERVERS = 3


@contextmanager
def connection_pool(folder: Path, *, by_transaction: bool) -> Iterator[str]:
    """Run a pool before the server whose socket is in `folder`; yield its address."""
    with _Pool(folder, by_transaction=by_transaction) as pool:
        threading.Thread(target=pool.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        try:
            yield f"postgresql://digest@127.0.0.1:{pool.server_address[1]}/postgres?sslmode=disable&gssencmode=disable"
        finally:
            pool.shutdown()
            pool.close_servers()


class _Pool(ThreadingTCPServer):
    daemon_threads = True
    block_on_close = False

    def __init__(self, folder: Path, *, by_transaction: bool) -> None:
        super().__init__(("127.0.0.1", 0), _Client)
        self.by_transaction = by_transaction
        self.servers: queue.LifoQueue[socket.socket] = queue.LifoQueue()
        self.opened: list[socket.socket] = []
        for _ in range(_SERVERS):
            server = socket.socket(socket.AF_UNIX)
            server.connect(str(folder / ".s.PGSQL.5432"))
            server.sendall(struct.pack("!i", len(_STARTUP) + 4) + _STARTUP)
            self.greeting = b"".join(message for kind, message in _until_ready(server) if kind in b"RS")
            self.servers.put(server)
            self.opened.append(server)

    def close_servers(self) -> None:
        """End all sessions."""
        for server in self.opened:
            server.close()


class _Client(BaseRequestHandler):
    server: _Pool

    def handle(self) -> None:
        """Serve one client until it leaves."""
        held: socket.socket | None = None
        try:
            self._greet()
            while True:
                kind, message = _message(self.request)
                if kind == b"X":
                    return
                held = held or self.server.servers.get()
                held.sendall(message)
                if kind in b"QS":
                    held = self._answer(held)
        except (ConnectionError, OSError):
            return
        finally:
            if held:
                self.server.servers.put(held)

    def _greet(self) -> None:
        while self._startup() in _ENCRYPTION:
            self.request.sendall(b"N")
        key = struct.pack("!cii", b"K", 12, secrets.randbits(30)) + secrets.token_bytes(4)
        self.request.sendall(self.server.greeting + key + b"Z\0\0\0\5I")

    def _startup(self) -> int:
        """The number that the first message of a client begins with."""
        (size,) = struct.unpack("!i", _exactly(self.request, 4))
        number: int = struct.unpack("!i", _exactly(self.request, size - 4)[:4])[0]
        return number

    def _answer(self, held: socket.socket) -> socket.socket | None:
        """Pass on what the server answers. Return the server if the client keeps it."""
        message = b""
        for _, message in _until_ready(held):
            self.request.sendall(message)
        if self.server.by_transaction and message.endswith(b"I"):
            self.server.servers.put(held)
            return None
        return held


def _until_ready(server: socket.socket) -> Iterator[tuple[bytes, bytes]]:
    kind = b""
    while kind != b"Z":
        kind, message = _message(server)
        yield kind, message


def _message(connection: socket.socket) -> tuple[bytes, bytes]:
    """The type of the next message, and all its bytes."""
    head = _exactly(connection, 5)
    return head[:1], head + _exactly(connection, struct.unpack("!i", head[1:])[0] - 4)


def _exactly(connection: socket.socket, size: int) -> bytes:
    content = b""
    while len(content) < size:
        part = connection.recv(size - len(content))
        if not part:
            raise ConnectionError("closed")
        content += part
    return content
