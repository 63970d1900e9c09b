"""Links: the key of a statement, and how a link may be shown. Pure; asks no server.

Two spellings that a publisher uses for one page must give one key, over years: the scheme may change from http to https,
trackers come and go, a slash is added. What might tell two pages apart (the path, its case, the other parameters and
their order) is kept.
"""

from __future__ import annotations

import re
from urllib.parse import SplitResult, quote, unquote_to_bytes, urlsplit, urlunsplit

_TRACKERS = re.compile(
    r"(utm_\w*|fbclid|gclid|gclsrc|dclid|msclkid|yclid|igshid|mc_cid|mc_eid|_ga|_gl|mkt_tok|s_cid|smid|wt\.mc_id|at_medium|at_campaign)",
    re.IGNORECASE,
)
_SECRETS = re.compile(r"([?&;][^=&;#]*(?:key|token|secret|passw|auth|signature|session)[^=&;#]*=)[^&;#]*", re.IGNORECASE)
_USERINFO = re.compile(r"^([^/?#]*//)[^/?#]*@")
# What a URL may not hold at its ends or anywhere: https://url.spec.whatwg.org/#url-parsing
_CONTROLS = re.compile(r"[\t\n\r]")
_ENDS = "".join(map(chr, range(0x21)))
_UNRESERVED = "-._~"
_KEPT = "/!$&'()*+,;=:@?"


def normalise(link: str) -> str:
    """The key for `link`: the same for every spelling of one address, and for itself.

    What is no http(s) link (an identifier, a mail address, a broken URL) is its own key.
    """
    characters = link.encode("utf-8", "surrogatepass").decode("utf-8", "replace")
    plain = _CONTROLS.sub("", characters).strip(_ENDS)
    try:
        parts = urlsplit(plain)
        host = _host(parts)
    except ValueError:
        return plain
    if parts.scheme.lower() not in {"http", "https"} or not host:
        return plain
    return urlunsplit(("https", host, _path(parts.path), _query(parts.query), ""))


def is_web(link: str) -> bool:
    """Whether `link` is an http(s) address with a host."""
    return len(normalise(link)) > len("https://") and normalise(link).startswith("https://")


def shown(link: str) -> str:
    """`link` without credentials, for messages: no user, no password, no secret parameter, one line, 300 characters."""
    line = "".join(char if char.isprintable() else "?" for char in link.strip())
    return _SECRETS.sub(r"\1...", _USERINFO.sub(r"\1", line.replace("\\", "/")))[:300]


def encoded(text: str) -> str:
    """A path or query with each character in its one spelling (RFC 3986, section 6.2.2): escaped only where it has to be."""
    pieces = re.split(r"(%[0-9A-Fa-f]{2})", text)
    return "".join(_octet(piece) if index % 2 else quote(piece, safe=_KEPT) for index, piece in enumerate(pieces))


def _host(parts: SplitResult) -> str:
    """The host in lower case and in ASCII, with its port unless that is the usual one."""
    host = (parts.hostname or "").rstrip(".")
    if ":" in host:
        host = f"[{host}]"
    elif not host.isascii():
        host = _ascii(host)
    return host if parts.port in {None, 80, 443} else f"{host}:{parts.port}"


def _ascii(host: str) -> str:
    """The host as it is asked for in the DNS (RFC 3490); percent-encoded where it cannot be."""
    try:
        return host.encode("idna").decode("ascii").lower().rstrip(".")
    except UnicodeError:
        return quote(host, safe="-._~", errors="replace").lower()


def _path(path: str) -> str:
    kept: list[str] = []
    for segment in encoded(path).split("/"):
        if segment == "..":
            del kept[-1:]
        elif segment != ".":
            kept.append(segment)
    return "/" + "/".join(kept).strip("/")


def _query(query: str) -> str:
    parts = encoded(query).split("&")
    return "&".join(part for part in parts if part and not _TRACKERS.fullmatch(part.partition("=")[0]))


def _octet(escape: str) -> str:
    """One percent-encoded byte: the character itself if that means the same, else the escape in upper case."""
    char = unquote_to_bytes(escape).decode("latin-1")
    return char if char.isascii() and (char.isalnum() or char in _UNRESERVED) else escape.upper()
