"""Takes fetched documents through the rest of the pipeline: cleaned, summarised by their first sentences, rendered. A helper.

Cleaner, edition and renderers are those of every run; only the summariser is a stand-in. Counts nothing: `feeds.py` does.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from email import message_from_bytes, policy

from digest.compile.email import EmailRenderer, Sender
from digest.compile.html import HtmlRenderer
from digest.compile.markdown import MarkdownRenderer
from digest.compile.plain_text import TextRenderer
from digest.errors import InputError
from digest.interfaces import Cleaner, Renderer
from digest.records import Edition, Entry, Format, KeyPoint, Profile, RawStatement, Statement, Target
from tests.compile.editions import FILE, READER, an_edition, an_entry
from tests.hostile.render import dangers, markdown_engines

RENDERERS: tuple[tuple[Renderer, Target], ...] = (
    (MarkdownRenderer(), FILE),
    (HtmlRenderer(), Target("file", "out/2026-11-23.html", Format.HTML)),
    (TextRenderer(), Target("file", "out/2026-11-23.txt", Format.TEXT)),
    (EmailRenderer(Sender("digest@example.org", "Morning digest", "example.org", b"secret")), READER),
)
_HEADER_NAME = re.compile(rb"(?m)^[!-9;-~]+(?=:)")


def statements(raws: Iterable[RawStatement], cleaner: Cleaner) -> Iterator[Statement]:
    """The cleaned statements of `raws`, without those that the cleaner refuses, as in a run."""
    for raw in raws:
        try:
            yield cleaner.clean(raw, Profile())
        except InputError:
            continue


def entry(statement: Statement) -> Entry:
    """The statement with its first two sentences as key points."""
    return an_entry(statement, *(KeyPoint(span.of(statement.text), (span,)) for span in statement.sentences[:2]))


def rendered(given: Iterable[Statement]) -> dict[Format, bytes]:
    """One edition with all statements, in each format."""
    edition: Edition = an_edition(*map(entry, given))
    return {target.format: renderer.render(edition, target) for renderer, target in RENDERERS}


def violations(outputs: dict[Format, bytes]) -> Iterator[str]:
    """Everything in the outputs except text and links: active content, remote loads, other headers."""
    yield from dangers(outputs[Format.HTML].decode())
    for render in markdown_engines():
        yield from dangers(render(outputs[Format.MARKDOWN].decode()))
    message = message_from_bytes(outputs[Format.EMAIL], policy=policy.default)
    yield from dangers(str(message.get_body(("html",)).get_content()))
    written = _HEADER_NAME.findall(outputs[Format.EMAIL].partition(b"\n\n")[0].replace(b"\r\n", b"\n").partition(b"\n\n")[0])
    if [name.decode() for name in written] != list(message.keys()):
        yield "headers"
