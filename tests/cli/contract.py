"""Describes what programs and scripts rely on: the grammar of the command line and the shape of JSON results.

    python -m tests.cli.contract > tests/data/contract/VERSION.json

A program; `test_contract.py` compares its output with the stored contract of each released version.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

Json = dict[str, Any]

DOCUMENT = """Secretary Doe's Call with Minister Roe

Secretary Doe spoke today with Minister Roe about fisheries in the northern sea. They agreed on a quota of 1,200 tonnes for
2027. The Secretary thanked the Minister for the hospitality shown to the delegation in May. Talks continue in the autumn.
"""
PAGE = """<html><body><h1>A title</h1><p>Media contact: press@example.org</p>
<p>The Secretary met the Minister on Monday.</p></body></html>"""


def grammar(parser: argparse.ArgumentParser) -> Json:
    """Each command with its options and positional arguments."""
    commands: Json = {"": _options(parser)}
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            commands |= {name: _options(command) for name, command in action.choices.items()}
    return commands


def _options(command: argparse.ArgumentParser) -> Json:
    found: Json = {}
    for action in command._actions:
        if isinstance(action, argparse._SubParsersAction | argparse._HelpAction | argparse._VersionAction):
            continue
        name = max(action.option_strings, key=len, default=action.dest)
        choices = sorted(map(str, action.choices)) if action.choices else []
        found[name] = {"choices": choices, "takes": action.nargs if action.nargs is not None else "value"}
    return found


def shape(value: object) -> object:
    """A JSON value with each scalar replaced by the name of its type, and a list by the shape of its first item."""
    if isinstance(value, dict):
        return {key: shape(item) for key, item in value.items()}
    if isinstance(value, list):
        return [shape(value[0])] if value else []
    return type(value).__name__


def results() -> Json:
    """The shapes of what the commands for documents print as JSON, and of the error of a document that cannot be read."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "call.txt").write_text(DOCUMENT, "utf-8")
        (folder / "page.html").write_text(PAGE, "utf-8")
        row = {"id": "a", "content": DOCUMENT, "media_type": "text/plain", "title": "T", "published": "2026-11-23T10:00:00Z"}
        (folder / "bulk.jsonl").write_text(f"{json.dumps(row)}\n{json.dumps({'id': 'b'})}\n", "utf-8")
        return {
            "clean --json": _run(folder, "clean", "page.html", "--json"),
            "summarise --json": _run(folder, "summarise", "call.txt", "--json"),
            "clean --jsonl": _run(folder, "clean", "--jsonl", "bulk.jsonl"),
            "summarise --jsonl": _run(folder, "summarise", "--jsonl", "bulk.jsonl"),
        }


def _run(folder: Path, *arguments: str) -> list[object]:
    command = [sys.executable, "-m", "digest", "--quiet", *arguments]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    return [shape(json.loads(line)) for line in done.stdout.splitlines()]


def main() -> None:
    """Print the contract of the installed version."""
    from digest.cli.parser import parser

    print(json.dumps({"grammar": grammar(parser()), "results": results()}, indent=1, sort_keys=True))


if __name__ == "__main__":
    main()
