"""The `digest` command: arguments -> one function of `commands.py` -> exit code. No logic of its own.

Results go to stdout, progress and logs to stderr. Nothing but the standard library is imported until a command is known.
"""

from __future__ import annotations

import argparse
import logging
import os
import sys
from collections.abc import Callable, Sequence
from datetime import date
from difflib import get_close_matches
from pathlib import Path

from digest import __version__
from digest.cli import logging as log_setup
from digest.errors import BUG, DONE, BusyError, DigestError, UsageError
from digest.text.visible import one_line

STEPS = ("collect", "summarise", "compile", "deliver")
FORMATS = ("markdown", "html", "text", "email")
COMMON = ("--config", "--quiet", "--log-format", "--log-level")
"""Options that may stand before the command."""
COMMANDS = (
    "run",
    "preview",
    "serve",
    "summarise",
    "summarize",
    "clean",
    "status",
    "check",
    "models",
    "sources",
    "outbox",
    "unsubscribe",
    "init",
)
logger = logging.getLogger("digest")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; the exit code is as in `digest.errors`."""
    options = _parsed(arguments)
    # numpy's own threads wait in a loop after each product, on the cores that torch's threads need next.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    log_setup.set_up(options.log_format, "warning" if options.quiet else options.log_level)
    try:
        code = _command(options.function)(options)
        sys.stdout.flush()
    except BusyError as error:
        logger.info("%s", error)  # nothing is wrong: cron calls again, and must not write a mail about it
        return error.exit_code
    except DigestError as error:
        for line in str(error).splitlines():
            logger.error("%s", one_line(line))  # noqa: TRY400 (a user's mistake gets one line)
        return error.exit_code
    except BrokenPipeError:
        # Whoever read the output has gone (`| head`): keep Python from complaining when it flushes at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    except KeyboardInterrupt:
        return 130
    except Exception:
        logger.exception("a bug in digest; please report it with the lines below")
        return BUG
    return code


def _parsed(arguments: Sequence[str] | None) -> argparse.Namespace:
    """The options; a call that the grammar refuses ends with 64, not with argparse's 2."""
    try:
        return parser().parse_args(arguments)
    except SystemExit as end:
        if end.code and (hint := _meant(list(sys.argv[1:] if arguments is None else arguments))):
            print(f"digest: {hint}", file=sys.stderr)
        raise SystemExit(UsageError.exit_code if end.code else DONE) from None


def _meant(words: list[str]) -> str:
    """What was probably meant by a call with these words, where the first that is not for every command names none."""
    while words and words[0].partition("=")[0] in COMMON:
        words = words[1:] if words[0] == "--quiet" or "=" in words[0] else words[2:]
    word = words[0] if words else ""
    if not word or word in COMMANDS:
        return ""
    if word.startswith("-"):
        return f"options of a command stand after it, as in: digest summarise {word} ..."
    found = get_close_matches(word, COMMANDS, 1)
    return (
        f"did you mean: digest {found[0]}"
        if found
        else f"did you mean: digest summarise {word}"
        if Path(word).is_file()
        else ""
    )


def _command(name: str) -> Callable[[argparse.Namespace], int]:
    from digest.cli import commands

    function: Callable[[argparse.Namespace], int] = getattr(commands, name)
    return function


def parser() -> argparse.ArgumentParser:
    """The grammar of the command line; `tests/test_readme.py` holds it against the README."""
    whole = argparse.ArgumentParser("digest", description="Key points of government statements, one edition a day.")
    whole.add_argument("--version", action="version", version=f"digest {__version__}")
    _common(whole, first=True)
    commands = whole.add_subparsers(dest="command", required=True, metavar="COMMAND")
    _day_commands(commands)
    _document_commands(commands)
    _care_commands(commands)
    return whole


def _common(command: argparse.ArgumentParser, *, first: bool = False) -> None:
    """Options that may stand before or after the command's name."""

    def default(value: object) -> object:
        return value if first else argparse.SUPPRESS

    add = command.add_argument
    add("--config", type=Path, metavar="FILE", default=default(None), help="the configuration (else digest.yaml here)")
    add("--quiet", action="store_true", default=default(value=False), help="print warnings and errors only")
    add("--log-format", choices=("text", "json"), default=default("text"), help="how events are written to stderr")
    add("--log-level", choices=("debug", "info", "warning", "error"), default=default("info"), help="which events are written")


