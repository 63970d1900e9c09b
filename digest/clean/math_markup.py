"""Writes the formulas of a page into the text around them: "10⁶", "1/2", "E = mc²". Changes the tree.

Without this a sentence would lose its figures in silence, or a power would read as a part of the number before it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from lxml import etree

Element = etree._Element

_UNSEEN = frozenset("annotation annotation-xml none mphantom mprescripts".split())
_ROWS = frozenset("mtable mtr mlabeledtr".split())
_SPACED = frozenset("= ≈ ≠ < > ≤ ≥ + - − ± × ÷ · ∙ → ∝".split())
_INVISIBLE = re.compile("[\u2061-\u2064\u200b]")  # "times" and "applied to" that nobody writes
_MINUS = str.maketrans("-", "−")
_HIGH = str.maketrans("0123456789+-−()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁽⁾ⁿ")
_LOW = str.maketrans("0123456789+-−()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₍₎")
_HAS_HIGH, _HAS_LOW = re.compile(r"[0-9+\-−()n]+"), re.compile(r"[0-9+\-−()]+")
_ONE_WORD = re.compile(r"[\w.,′'√⁰¹²³⁴-⁹₀-₉]+")
_MAX_DEPTH = 40
_MAX_PARTS = 500  # elements of a formula


def write_formulas(root: Element) -> None:
    """Make each formula under `root` a piece of text, and leave out the second copy of it that is drawn by letters."""
    for formula in list(root.iter("math")):
        said = " ".join(_INVISIBLE.sub("", _said(formula)).split())
        _empty_copies(formula)
        for part in list(formula):
            formula.remove(part)
        formula.tag = "span"
        formula.text = said


def _empty_copies(formula: Element) -> None:
    """Empty what stands beside a formula for the eye only, as programs write that draw formulas."""
    holder = formula.getparent()
    for copy in holder.itersiblings() if holder is not None and "math" in str(holder.get("class", "")) else ():
        if copy.get("aria-hidden") == "true":
            for part in list(copy):
                copy.remove(part)
            copy.text = None


def _said(element: Element, depth: int = 0) -> str:
    """Return what an element of a formula says, written in a line."""
    tag = str(element.tag).rpartition(":")[2]
    if tag in _UNSEEN:
        return ""
    if not len(element) or depth > _MAX_DEPTH or (not depth and sum(1 for _ in element.iter()) > _MAX_PARTS):
        return _written(tag, "".join(map(str, element.itertext())).strip())
    return _together(tag, [_said(part, depth + 1) for part in element if isinstance(part.tag, str)])


def _together(tag: str, parts: Sequence[str]) -> str:
    """Return what the parts of an element say together."""
    match tag, parts:
        case "semantics", [first, *_]:
            return first
        case "mfrac", [above, below]:
            return f"{_bracketed(above)}/{_bracketed(below)}"
        case "msup", [base, high]:
            return base + _shifted(high, "^", raised=True)
        case "msub", [base, low]:
            return base + _shifted(low, "_", raised=False)
        case "msubsup", [base, low, high]:
            return base + _shifted(low, "_", raised=False) + _shifted(high, "^", raised=True)
        case "msqrt", _:
            return f"√{_bracketed(''.join(parts))}"
        case "mfenced", _:
            return f"({', '.join(parts)})"
        case _:
            return (" " if tag in _ROWS else "").join(parts)


def _written(tag: str, text: str) -> str:
    if tag == "mspace":
        return " "
    if tag == "mo" and text in _SPACED:
        return f" {text.translate(_MINUS)} "
    return f" {text} " if tag == "mtext" else text


def _shifted(text: str, sign: str, *, raised: bool) -> str:
    """Return a raised or lowered text in characters of its own, else behind a sign."""
    bare = text.replace(" ", "")
    if (_HAS_HIGH if raised else _HAS_LOW).fullmatch(bare):
        return bare.translate(_HIGH if raised else _LOW)
    return sign + _bracketed(text.strip()) if bare else ""


def _bracketed(text: str) -> str:
    bare = text.strip()
    return bare if _ONE_WORD.fullmatch(bare) else f"({bare})"
