"""The `digest` command: parses the arguments, calls the function of the command and returns its exit code.

Results go to stdout, progress and logs to stderr. The module of a command is imported only when the command is called.
"""

from __future__ import annotations

import argparse
import logging
import os
import sys
from collections.abc import Callable, Sequence
from datetime import date
from difflib import get_close_matches
from importlib import import_module
from pathlib import Path
from typing import TypeAlias

from digest import __version__
from digest.cli import logging as log_setup
from digest.errors import BUG, DONE, BusyError, DigestError, OutputError, UsageError
from digest.pipeline import STEPS
from digest.records import Format, OutboxState
from digest.text.visible import one_line

LOG_LEVELS = ("debug", "info", "warning", "error")
COMMON_OPTIONS = ("--config", "--quiet", "--log-format", "--log-level")
"""Options that may be given before or after the command."""

COMMANDS = {
    "run": "edition_commands",
    "preview": "edition_commands",
    "serve": "edition_commands",
    "summarise": "document_commands",
    "summarize": "document_commands",
    "clean": "document_commands",
    "diff": "document_commands",
    "relate": "related_documents",
    "lead": "lead_command",
    "status": "maintenance_commands",
    "check": "maintenance_commands",
    "models": "maintenance_commands",
    "sources": "maintenance_commands",
    "outbox": "maintenance_commands",
    "site": "site_command",
    "feedback": "feedback_command",
    "unsubscribe": "maintenance_commands",
    "init": "maintenance_commands",
    "backup": "store_commands",
    "restore": "store_commands",
    "forget": "store_commands",
}
"""The module in this package that has the function of each command. The function has the name of the command."""

SPIN_COUNT = "1000"
"""How often an idle thread of torch looks for work before it sleeps. The default of libgomp, 300,000, takes milliseconds: on a
busy machine, or in a container with a limit, threads wait so for one that is not even running."""

_Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"
logger = logging.getLogger("digest")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code, as listed in `digest.errors`."""
    options = _parse(arguments)
    _share_processors()
    log_setup.set_up(options.log_format, "warning" if options.quiet else options.log_level)
    try:
        return _function(options.function)(options)
    except BusyError as error:
        logger.info("%s", error)  # not an error: cron calls again, and should not mail about it
        return error.exit_code
    except DigestError as error:
        fields = {"event": "error", "kind": type(error).__name__.removesuffix("Error").lower(), "exit_code": error.exit_code}
        for line in str(error).splitlines():
            # A mistake of the user gets one line, no traceback. What was told today is not told at every run.
            logger.log(logging.INFO if error.is_known else logging.ERROR, "%s", one_line(line), extra={"fields": fields})
        if isinstance(error, OutputError):
            _discard_stdout()
        return error.exit_code
    except BrokenPipeError:  # the reader of the pipe has exited (`| head`)
        _discard_stdout()
        return DONE
    except KeyboardInterrupt:
        return 130
    except Exception:
        fields = {"event": "bug", "exit_code": BUG}
        logger.exception("a bug in digest; please report it with the lines below", extra={"fields": fields})
        return BUG


def _share_processors() -> None:
    """Keep the threads of numpy and torch from spinning for long on processors that others need. Libraries read it once."""
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    if "OMP_WAIT_POLICY" not in os.environ:
        os.environ.setdefault("GOMP_SPINCOUNT", SPIN_COUNT)


def _discard_stdout() -> None:
    """Send what is still buffered nowhere: Python flushes at exit, and would complain once more."""
    if sys.stdout is not None:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _parse(arguments: Sequence[str] | None) -> argparse.Namespace:
    """The options. Arguments that the grammar refuses exit with 64 instead of argparse's 2."""
    try:
        return parser().parse_args(arguments)
    except SystemExit as end:
        if end.code and (hint := _hint(list(sys.argv[1:] if arguments is None else arguments))):
            print(f"digest: {hint}", file=sys.stderr)
        raise SystemExit(UsageError.exit_code if end.code else _flush_help()) from None


def _flush_help() -> int:
    """The exit code after argparse has printed help or version: DONE, or that of OutputError if stdout cannot be written."""
    try:
        if sys.stdout is not None:
            sys.stdout.flush()
    except BrokenPipeError:
        _discard_stdout()
    except OSError as error:
        _discard_stdout()
        print(f"digest: error: standard output: {error.strerror}", file=sys.stderr)
        return OutputError.exit_code
    return DONE


def _hint(words: list[str]) -> str:
    """What the caller probably meant, if the first word after the common options is not a command; empty if unknown."""
    while words and words[0].partition("=")[0] in COMMON_OPTIONS:
        words = words[1:] if words[0] == "--quiet" or "=" in words[0] else words[2:]
    word = words[0] if words else ""
    if not word or word in COMMANDS:
        return ""
    if word.startswith("-"):
        return f"options of a command come after its name, as in: digest summarise {word} ..."
    if found := get_close_matches(word, COMMANDS, 1):
        return f"did you mean: digest {found[0]}"
    return f"did you mean: digest summarise {word}" if Path(word).is_file() else ""


