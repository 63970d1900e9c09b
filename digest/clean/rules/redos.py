"""Finds regular expressions that can take exponential time (ReDoS). Pure; it runs no expression.

The engine of the standard library tries every way in which an expression can match before it fails. If a loop can match one
text in two ways, like `(?:\\w+ ?)+`, each further character doubles the time: 60 characters take for ever. This is the
property EDA of Weideman and others ("Analyzing Matching Time Behavior of Backtracking Regular Expression Matchers", 2016). It
is decided on the position automaton (Glushkov 1961) of the expression.

The answer is conservative: a look-around is taken to match everywhere, a reference to a group to match the empty text, and a
loop of at least four rounds to be endless, because its time grows with that power.

The parsed form of an expression comes from `re._parser` and `re._constants`. They are private to the standard library, which
has no public parser. `tests/clean/test_redos.py` shows whether a new Python version changes them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from re import _constants as codes  # type: ignore[attr-defined]
from re import _parser as grammar  # type: ignore[attr-defined]
from typing import Any, TypeVar

Node = TypeVar("Node")

_MIN_ENDLESS_ROUNDS = 4
# These characters stand for all others: Latin letters, digits, marks and spaces, and some of each other kind.
_SAMPLE = "".join(map(chr, range(0x100))) + "ΔжאعकΑ中٠\u2003–—‘’“”•…\u2028€"


@lru_cache(maxsize=1_000)
def ambiguous_loop(pattern: re.Pattern[str]) -> str:
    """A character that a loop of `pattern` can match in two ways, which can take exponential time; empty if there is none."""
    automaton = _Automaton(ignoring_case=bool(pattern.flags & re.IGNORECASE))
    automaton.sequence(grammar.parse(pattern.pattern, pattern.flags & ~re.DEBUG))
    return next((found for loop in automaton.loops() if (found := automaton.doubled(loop))), "")


@dataclass(frozen=True, slots=True)
class _Part:
    """The positions with which a part of an expression can begin and end, and whether it can be empty."""

    first: Counter[int] = field(default_factory=Counter)
    last: Counter[int] = field(default_factory=Counter)
    empty: bool = True


class _Automaton:
    """The positions of an expression: which characters each matches, and in how many ways each can follow another."""

    def __init__(self, *, ignoring_case: bool) -> None:
        self._ignoring_case = ignoring_case
        self._reads: list[frozenset[str]] = []
        self._follows: dict[int, Counter[int]] = {}

    # --- build the automaton

    def sequence(self, parts: Sequence[tuple[Any, Any]]) -> _Part:
        """Add the positions of `parts`, which follow each other."""
        whole = _Part()
        for code, value in parts:
            whole = self._then(whole, self._part(code, value))
        return whole

    def _part(self, code: Any, value: Any) -> _Part:
        match code:
            case codes.BRANCH:
                return self._either([self.sequence(branch) for branch in value[1]])
            case codes.GROUPREF_EXISTS:
                return self._either([self.sequence(branch or ()) for branch in value[1:]])
            case codes.SUBPATTERN:
                return self._with_flags(*value[1:])
            case codes.ATOMIC_GROUP:
                return self.sequence(value)
            case codes.ASSERT | codes.ASSERT_NOT:
                self.sequence(value[1])
                return _Part()
            case codes.MAX_REPEAT | codes.MIN_REPEAT | codes.POSSESSIVE_REPEAT:
                return self._repeated(*value)
            case codes.AT | codes.GROUPREF:
                return _Part()
            case _:
                return self._position(_characters(code, value, ignoring_case=self._ignoring_case))

    def _with_flags(self, added: int, taken: int, inner: Sequence[tuple[Any, Any]]) -> _Part:
        before = self._ignoring_case
        self._ignoring_case = bool(added & re.IGNORECASE) or (before and not taken & re.IGNORECASE)
        part = self.sequence(inner)
        self._ignoring_case = before
        return part

    def _position(self, characters: frozenset[str]) -> _Part:
        number = len(self._reads)
        self._reads.append(characters)
        self._follows[number] = Counter()
        return _Part(Counter([number]), Counter([number]), empty=False)

    def _repeated(self, least: int, most: int, inner: Sequence[tuple[Any, Any]]) -> _Part:
        if most < _MIN_ENDLESS_ROUNDS:
            whole = _Part()
            for number in range(most):
                once = self.sequence(inner)
                whole = self._then(whole, _Part(once.first, once.last, once.empty or number >= least))
            return whole
        once = self.sequence(inner)
        self._connect(once.last, once.first)
        return _Part(once.first, once.last, once.empty or least == 0)

    def _then(self, before: _Part, after: _Part) -> _Part:
        self._connect(before.last, after.first)
        return _Part(
            before.first + after.first if before.empty else before.first,
            before.last + after.last if after.empty else after.last,
            before.empty and after.empty,
        )

    def _either(self, parts: Sequence[_Part]) -> _Part:
        first, last = Counter[int](), Counter[int]()
        for part in parts:
            first, last = first + part.first, last + part.last
        return _Part(first, last, any(part.empty for part in parts))

    def _connect(self, ends: Counter[int], starts: Counter[int]) -> None:
        for end, ways in ends.items():
            for start, more in starts.items():
                self._follows[end][start] += ways * more

    # --- search it

    def loops(self) -> Iterator[set[int]]:
        """The positions of each loop, which can all be reached from each other."""
        return _cycles({position: set(after) for position, after in self._follows.items()})

    def doubled(self, loop: set[int]) -> str:
        """A character that `loop` can match in two ways on a path from a position back to it; empty if there is none."""
        for position in loop:
            for after, ways in self._follows[position].items():
                if after in loop and ways > 1 and self._reads[after]:
                    return min(self._reads[after])
        pairs = self._pairs(loop)
        for cycle in _cycles(pairs):
            apart = [pair for pair in cycle if pair[0] != pair[1]]
            if apart and len(apart) < len(cycle):
                return min(self._reads[apart[0][0]] & self._reads[apart[0][1]])
        return ""

    def _pairs(self, loop: set[int]) -> dict[tuple[int, int], set[tuple[int, int]]]:
        """The pairs of positions that two matches of one text can reach together, if they start at one position of `loop`."""
        pairs: dict[tuple[int, int], set[tuple[int, int]]] = {}
        waiting = [(position, position) for position in loop]
        while waiting:
            one, other = waiting.pop()
            if (one, other) in pairs:
                continue
            pairs[one, other] = {
                (after, besides)
                for after in self._follows[one].keys() & loop
                for besides in self._follows[other].keys() & loop
                if self._reads[after] & self._reads[besides]
            }
            waiting += pairs[one, other]
        return pairs


def _characters(code: Any, value: Any, *, ignoring_case: bool) -> frozenset[str]:
    """The characters of the sample that a part of one character matches."""
    if code is codes.IN:
        negated = value[0][0] is codes.NEGATE
        parts = [_characters(*part, ignoring_case=ignoring_case) for part in value[negated:]]
        inside = frozenset[str]().union(*parts)
        return _ALL - inside if negated else inside
    found = _plain_characters(code, value)
    return frozenset(form for c in found for form in (c, c.lower(), c.upper()) if len(form) == 1) if ignoring_case else found


def _plain_characters(code: Any, value: Any) -> frozenset[str]:
    if code is codes.ANY:
        return _ALL
    if code is codes.LITERAL:
        return frozenset(chr(value))
    if code is codes.NOT_LITERAL:
        return _ALL - {chr(value)}
    if code is codes.RANGE:
        low, high = value
        return frozenset(c for c in _ALL if low <= ord(c) <= high) | {chr(low), chr(high)}
    return _KINDS[str(value)]


def _kinds() -> dict[str, frozenset[str]]:
    """The characters that the classes of the engine match, by their names in it."""
    found: dict[str, frozenset[str]] = {}
    for name, pattern in (("DIGIT", r"\d"), ("SPACE", r"\s"), ("WORD", r"\w")):
        found[f"CATEGORY_{name}"] = frozenset(re.findall(pattern, _SAMPLE))
        found[f"CATEGORY_NOT_{name}"] = _ALL - found[f"CATEGORY_{name}"]
    return found


_ALL = frozenset(_SAMPLE)
_KINDS = _kinds()


def _cycles(edges: Mapping[Node, set[Node]]) -> Iterator[set[Node]]:
    """The strongly connected components of a graph that contain a cycle (Sharir 1981)."""
    backwards: dict[Node, set[Node]] = {node: set() for node in edges}
    for node, afters in edges.items():
        for after in afters:
            backwards[after].add(node)
    seen: set[Node] = set()
    order = [node for root in edges for node in _walked(root, edges, seen)]
    seen = set()
    for root in reversed(order):
        component = set(_walked(root, backwards, seen))
        if len(component) > 1 or (component and root in edges[root]):
            yield component


def _walked(root: Node, edges: Mapping[Node, set[Node]], seen: set[Node]) -> Iterator[Node]:
    """The nodes that can be reached from `root` and are not in `seen`, in postorder. Adds them to `seen`."""
    path: list[tuple[Node, Iterator[Node]]] = []
    step: Node | None = root
    while path or step is not None:
        if step is not None and step not in seen:
            seen.add(step)
            path.append((step, iter(edges[step])))
        if not path:
            return
        node, rest = path[-1]
        step = next((after for after in rest if after not in seen), None)
        if step is None:
            path.pop()
            yield node