def _day_commands(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    run = _add(commands, "run", "collect, summarise, compile and deliver what is due now; a second call adds nothing")
    run.add_argument("--day", type=_day, metavar="YYYY-MM-DD", help="make the edition of this day, whatever the hour")
    run.add_argument("--only", type=_steps, default=STEPS, metavar="STEP,...", help=f"some of {','.join(STEPS)}")
    _device(run)
    preview = _add(commands, "preview", "show what would be sent, or what was; writes nothing")
    preview.add_argument("--digest", metavar="NAME", help="which digest, if there are several")
    preview.add_argument("--day", type=_day, metavar="YYYY-MM-DD", help="the sealed edition of this day")
    preview.add_argument("--format", choices=FORMATS, default="markdown")
    _device(preview)
    _device(_add(commands, "serve", "do what is due, for ever; SIGTERM ends it between two steps"))


def _document_commands(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    summarise = _add(commands, "summarise", "say documents in key points", aliases=["summarize"])
    summarise.add_argument("--points", type=_points, metavar="N", help="how many key points (else by the text's length)")
    summarise.add_argument("--engine", choices=("extractive", "seq2seq", "chat"), help="else as configured, or as the model is")
    summarise.add_argument("--model", default="", metavar="MODEL", help="a folder, or with --revision a name on the hub")
    summarise.add_argument("--revision", default="", metavar="COMMIT", help="the commit of a model on the hub")
    _device(summarise)
    clean = _add(commands, "clean", "show the text of documents, and what was removed by which rule")
    for command in (summarise, clean):
        command.add_argument("documents", nargs="*", metavar="DOC", help="a path, an address, or - for standard input")
        command.add_argument("--json", action="store_true", help="a JSON object a line instead of text")
        command.add_argument("--jsonl", metavar="FILE", help="bulk: a document a line in (- for standard input), a result out")


def _care_commands(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    status = _add(commands, "status", "the last runs, what is pending, what failed, the next slots")
    status.add_argument("--runs", type=int, default=5, metavar="N", help="how many runs to show")
    status.add_argument("--day", type=_day, metavar="YYYY-MM-DD", help="what became of each statement fetched on this day")
    check = _add(commands, "check", "look at the configuration, the store, the model, the mail server and each source")
    check.add_argument("--offline", action="store_true", help="without mail server and sources")
    _add(commands, "models", "the engines, the model in use, and those that this machine holds")
    sources = _add(commands, "sources", "the sources that are known by name, or what one of them would give now")
    sources.add_argument("action", nargs="?", choices=("list", "test"), default="list")
    sources.add_argument("name", nargs="?", metavar="NAME")
    outbox = _add(commands, "outbox", "what was handed out to whom, and what was not")
    outbox.add_argument("action", nargs="?", choices=("list", "resend", "cancel"), default="list")
    outbox.add_argument("id", nargs="?", type=int, metavar="ID")
    unsubscribe = _add(commands, "unsubscribe", "take the reader whom an unsubscribe link names off the digest")
    unsubscribe.add_argument("token", metavar="TOKEN")
    init = _add(commands, "init", "write a commented digest.yaml, after a few questions")
    init.add_argument("file", nargs="?", type=Path, metavar="FILE", help="else that of --config, else digest.yaml")
    init.add_argument("--yes", action="store_true", help="ask nothing and take what is usual")


def _add(
    commands: argparse._SubParsersAction[argparse.ArgumentParser], name: str, purpose: str, *, aliases: Sequence[str] = ()
) -> argparse.ArgumentParser:
    command = commands.add_parser(name, aliases=aliases, help=purpose, description=f"{purpose[0].upper()}{purpose[1:]}.")
    command.set_defaults(function=name)
    _common(command)
    return command


def _device(command: argparse.ArgumentParser) -> None:
    command.add_argument("--device", default="", metavar="NAME", help="auto, cpu, cuda, cuda:1, mps (else as configured)")


def _day(value: str) -> date:
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{value!r} is not a day (such as 2026-11-23)") from None


def _points(value: str) -> int:
    if not value.isdecimal() or not 1 <= int(value) <= 50:
        raise argparse.ArgumentTypeError(f"{value!r} is not a number from 1 to 50")
    return int(value)


def _steps(value: str) -> tuple[str, ...]:
    steps = tuple(value.split(","))
    unknown = [step for step in steps if step not in STEPS]
    if unknown:
        raise argparse.ArgumentTypeError(f"{unknown[0]!r} is none of {', '.join(STEPS)}")
    return steps