def _function(name: str) -> Callable[[argparse.Namespace], int]:
    """The function of the command `name`."""
    function: Callable[[argparse.Namespace], int] = getattr(import_module(f"digest.cli.{COMMANDS[name]}"), name)
    return function


def parser() -> argparse.ArgumentParser:
    """The grammar of the command line. `tests/test_readme.py` compares it with the README."""
    top = argparse.ArgumentParser("digest", description="Key points of government statements, one edition a day.")
    top.add_argument("--version", action="version", version=f"digest {__version__}")
    _add_common_options(top, is_top=True)
    commands = top.add_subparsers(dest="command", required=True, metavar="COMMAND")
    _add_edition_commands(commands)
    _add_document_commands(commands)
    _add_maintenance_commands(commands)
    return top


def _add_common_options(command: argparse.ArgumentParser, *, is_top: bool = False) -> None:
    """Add COMMON_OPTIONS. Only the top parser has their defaults, so that a command does not override a given option."""

    def default(value: object) -> object:
        return value if is_top else argparse.SUPPRESS

    add = command.add_argument
    add("--config", type=Path, metavar="FILE", default=default(None), help="default: digest.yaml, or config/digest.yaml")
    add("--quiet", action="store_true", default=default(value=False), help="print only warnings and errors")
    add("--log-format", choices=("text", "json"), default=default("text"), help="format of the log on stderr")
    add("--log-level", choices=LOG_LEVELS, default=default("info"), help="lowest level that is logged")


def _add_edition_commands(commands: _Commands) -> None:
    run = _add(commands, "run", "collect, summarise, compile and deliver what is due now; repeating it changes nothing")
    run.add_argument("--day", type=_day, metavar="YYYY-MM-DD", help="make the edition of this day now, before its time")
    run.add_argument("--only", type=_steps, default=STEPS, metavar="STEP,...", help=f"run only some of {','.join(STEPS)}")
    _add_device(run)
    preview = _add(
        commands,
        "preview",
        "print the next edition, or a sealed one; seals and sends nothing",
    )
    preview.add_argument("--digest", metavar="NAME", help="the digest, if there are several")
    preview.add_argument("--day", type=_day, metavar="YYYY-MM-DD", help="print the sealed edition of this day")
    preview.add_argument("--format", choices=[str(form) for form in Format], default="markdown")
    _add_device(preview)
    _add_device(_add(commands, "serve", "run whenever something is due; SIGTERM stops it after the current step"))


def _add_document_commands(commands: _Commands) -> None:
    summarise = _add(commands, "summarise", "print the key points of documents", aliases=["summarize"])
    summarise.add_argument("--points", type=_points, metavar="N", help="default: by the length of the text")
    summarise.add_argument(
        "--engine", choices=("extractive", "seq2seq", "chat"), help="default: as configured, or as the model"
    )
    summarise.add_argument("--model", default="", metavar="MODEL", help="a folder, or a name on the hub with --revision")
    summarise.add_argument("--revision", default="", metavar="COMMIT", help="the commit of the model on the hub")
    _add_device(summarise)
    summarise.add_argument("--against", metavar="DOC", help="an earlier document: print also what changed since then")
    summarise.add_argument(
        "--ray", nargs="?", const="", metavar="ADDRESS", help="bulk input on a Ray cluster, or on one that is started here"
    )
    summarise.add_argument("--out", type=Path, metavar="FOLDER", help="with --ray: where the results go")
    summarise.add_argument("--shards", choices=("jsonl", "parquet"), default="jsonl", help="with --ray: their format")
    clean = _add(commands, "clean", "print the text of documents, and what each rule removed")
    for command in (summarise, clean):
        command.add_argument("documents", nargs="*", metavar="DOC", help="a path, an address, or - for standard input")
        command.add_argument("--json", action="store_true", help="print one JSON object per line")
        command.add_argument("--jsonl", metavar="FILE", help="bulk input, one document per line; - for standard input")
    diff = _add(commands, "diff", "print what changed in the words from one document to a later one")
    diff.add_argument("earlier", metavar="EARLIER", help="a path, an address, or - for standard input")
    diff.add_argument("later", metavar="LATER")
    form = diff.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="the same as --format json")
    form.add_argument("--format", choices=("text", "html", "json"), default="text")
    relate = _add(commands, "relate", "print which documents of bulk input are the same, corrected, contained or related")
    relate.add_argument("--jsonl", metavar="FILE", required=True, help="one document per line; - for standard input")
    lead = _add(commands, "lead", "print which documents of bulk input, those of one day, stand out, and which are routine")
    for command in (relate, lead):
        command.set_defaults(documents=())
    lead.add_argument("--jsonl", metavar="FILE", required=True, help="one document per line; - for standard input")


