"""Renders lists of hostile strings as page, mail and Markdown, and counts everything that is not text. A program, not a test.

    python -m tests.hostile.render DATA

DATA has xss/, naughty-strings/ and own-lists/, as in the library of bad input. Every line of their text files becomes title,
issuer, speaker, key point, warning, model and link of a statement. The output is parsed by lxml; the Markdown first goes
through two or three engines that allow raw HTML (GitHub's cmark-gfm, too, if cmarkgfm is installed). Exits with 1 if it finds
anything.
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from email import message_from_bytes, policy
from importlib.util import find_spec
from pathlib import Path
from time import monotonic

from lxml import html
from markdown_it import MarkdownIt

from digest.compile.email import EmailRenderer, Sender
from digest.compile.html import HtmlRenderer
from digest.compile.markdown import MarkdownRenderer
from digest.records import Edition, Entry, KeyPoint, Model, Span, Summary
from digest.text.visible import visible_text
from tests.compile.editions import FILE, READER, a_statement, an_edition, an_entry

BATCH = 20
SENDER = Sender("digest@example.org", "Morning digest", "example.org", b"secret")
ACTIVE = frozenset(
    "script iframe object embed applet form input button textarea select svg math base link meta img image video audio source "
    "track frame frameset marquee isindex xml".split()
)
ALLOWED_META = frozenset({"viewport", "referrer", "color-scheme", "supported-color-schemes"})
HEADERS = 11 + 2 - 2  # without List-Unsubscribe and List-Unsubscribe-Post, with the two of MIME
ENGINES = ("commonmark", "js-default", "cmark-gfm")
OUTPUTS: dict[str, Callable[[Edition], str]] = {}


def main() -> int:
    """Render everything and print the findings; the exit code."""
    payloads = list(payloads_in(Path(sys.argv[1])))
    outputs()
    found: Counter[tuple[str, str]] = Counter()
    start = monotonic()
    for place in range(0, len(payloads), BATCH):
        for output, kind, payload in _findings(payloads[place : place + BATCH]):
            found[output, kind] += 1
            print(f"{output}: {kind}: {payload[:100]!r}", file=sys.stderr)
    for output in OUTPUTS:
        counts = {kind: number for (where, kind), number in found.items() if where == output}
        print(f"{output:28} {sum(counts.values()):>5} findings {counts or ''}")
    print(f"{len(payloads):,} strings in {len(OUTPUTS)} outputs: {sum(found.values())} findings, {monotonic() - start:.0f} s")
    return 1 if found else 0


def payloads_in(data: Path) -> Iterator[str]:
    """The lines of all lists, each once. A string in a JSON list counts as a line."""
    lines: list[str] = json.loads((data / "own-lists" / "mail-header-titles.json").read_text("utf-8"))
    for path in sorted([*data.glob("xss/**/*.txt"), *data.glob("xss/**/*.test"), *data.glob("naughty-strings/**/*.txt")]):
        if not path.name.startswith("LICENCE"):
            lines += path.read_text("utf-8", "replace").split("\n")
    return iter([line for line in dict.fromkeys(lines) if visible_text(line)])


def outputs() -> None:
    """Fill OUTPUTS: the HTML of an edition by the name of the output."""
    OUTPUTS["page"] = lambda edition: HtmlRenderer().render(edition, FILE).decode()
    OUTPUTS["mail"] = _mail
    for number, engine in enumerate(markdown_engines()):
        OUTPUTS[f"Markdown, {ENGINES[number]}"] = lambda edition, engine=engine: engine(_markdown(edition))


def markdown_engines() -> list[Callable[[str], str]]:
    """Functions from Markdown to HTML that allow raw HTML, in the order of ENGINES; GitHub's only if it is installed."""
    engines: list[Callable[[str], str]] = [MarkdownIt(name, {"html": True, "linkify": False}).render for name in ENGINES[:2]]
    if find_spec("cmarkgfm"):
        import cmarkgfm
        from cmarkgfm.cmark import Options

        engines.append(lambda text: str(cmarkgfm.github_flavored_markdown_to_html(text, options=Options.CMARK_OPT_UNSAFE)))
    return engines


def _mail(edition: Edition) -> str:
    message = message_from_bytes(EmailRenderer(SENDER).render(edition, READER), policy=policy.default)
    if len(message.keys()) != HEADERS:
        raise RuntimeError(f"headers: {message.keys()}")
    return str(message.get_body(("html",)).get_content())


def _markdown(edition: Edition) -> str:
    return MarkdownRenderer().render(edition, FILE).decode()


def _findings(payloads: list[str]) -> Iterator[tuple[str, str, str]]:
    """Output, kind and string of each finding. A batch with a finding is tried again string by string."""
    edition = an_edition(*map(entry, payloads))
    for output, render in OUTPUTS.items():
        rendered = render(edition)
        kinds = [*dangers(rendered), *_losses(rendered, payloads)]
        if kinds and len(payloads) > 1:
            for payload in payloads:
                yield from (finding for finding in _findings([payload]) if finding[0] == output)
        else:
            yield from ((output, kind, payloads[0]) for kind in kinds)


def entry(payload: str) -> Entry:
    """A statement in which every text is `payload`."""
    statement = a_statement(f"{payload} Said.", title=payload, issuer=payload, speaker=payload, language=payload, link=payload)
    statement_on_the_web = a_statement(statement.text, title=payload, issuer=payload, key=payload, warnings=(payload,))
    chosen = statement if len(payload) % 2 else statement_on_the_web
    point = KeyPoint(payload, (Span(0, len(payload)),), payload, verbatim=False)
    return an_entry(chosen, summary=Summary((point,), Model(payload, "1")))


def dangers(source: str) -> Iterator[str]:
    """Everything in an HTML document that runs, loads, or links to anything but the web or mail."""
    document = html.document_fromstring(
        source.encode("utf-8", "replace"), parser=html.HTMLParser(encoding="utf-8", huge_tree=True)
    )
    for element in document.iter():
        if not isinstance(element.tag, str):
            yield "comment or instruction"
        elif element.tag in ACTIVE and not _own_meta(element):
            yield f"element {element.tag}"
        else:
            yield from (
                f"attribute {name}" for name in element.attrib if name.startswith("on") or name in ("src", "background")
            )
    for address in document.xpath("//@href | //@action | //@formaction | //@data"):
        if not re.match(r"https?://|#|mailto:", address):
            yield f"address {address[:20]}"
    if "url(" in " ".join(document.xpath("//@style")):
        yield "style that loads"


def _own_meta(element: html.HtmlElement) -> bool:
    return element.tag == "meta" and (
        element.get("name") in ALLOWED_META
        or element.get("charset") == "utf-8"
        or element.get("http-equiv") == "Content-Security-Policy"
    )


def _losses(source: str, payloads: list[str]) -> Iterator[str]:
    document = html.document_fromstring(
        source.encode("utf-8", "replace"), parser=html.HTMLParser(encoding="utf-8", huge_tree=True)
    )
    shown = "".join(document.text_content().split())
    if "more statement" not in document.text_content():
        yield from ("text changed" for payload in payloads if "".join(visible_text(payload).split()) not in shown)


if __name__ == "__main__":
    sys.exit(main())
