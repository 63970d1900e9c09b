"""URLs: the key of a statement, a URL that is safe to click, a URL without its secrets for messages. Pure: asks no server.

`normalise_url` makes the key. Two spellings of one page must give one key, over years: publishers change http to https, and
trackers and slashes come and go. Whatever may distinguish two pages (the path, its case, all other parameters and their order)
stays in the key.
"""

from __future__ import annotations

import re
from ipaddress import IPv6Address
from urllib.parse import SplitResult, quote, unquote_to_bytes, urlsplit, urlunsplit

import idna

MAX_URL_LENGTH = 2_000
"""Characters of the longest URL that `safe_url` returns: all browsers and mail programs open URLs of this length."""

_DEFAULT_PORTS = {"http": 80, "https": 443}
_MAX_LABEL_LENGTH = 63  # of one part of a host name (RFC 1035, section 2.3.4)
_TRACKERS = re.compile(
    r"(utm_\w*|fbclid|gclid|gclsrc|dclid|msclkid|yclid|igshid|mc_cid|mc_eid|_ga|_gl|mkt_tok|s_cid|smid|wt\.mc_id|at_medium|at_campaign)",
    re.IGNORECASE,
)
# More parameters of trackers than `normalise_url` knows, and session ids.
_NOT_OF_DOCUMENTS = re.compile(
    r"xtor|pk_\w+|mtm_\w+|matomo_\w+|piwik_\w+|at_\w+|wt_\w+|wt\.\w+|hsa_\w+|_hs\w+|vero_\w+|oly_\w+|cmpid|cmp|ncid|ocid|ito"
    r"|wbraid|gbraid|twclid|ttclid|li_fat_id|srsltid|sessionid|session_id|phpsessid|jsessionid|aspsessionid\w*|cfid|cftoken",
    re.IGNORECASE,
)
_RANDOM_SID = re.compile(r"sid=[0-9a-z]{16,}", re.IGNORECASE)  # a short one can be the number of a story
_SESSION_IN_PATH = re.compile(
    r";(?:jsessionid|phpsessid|sid|session(?:_?id)?)=[^/;?]*|/\([A-Z]\([0-9a-z]{16,}\)\)", re.IGNORECASE
)
_SECRETS = re.compile(r"([?&;][^=&;#]*(?:key|token|secret|passw|auth|signature|session)[^=&;#]*=)[^&;#]*", re.IGNORECASE)
_USERINFO = re.compile(r"^([^/?#]*//)[^/?#]*@")
# Characters that are removed from a URL, anywhere and at its ends: https://url.spec.whatwg.org/#url-parsing
_CONTROLS = re.compile(r"[\t\n\r]")
_ENDS = "".join(map(chr, range(0x21)))
_UNRESERVED = "-._~"
_KEPT_IN_KEYS = "/!$&'()*+,;=:@?"
_KEPT_IN_LINKS = "%/:@!&'*+,;=?-._~"
_STRAY_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")
_HOST_NAME = re.compile(r"[a-z0-9_]([a-z0-9_.-]*[a-z0-9_.])?")


def ascii_host(host: str) -> str:
    """`host` as it is looked up in the DNS: in ASCII, by UTS 46 without transitional mapping, as browsers do.

    Symbols are allowed, as in UTS 46 and unlike IDNA 2008. A host that is ASCII already is returned as it is. Raise ValueError
    if it cannot be encoded.
    """
    if host.isascii():
        return host
    labels = idna.uts46_remap(host, std3_rules=False).rstrip(".").split(".")
    encoded = [label if label.isascii() else f"xn--{label.encode('punycode').decode('ascii')}" for label in labels]
    if not all(0 < len(label) <= _MAX_LABEL_LENGTH for label in encoded):
        raise ValueError(f"{host!r}: a label of the host name is empty or longer than {_MAX_LABEL_LENGTH} characters")
    return ".".join(encoded)


def normalise_url(url: str) -> str:
    """The key for `url`: the same for every spelling of one address. The key of a key is the key itself.

    Anything that is not an http(s) URL (an identifier, a mail address, a broken URL) is its own key.

    Hosts follow UTS 46. Keys that were stored while hosts followed IDNA 2003 differ for hosts with ß, ς, a zero-width joiner or
    a capital letter newer than Unicode 3.2. A stored statement of such a host gets a new key, and is told once more if its
    source still lists it. No host of the sources known to us is affected.
    """
    characters = url.encode("utf-8", "surrogatepass").decode("utf-8", "replace")
    plain = _CONTROLS.sub("", characters).strip(_ENDS)
    try:
        parts = urlsplit(plain)
        host = _key_host(parts)
    except ValueError:
        return plain
    if parts.scheme.lower() not in _DEFAULT_PORTS or not host:
        return plain
    return urlunsplit(("https", host, _key_path(parts.path), _key_query(parts.query), ""))