def _add_maintenance_commands(commands: _Commands) -> None:
    status = _add(commands, "status", "print the last runs, what is pending, what failed and the next slots")
    status.add_argument("--runs", type=int, default=5, metavar="N", help="number of runs")
    status.add_argument("--day", type=_day, metavar="YYYY-MM-DD", help="what happened to each statement fetched on this day")
    status.add_argument("--strict", action="store_true", help="print the alarms only; exit with 69 or 75 if there is one")
    status.add_argument("--json", action="store_true", help="print one JSON object; with --day one per line")
    check = _add(commands, "check", "check the configuration, the store, the model, the mail server and each source")
    check.add_argument("--offline", action="store_true", help="contact neither the mail server nor the sources")
    check.add_argument("--json", action="store_true", help="print one JSON object per line")
    _add(commands, "models", "print the engines, the model in use and the models on this machine")
    sources = _add(commands, "sources", "list the known sources, search them (list WORD), or read one or all now (test [NAME])")
    sources.add_argument("action", nargs="?", choices=("list", "test"), default="list")
    sources.add_argument("name", nargs="?", metavar="NAME", help="of a source to test, or a word to look for")
    sources.add_argument("words", nargs="*", metavar="WORD", help="more words to look for")
    sources.add_argument("--by", choices=("continent", "institution", "language", "kind"), default="continent", help="groups")
    sources.add_argument("--json", action="store_true", help="print one JSON object per source")
    outbox = _add(commands, "outbox", "print the outbox; resend, cancel or acknowledge one row")
    outbox.add_argument("action", nargs="?", choices=("list", "resend", "cancel", "acknowledge"), default="list")
    outbox.add_argument("id", nargs="?", type=int, metavar="ID")
    outbox.add_argument("--state", choices=[str(state) for state in OutboxState], help="only rows in this state")
    outbox.add_argument(
        "--since",
        type=_day,
        metavar="YYYY-MM-DD",
        help="all rows of editions since this day; else of 30 days",
    )
    outbox.add_argument("--json", action="store_true", help="print one JSON object per line")
    _add(commands, "site", "bring the web sites up to date now; a run does so with each edition")
    feedback = _add(commands, "feedback", "print what readers answered to “Not the point?” as labels, one JSON object per line")
    feedback.add_argument(
        "files", nargs="+", type=Path, metavar="FILE", help=".eml files, folders of them, a mailbox, or lines"
    )
    feedback.add_argument(
        "--documents", type=Path, metavar="FILE", help="also write the texts of the statements, as bulk input"
    )
    unsubscribe = _add(commands, "unsubscribe", "unsubscribe the recipient whom an unsubscribe link names")
    unsubscribe.add_argument("token", metavar="TOKEN")
    backup = _add(commands, "backup", "write a copy of the database; digest may go on working")
    backup.add_argument("file", type=Path, metavar="FILE", help="a new file")
    restore = _add(commands, "restore", "put a backup in the place of the database; sends nothing again that was sent since")
    restore.add_argument("file", type=Path, metavar="FILE", help="a file that digest backup has written")
    sent = "if the newer database is lost: take for sent what was due by then; a time in ISO 8601, or now"
    restore.add_argument("--sent-until", default="", metavar="TIME", help=sent)
    forget = _add(
        commands, "forget", "remove an address, and what was sent to it, from the database; or a statement, everywhere"
    )
    forget.add_argument("subject", metavar="ADDRESS|KEY", help="a mail address; or the key of a statement, or its address")
    init = _add(commands, "init", "ask a few questions and write a commented digest.yaml")
    init.add_argument("file", nargs="?", type=Path, metavar="FILE", help="default: that of --config, else digest.yaml")
    init.add_argument("--yes", action="store_true", help="ask nothing and use the defaults")


def _add(commands: _Commands, name: str, purpose: str, *, aliases: Sequence[str] = ()) -> argparse.ArgumentParser:
    command = commands.add_parser(name, aliases=aliases, help=purpose, description=f"{purpose[0].upper()}{purpose[1:]}.")
    command.set_defaults(function=name)
    _add_common_options(command)
    return command


def _add_device(command: argparse.ArgumentParser) -> None:
    command.add_argument("--device", default="", metavar="NAME", help="auto, cpu, cuda, cuda:1, mps (default: as configured)")


def _day(value: str) -> date:
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{value!r} is not a day (for example 2026-11-23)") from None


def _points(value: str) -> int:
    if not value.isdecimal() or not 1 <= int(value) <= 50:
        raise argparse.ArgumentTypeError(f"{value!r} is not a number from 1 to 50")
    return int(value)


def _steps(value: str) -> tuple[str, ...]:
    steps = tuple(value.split(","))
    unknown = [step for step in steps if step not in STEPS]
    if unknown:
        raise argparse.ArgumentTypeError(f"{unknown[0]!r} is not one of {', '.join(STEPS)}")
    return steps
