"""Requests every denied address in every way, and counts the attempts to connect at the sockets. A program, not a test.

    python -m tests.hostile.addresses DATA

DATA has own-lists/ and ssrf/, as in the library of bad input. Each address and spelling is requested directly, as the address
that a name resolves to, as the second answer of a name that first led to an allowed site (DNS rebinding), and as the target of
a redirect. No name is really resolved, and the program connects to nothing but its own site: an audit hook stops all other
sockets, because the lists contain some public addresses. Exits with 1 if a socket was about to connect to a denied address, or
if anything but a FetchError was raised.
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

# Public addresses by IANA's registries that are among the spellings of URLs. They are not denied, and not requested either.
PUBLIC = ("1.2.3.4", "59.154.201.255", "216.58.214.206")
# Only this program's site may be requested. 127.0.0.1, where a local service would be, is denied.
SITE = "127.0.0.2"
SETTINGS = HttpSettings(
    allow_private=(ip_network(f"{SITE}/32"),), interval=0.0, robots=False, deadline=5.0, connect_timeout=0.5
)


def main() -> int:
    """Request everything and print the counts; the exit code."""
    data, tried = Path(sys.argv[1]), Counter[str]()
    sys.addaudithook(lambda event, arguments: _on_audit_event(tried, event, arguments))
    counts: Counter[str] = Counter()
    with Site(SITE) as site:
        for kind, url, answers in _requests(data, site):
            counts[f"{kind}, {_outcome(site, url, answers)}"] += 1
    for kind, number in sorted(counts.items()):
        print(f"{number:>6}  {kind}")
    denied = {address: number for address, number in tried.items() if address not in {SITE, *PUBLIC}}
    print(f"{sum(counts.values())} requests, {tried[SITE]} connections to the site", end=", ")
    print(f"{sum(tried[address] for address in PUBLIC)} stopped at a public address")
    print(f"{sum(denied.values())} connections to a denied address {denied or ''}")
    return 1 if denied or any("uncaught" in kind for kind in counts) else 0


def _on_audit_event(tried: Counter[str], event: str, arguments: tuple[Any, ...]) -> None:
    """Count a connection before it is made, and stop it unless it leads to the site."""
    if event == "socket.connect":
        address = str(arguments[1][0])
        tried[address] += 1
        if address != SITE:
            raise ConnectionRefusedError(f"{address}: not in this test")


def _requests(data: Path, site: Site) -> Iterator[tuple[str, str, list[Sequence[str]]]]:
    """Kind, URL, and the answers of the resolver one after the other; without answers only literal addresses resolve."""
    for address in _denied(data):
        host = f"[{address}]" if ":" in address else address
        yield "address", f"http://{host}/", []
        yield "name that resolves to an address", "http://name.example/", [(address,)]
        yield "name with a private and a public address", "http://name.example/", [("93.184.216.34", address)]
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
    """The inputs of the URL tests of the web platform, and the payloads of the lists of open redirects."""
    for case in json.loads((data / "ssrf" / "urltestdata.json").read_text("utf-8", "surrogatepass")):
        if isinstance(case, dict):
            yield case["input"]
    for path in sorted((data / "ssrf").glob("Open Redirect/**/*.txt")):
        yield from path.read_text("utf-8", "replace").splitlines()


def _outcome(site: Site, url: str, answers: list[Sequence[str]]) -> str:
    """What became of a request: "read", "refused" or "uncaught ..."."""
    remaining = list(answers)
    if url == site.url("/to"):
        location = remaining.pop()[0].encode("utf-8", "replace").decode("latin-1").translate({10: 32, 13: 32})
        site.pages["/to"] = Page(status=302, headers={"Location": location})
    site.pages["/self"] = Page(status=302, headers={"Location": "/self"})

    def resolve(host: str, port: int) -> Sequence[str]:
        if remaining:
            return remaining.pop(0)
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
