"""Test helper: the cases in which a mail server refuses, at each step, with each answer, for one reader or for all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import redirect_stdout
from datetime import timedelta
from functools import partial
from io import BytesIO, TextIOWrapper
from pathlib import Path

from digest.cli.output import trouble_lines
from digest.cli.parser import main
from digest.cli.progress import tracker
from digest.pipeline.report import RunReport
from digest.pipeline.run import run_once
from digest.records import OutboxState
from tests.reliability.answering_server import AnsweringServer, answering_server
from tests.reliability.installation import MORNING, Installation

READERS = ("ann@example.org", "ben@example.org", "cleo@example.org")
CONFIGURATION = """\
store: digest.db
sources: [{{name: folder, files: in/*.txt}}]
digests:
  morning:
    at: "07:00"
    deliver: [{{email: [{readers}]}}]
mail: {{host: 127.0.0.1, port: {port}, security: none, from: digest@example.org, timeout: 5, username: digest,
  password_file: password}}
"""
HOURS_UNTIL_PUT_RIGHT = (0.5, 24, 144)
STAGES_BEFORE_A_READER = ("CONNECT", "EHLO", "AUTH", "MAIL")
STAGES_OF_A_READER = ("RCPT", "DATA", "DOT")
ANSWERS = (
    # the replies of RFC 5321 and RFC 7504 that refuse
    "421 closing", "450 mailbox unavailable", "451 local error", "452 insufficient storage", "455 cannot take parameters",
    "500 syntax error", "501 error in parameters", "502 not implemented", "503 bad sequence", "504 no such parameter",
    "521 no mail here", "550 mailbox unavailable", "551 not local", "552 exceeded storage", "553 name not allowed",
    "554 transaction failed", "555 parameters not recognised", "556 domain takes no mail",
    # those of authentication (RFC 4954) and what common servers say, with enhanced status codes (RFC 3463)
    "432 4.7.12 a password transition is needed", "454 4.7.0 temporary authentication failure",
    "530 5.7.0 authentication required", "534 5.7.9 mechanism too weak", "535 5.7.8 credentials invalid",
    "538 5.7.11 encryption required", "421 4.7.0 too many connections", "450 4.2.0 greylisted",
    "451 4.3.5 server configuration", "452 4.2.2 the mailbox is full", "452 4.5.3 too many recipients",
    "550 5.1.8 the sender is unknown", "550 5.4.5 daily sending quota exceeded", "550 5.7.1 not authorised to relay",
    "552 5.2.2 quota exceeded", "552 5.3.4 message too big", "554 5.7.1 blocked by a list", "553 5.7.1 sender rejected",
)  # fmt: skip


def of_all_readers() -> Iterator[tuple[str, Callable[[Path], list[str]]]]:
    """The server refuses every message: each answer at each stage, put right after each number of hours."""
    for stage in (*STAGES_BEFORE_A_READER, *STAGES_OF_A_READER):
        for answer in ANSWERS:
            if (stage, answer[:3]) == ("AUTH", "503"):
                continue  # servers say so to who is logged in already
            for hours in HOURS_UNTIL_PUT_RIGHT:
                yield f"{stage} {answer}, {hours:g} h", partial(_all_are_refused, stage, answer, hours)


def of_one_reader() -> Iterator[tuple[str, Callable[[Path], list[str]]]]:
    """The server refuses the messages of one reader: each answer at each stage, put right after each number of hours."""
    for stage in STAGES_OF_A_READER:
        for answer in ANSWERS:
            for hours in HOURS_UNTIL_PUT_RIGHT:
                yield f"{stage} {answer}, {hours:g} h", partial(_one_is_refused, stage, answer, hours)


def _all_are_refused(stage: str, answer: str, hours: float, folder: Path) -> list[str]:
    with answering_server(**{stage: answer}) as server:
        installation = _install(folder, server)
        faults = _told_at_each_run(installation, answer, hours)
        faults += [f"{len(server.received)} sent although refused"] if server.received else []
        server.answers.clear()
        faults += _settled(installation, hours + 5)
        return faults + _copies(server, READERS)


def _one_is_refused(stage: str, answer: str, hours: float, folder: Path) -> list[str]:
    refused, others = READERS[0], READERS[1:]
    with answering_server(**{f"{stage} {refused}": answer}) as server:
        installation = _install(folder, server)
        faults = _told_at_each_run(installation, answer, hours)
        # 421 ends the connection: who comes after it waits for the next run
        faults += _copies(server, others, "while one was refused") if hours > 1 or not answer.startswith("421") else []
        server.answers.clear()
        report = _run(installation, hours + 5)
        lost = [row for row in report.troubled if row.state is OutboxState.FAILED]
        if not lost:
            return faults + _settled(installation, hours + 5) + _copies(server, READERS)
        faults += [] if report.exit_code == 74 else [f"a refused reader ends with {report.exit_code}"]
        faults += [] if _acknowledge(installation, lost[0].id) == 0 else ["the row cannot be acknowledged"]
        return faults + _settled(installation, hours + 6) + _copies(server, others)


def _told_at_each_run(installation: Installation, answer: str, hours: float) -> list[str]:
    """The runs that end with 0, or do not tell the answer, while the trouble lasts: a run at once and every half day."""
    times = [0.0, *(half_day * 12 + 0.25 for half_day in range(int(hours // 12)))]
    faults = []
    for after in times:
        report = _run(installation, after)
        if report.exit_code not in (74, 75):
            faults.append(f"exit {report.exit_code} after {after:g} h")
        if answer[4:] not in "".join(trouble_lines(report)):
            faults.append(f"the answer is not told after {after:g} h")
    return faults


def _settled(installation: Installation, hours: float) -> list[str]:
    report = _run(installation, hours)
    return [f"exit {report.exit_code} after it was put right"] if report.exit_code else []


def _copies(server: AnsweringServer, readers: tuple[str, ...], when: str = "in the end") -> list[str]:
    """The readers of `readers` who did not get exactly one message."""
    found = Counter(server.received)
    return [f"{reader} got {found[reader]} {when}" for reader in readers if found[reader] != 1]


def _acknowledge(installation: Installation, row: int) -> int:
    with redirect_stdout(TextIOWrapper(BytesIO())):
        return main(["--quiet", "--config", str(installation.folder / "digest.yaml"), "outbox", "acknowledge", str(row)])


def _install(folder: Path, server: AnsweringServer) -> Installation:
    installation = Installation.create(folder / "installation", server.port, "resend")
    text = CONFIGURATION.format(readers=", ".join(READERS), port=server.port)
    (installation.folder / "digest.yaml").write_text(text, "utf-8")
    (installation.folder / "password").write_text("correct horse", "utf-8")
    (installation.folder / "password").chmod(0o600)
    return installation


def _run(installation: Installation, hours: float) -> RunReport:
    with installation.app() as app:
        return run_once(app.pipeline, lambda: MORNING + timedelta(hours=hours), tracker(quiet=True))
