"""Reads a robots.txt (RFC 9309). Pure; asks for nothing.

The standard library's reader takes the first rule that fits and knows no wildcards; the RFC asks for the longest.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from digest.net.urls import encoded

# A crawler must read at least 500 KiB (RFC 9309, section 2.5); more is not needed.
MOST_BYTES = 500 * 1024


@dataclass(frozen=True, slots=True)
class Rule:
    """Paths that begin with `pattern` ("*" is any text, a last "$" the end) are allowed, or not."""

    pattern: str
    allowed: bool

    def fits(self, path: str) -> bool:
        """Whether the rule speaks of `path`. Takes time linear in pieces times path, whatever the pattern."""
        ends = self.pattern.endswith("$")
        first, *rest = self.pattern.removesuffix("$").split("*")
        if not path.startswith(first):
            return False
        at = len(first)
        last = rest.pop() if ends and rest else None
        for piece in rest:
            found = path.find(piece, at)
            if found < 0:
                return False
            at = found + len(piece)
        if last is None:
            return not ends or at == len(path)
        return path.endswith(last) and len(path) - len(last) >= at


def rules(content: bytes, agent: str) -> tuple[Rule, ...]:
    """The rules of a robots.txt for the crawler `agent` (its product name), or those for "*" if none names it."""
    groups: dict[str, list[Rule]] = {}
    named: list[str] = []
    naming = False
    for line in content[:MOST_BYTES].decode("utf-8", "replace").splitlines():
        field, _, value = line.partition("#")[0].partition(":")
        field, value = field.strip().lower(), value.strip()
        if field == "user-agent":
            named = [*named, value.lower()] if naming else [value.lower()]
            groups.setdefault(named[-1], [])
        elif field in {"allow", "disallow"} and value:
            for name in named:
                groups[name].append(Rule(encoded(value), field == "allow"))
        naming = field == "user-agent" or (naming and not field)
    product = re.match(r"[a-z_-]*", agent.lower())
    return tuple(groups.get(product.group() if product else "", groups.get("*", ())))


def allows(rules: tuple[Rule, ...], link: str) -> bool:
    """Whether `link` may be read: the longest rule that fits decides, an "allow" of the same length wins."""
    parts = urlsplit(link)
    path = encoded(parts.path or "/") + (f"?{encoded(parts.query)}" if parts.query else "")
    fitting = [rule for rule in rules if rule.fits(path)]
    return not fitting or max(fitting, key=lambda rule: (len(rule.pattern), rule.allowed)).allowed