def document_key(url: str) -> str:
    """What the readings of one document have in common: `address_key` without "www."."""
    key = address_key(url)
    return f"https://{key.removeprefix('https://www.')}" if key.startswith("https://www.") else key


def address_key(url: str) -> str:
    """`normalise_url` without session ids and more trackers. The same for all visits of one address.

    Fragments are dropped, too: several statements can stand on one page.
    """
    key = normalise_url(url)
    if not key.startswith("https://"):
        return key
    parts = urlsplit(key)
    query = "&".join(part for part in parts.query.split("&") if not _is_of_visit(part))
    return urlunsplit(("https", parts.netloc, _SESSION_IN_PATH.sub("", parts.path), query, ""))


def is_web_url(url: str) -> bool:
    """Whether `url` is an http(s) URL with a host."""
    return len(normalise_url(url)) > len("https://") and normalise_url(url).startswith("https://")


def safe_url(url: str) -> str:
    """`url` rebuilt from its parts so that it is safe to click and to embed, or empty if it is not an http(s) URL.

    The host is lower case and ASCII, user name and password are dropped, and every character that could end an attribute or a
    Markdown link is percent-encoded.
    """
    try:
        parts = urlsplit(url.strip())
        authority = _safe_authority(parts)
        path = _percent_encoded(parts.path) or "/"
        rebuilt = urlunsplit((parts.scheme, authority, path, _percent_encoded(parts.query), _percent_encoded(parts.fragment)))
    except ValueError:  # includes UnicodeError and idna.IDNAError
        return ""
    return rebuilt if authority and len(rebuilt) <= MAX_URL_LENGTH else ""


def redact_url(url: str) -> str:
    """`url` for messages: without user name, password and the values of secret parameters; one line, at most 300 characters."""
    line = "".join(char if char.isprintable() else "?" for char in url.strip())
    return _SECRETS.sub(r"\1...", _USERINFO.sub(r"\1", line.replace("\\", "/")))[:300]


def _key_host(parts: SplitResult) -> str:
    """The host in lower case and in ASCII, with its port unless that is 80 or 443."""
    host = (parts.hostname or "").rstrip(".")
    if ":" in host:
        host = f"[{host}]"
    elif not host.isascii():
        try:
            host = ascii_host(host)
        except ValueError:
            host = quote(host, safe="-._~", errors="replace").lower()
    return host if parts.port in {None, *_DEFAULT_PORTS.values()} else f"{host}:{parts.port}"


def _key_path(path: str) -> str:
    segments: list[str] = []
    for segment in _normalise_escapes(path).split("/"):
        if segment == "..":
            del segments[-1:]
        elif segment != ".":
            segments.append(segment)
    return "/" + "/".join(segments).strip("/")


def _key_query(query: str) -> str:
    parts = _normalise_escapes(query).split("&")
    return "&".join(part for part in parts if part and not _TRACKERS.fullmatch(part.partition("=")[0]))


def _is_of_visit(parameter: str) -> bool:
    """Whether a parameter of a query tells of a visit, not of the document: a tracker or a session id."""
    return bool(_NOT_OF_DOCUMENTS.fullmatch(parameter.partition("=")[0]) or _RANDOM_SID.fullmatch(parameter))


def _normalise_escapes(text: str) -> str:
    """A path or query in which each character has one spelling: escaped only where necessary (RFC 3986, section 6.2.2)."""
    pieces = re.split(r"(%[0-9A-Fa-f]{2})", text)
    return "".join(
        _normalise_escape(piece) if index % 2 else quote(piece, safe=_KEPT_IN_KEYS) for index, piece in enumerate(pieces)
    )


def _normalise_escape(escape: str) -> str:
    """The character of a percent escape if that means the same, else the escape in upper case."""
    char = unquote_to_bytes(escape).decode("latin-1")
    return char if char.isascii() and (char.isalnum() or char in _UNRESERVED) else escape.upper()


def _safe_authority(parts: SplitResult) -> str:
    """Host and port for `safe_url`; empty if the URL is not on the web. Raise ValueError if the host is not valid."""
    name = parts.hostname or ""
    if parts.scheme not in _DEFAULT_PORTS or not name or "\\" in parts.netloc:
        return ""
    host = f"[{IPv6Address(name.partition('%')[0])}]" if ":" in name else ascii_host(name)
    if ":" not in name and not _HOST_NAME.fullmatch(host):
        raise ValueError(f"{name!r} is not a host name")
    return host if parts.port in (None, _DEFAULT_PORTS[parts.scheme]) else f"{host}:{parts.port}"


def _percent_encoded(part: str) -> str:
    return quote(_STRAY_PERCENT.sub("%25", part), safe=_KEPT_IN_LINKS)
