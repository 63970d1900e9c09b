"""The lines that `digest sources` prints: the known sources in groups, those that a search finds, and both as JSON."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from textwrap import wrap

from digest.cli.json_line import as_json
from digest.compile.edition import pluralise
from digest.config.known_sources import known_sources
from digest.config.source_settings import SourceSettings
from digest.text.visible import visible_text

_WIDTH = 120
_INDENT = " " * 25


def kind_of(source: SourceSettings) -> str:
    """What kind of source it is: "feed", "sitemap", "json", "page" or "files"."""
    return source.type_keys[0]


GROUPS: Mapping[str, Callable[[SourceSettings], str]] = {
    "continent": lambda source: source.continent or "elsewhere",
    "institution": lambda source: source.institution or "others",
    "language": lambda source: source.language.partition("-")[0] or "unknown",
    "kind": kind_of,
}
"""By what the list can be grouped, and the group of a source."""


def known_lines(words: Sequence[str], by: str) -> Iterator[str]:
    """All known sources, a line each, in groups; with `words`, everything that is known of those that hold each of them."""
    found = matching(words)
    if words:
        for source in found:
            yield from _details(source)
        return
    group_of = GROUPS[by]
    for group, members in groupby(sorted(found, key=group_of), key=group_of):
        listed = list(members)
        yield f"# {group} ({len(listed)})"
        yield from map(_summary, listed)
    never = sum(source.seen == "never" for source in found)
    yield f"# {pluralise(len(found), 'source')}; {never} of them nobody has tried yet. digest sources list WORD says more,"
    yield "# digest sources test NAME reads one now"


def known_json(words: Sequence[str]) -> Iterator[str]:
    """A JSON object for each known source that holds each of `words`."""
    for source in matching(words):
        fields = ("name", "title", "issuer", "continent", "institution", "language", "timezone", "seen", "note")
        facts = {field: getattr(source, field) for field in fields}
        yield as_json({**facts, "kind": kind_of(source), "address": source.address})


def matching(words: Iterable[str]) -> tuple[SourceSettings, ...]:
    """The known sources that hold each of `words` in what is known of them, in any case of letters."""
    folded = [word.casefold() for word in words]
    return tuple(source for source in known_sources().values() if all(word in _all_of(source) for word in folded))


def _all_of(source: SourceSettings) -> str:
    parts = (source.name, source.title, source.address, source.issuer, source.note, source.seen, kind_of(source))
    groups = (group_of(source) for group_of in GROUPS.values())
    return "\n".join((*parts, *groups, source.language)).casefold()


def _summary(source: SourceSettings) -> str:
    facts = [kind_of(source), source.language or "any language", *(["not tried"] if source.seen == "never" else [])]
    return f"{source.name:<30} {source.title} ({', '.join(facts)})"


def _details(source: SourceSettings) -> Iterator[str]:
    facts = filter(None, (source.continent, source.institution, source.language, source.timezone))
    yield f"{source.name:<24} {source.title}"
    yield f"{_INDENT}{kind_of(source)}: {source.address}"
    yield f"{_INDENT}{', '.join(facts)}"
    yield f"{_INDENT}seen to work: {visible_text(source.seen) or 'unknown'}"
    if source.note:
        yield from wrap(visible_text(source.note), _WIDTH, initial_indent=_INDENT, subsequent_indent=_INDENT)
