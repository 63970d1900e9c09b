"""Asks for every denied address in every way, and counts the connections that were tried, as the sockets see them.

    python -m tests.hostile.addresses DATA

DATA holds own-lists/ and ssrf/ as in the bad-input library. Each address and spelling is asked for directly, as the place that
a name leads to, as the second answer of a name that first led to an allowed site (rebinding), and as the target of a redirect.
Names are never really resolved, and no connection but to the site of this program is made: the lists hold some public
addresses, whose sockets end here. Ends with 1 if a socket was to be connected to a denied address, or anything else came out.
"""

from __future__ import annotations

import csv
import json
import socket
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from ipaddress import ip_network
from pathlib import Path
from typing import Any

from digest.errors import FetchError
from digest.net.http import HttpClient, HttpSettings
from tests.fetch.web import Page, Site

# The public addresses among the spellings of URLs, by IANA's registries: not denied, and not asked either.
PUBLIC = ("1.2.3.4", "59.154.201.255", "216.58.214.206")
# Only the site of this program may be read; 127.0.0.1, where a local service would be, is denied.
SITE = "127.0.0.2"
SETTINGS = HttpSettings(
    allow_private=(ip_network(f"{SITE}/32"),), interval=0.0, robots=False, deadline=5.0, connect_timeout=0.5
)


def main() -> int:
    data, tried = Path(sys.argv[1]), Counter[str]()
    sys.addaudithook(lambda event, given: _note(tried, event, given))
    counts: Counter[str] = Counter()
    with Site(SITE) as site:
        for kind, url, answers in _questions(data, site):
            counts[f"{kind}, {_asked(site, url, answers)}"] += 1
    for kind, number in sorted(counts.items()):
        print(f"{number:>6}  {kind}")
    inner = {place: number for place, number in tried.items() if place not in {SITE, *PUBLIC}}
    print(f"{sum(counts.values())} questions, {tried[SITE]} connections to the site", end=", ")
    print(f"{sum(tried[place] for place in PUBLIC)} stopped at a public address")
    print(f"{sum(inner.values())} connections to a denied address {inner or ''}")
    return 1 if inner or any("uncaught" in kind for kind in counts) else 0


def _note(tried: Counter[str], event: str, given: tuple[Any, ...]) -> None:
    """Count a connection before it is made; end it if it leads out of here."""
    if event == "socket.connect":
        address = str(given[1][0])
        tried[address] += 1
        if address != SITE:
            raise ConnectionRefusedError(f"{address}: not in this test")


def _questions(data: Path, site: Site) -> Iterator[tuple[str, str, list[Sequence[str]]]]:
    """What is asked, and what a name in it leads to, one answer after the other; no answer is no name server."""
    for address in _denied(data):
        host = f"[{address}]" if ":" in address else address
        yield "address", f"http://{host}/", []
        yield "name that leads to an address", "http://name.example/", [(address,)]
        yield "name with an inner and a public address", "http://name.example/", [("93.184.216.34", address)]
        yield "rebinding name", f"http://name.example:{site.port}/self", [(SITE,), (address,)]
    for place in (*_spellings(data), *_urls(data)):
        url = place if "//" in place else f"http://{place}/"
        yield "spelling", url, []
        yield "redirect", site.url("/to"), [(url,)]


def _denied(data: Path) -> list[str]:
    with (data / "own-lists" / "ssrf-addresses.tsv").open() as lines:
        return [row["address"] for row in csv.DictReader(lines, delimiter="\t") if row["verdict"] == "deny"]


def _spellings(data: Path) -> list[str]:
    return (data / "own-lists" / "ssrf-host-literals.txt").read_text().split()


def _urls(data: Path) -> Iterator[str]:
    """The inputs of the web platform's URL tests, and the payloads of lists of redirects."""
    for case in json.loads((data / "ssrf" / "urltestdata.json").read_text("utf-8", "surrogatepass")):
        if isinstance(case, dict):
            yield case["input"]
    for path in sorted((data / "ssrf").glob("Open Redirect/**/*.txt")):
        yield from path.read_text("utf-8", "replace").splitlines()


def _asked(site: Site, url: str, answers: list[Sequence[str]]) -> str:
    """How it ended."""
    left = list(answers)
    if url == site.url("/to"):
        location = left.pop()[0].encode("utf-8", "replace").decode("latin-1").translate({10: 32, 13: 32})
        site.pages["/to"] = Page(status=302, headers={"Location": location})
    site.pages["/self"] = Page(status=302, headers={"Location": "/self"})

    def resolve(host: str, port: int) -> Sequence[str]:
        if left:
            return left.pop(0)
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_NUMERICHOST)
        return tuple(str(entry[4][0]) for entry in found)

    with HttpClient(SETTINGS, resolve=resolve) as http:
        try:
            http.get(url)
        except FetchError:
            return "refused"
        except Exception as error:
            return f"uncaught {type(error).__name__} for {url!r}"
    return "read"


if __name__ == "__main__":
    sys.exit(main())
