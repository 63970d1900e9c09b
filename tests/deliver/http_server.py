"""An HTTP server on loopback that answers as told, hangs up or falls silent, and remembers the requests that it got."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

HANG_UP = "hang up"
SILENCE = "silence"


@dataclass
class Webhook:
    """Answers each request with the next of `answers` (the last one again and again): a status, HANG_UP or SILENCE."""

    answers: list[int | str]
    location: str = ""
    port: int = 0
    bodies: list[bytes] = field(default_factory=list)
    paths: list[str] = field(default_factory=list)
    ended: threading.Event = field(default_factory=threading.Event)

    def next_answer(self) -> int | str:
        """The answer to the request that has just been read."""
        return self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]


@contextmanager
def webhook(*answers: int | str, location: str = "") -> Iterator[Webhook]:
    """A running server; it answers 200 unless told otherwise."""
    hook = Webhook(list(answers) or [200], location)

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            hook.paths.append(self.path)
            hook.bodies.append(self.rfile.read(int(self.headers.get("Content-Length", 0))))
            answer = hook.next_answer()
            if answer == SILENCE:
                hook.ended.wait(10)
            if not isinstance(answer, int):
                self.close_connection = True
                return
            self.send_response(answer)
            if hook.location:
                self.send_header("Location", hook.location)
            self.send_header("Content-Length", "0")
            self.end_headers()

        do_GET = do_POST

        def log_message(self, format: str, *args: object) -> None:
            """Say nothing on stderr."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    hook.port = server.server_port
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield hook
    finally:
        hook.ended.set()
        server.shutdown()
        server.server_close()
        thread.join(10)
