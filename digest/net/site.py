"""Sites: which addresses belong to one publisher. Pure: the public suffix list is the one in the package; nothing is fetched.

A site is the domain that somebody registered under a public suffix (https://publicsuffix.org): "state.gov" for
"2021-2025.state.gov", but "ministry.gov.uk" for "www.ministry.gov.uk", and "a.blogspot.com" for itself, because everybody can
register names under "blogspot.com".
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache, lru_cache
from ipaddress import ip_address
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from digest.net.urls import normalise_url

if TYPE_CHECKING:
    from tldextract import TLDExtract


@lru_cache(maxsize=4096)
def site_of(url: str) -> str:
    """The site of `url`; empty if it is not an http(s) URL.

    An IP address and a host name without dots are no registered domains, and several people may share such a host. So each of
    their ports is a site. A host and the same host with "www." are one.
    """
    key = normalise_url(url)
    if not key.startswith("https://"):
        return ""
    parts = urlsplit(key)
    host = (parts.hostname or "").removeprefix("www.")
    return _registered_domain(host) if "." in host and not _is_ip_address(host) else parts.netloc


def same_site(one: str, other: str) -> bool:
    """Whether both are http(s) URLs of one site."""
    return bool(site_of(one)) and site_of(one) == site_of(other)


def trusted_sites(names: Iterable[str]) -> tuple[str, ...]:
    """The sites of hosts or addresses: "example.gov" for "www.example.gov". Raise ValueError if one is neither."""
    return tuple(map(_named_site, names))


def _named_site(name: str) -> str:
    site = site_of(name if "://" in name else f"https://{name}")
    if not site or " " in name:
        raise ValueError(f"{name!r} is no site: write a host such as example.gov")
    return site


def _registered_domain(host: str) -> str:
    """The registered domain of `host`, or `host` itself if that is a public suffix.

    A last label that is on no list counts as a public suffix, as the list demands ("If no rules match, the prevailing rule is
    '*'").
    """
    found = _public_suffixes().extract_str(host)
    if found.suffix:
        return found.top_domain_under_public_suffix or host
    return ".".join(host.split(".")[-2:])


def _is_ip_address(host: str) -> bool:
    try:
        ip_address(host)
    except ValueError:
        return False
    return True


@cache
def _public_suffixes() -> TLDExtract:
    """The list in the package. The import takes a quarter of a second, so it waits until an address is looked at."""
    from tldextract import TLDExtract

    return TLDExtract(cache_dir=None, suffix_list_urls=(), include_psl_private_domains=True)
