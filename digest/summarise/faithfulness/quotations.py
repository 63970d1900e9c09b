"""What a text puts between quotation marks, and whether another text holds it word for word. Pure."""

from __future__ import annotations

import re

_QUOTED = re.compile(r"“([^“”]+)”|\"([^\"]+)\"|‘([^‘’]+(?:’\w[^‘’]*)*)’(?!\w)|``([^`']+)''")


def quotations(text: str) -> tuple[str, ...]:
    """The quoted pieces of `text`, without their marks."""
    return tuple(piece for match in _QUOTED.finditer(text) for piece in match.groups() if piece)


def is_held(quotation: str, by: str) -> bool:
    """Whether `by` holds the words of the quotation one after the other; marks and capitals do not count, an omission
    ("...") does not break it."""
    words = f" {_bare(by)} "
    return all(f" {_bare(piece)} " in words for piece in re.split(r"\.\.\.|…|\[[^\]]*\]", quotation) if _bare(piece))


def _bare(text: str) -> str:
    return " ".join(re.findall(r"[^\W_]+", text.lower()))
