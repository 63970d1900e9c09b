"""Runs weeks of a service in minutes and prints how much memory it uses at the end of each day.

A program, not a test.

    python -m tests.bench.soak [--days 20] [--sources 20]

Runs once for every hour, as `digest serve` does, with the packaged model: feeds and an index page on loopback, a part of them
with new items, statements of every length, every third page so large that a child process cleans it; an edition every morning.
Exits with 1 if the peak of the second half of the days is more than a twentieth above that of the first half. Linux only.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from digest.app import App, build
from digest.cli.progress import tracker
from digest.config.loader import load_settings
from digest.pipeline.run import run_once
from tests.fetch.web import Page, Site
from tests.hostile.memory import now

START = datetime(2026, 11, 1, tzinfo=UTC)
WORDS = (
    "minister government council treaty border region talks trade security report committee agreement citizens partners "
    "welcomed announced condemned supported agreed signed visited discussed in on with for at by the a and of to"
).split()
MENU = '<a href="/elsewhere">Another page of this site</a>' * 3_500
MAX_GROWTH = 1.05
CONTENT = "http://purl.org/rss/1.0/modules/content/"


def main() -> int:
    options = _options()
    with (
        tempfile.TemporaryDirectory() as folder,
        Site() as site,
        build(load_settings(_configuration(Path(folder), site, options.sources))) as app,
    ):
        days = list(_days(app, site, options))
    half = len(days) // 2
    first, second = max(days[:half]), max(days[half:])
    print(f"{len(days)} days of {options.sources} sources: {first} MiB at most in the first half, {second} MiB in the second")
    return 0 if second <= MAX_GROWTH * first else 1


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--days", type=int, default=20)
    parser.add_argument("--sources", type=int, default=20)
    return parser.parse_args()


def _configuration(folder: Path, site: Site, sources: int) -> Path:
    path = folder / "digest.yaml"
    path.write_text(
        "sources:\n"
        + "".join(f"  - {{name: s{number}, feed: '{site.url(f'/{number}')}'}}\n" for number in range(sources))
        + f"  - {{name: pages, page: '{site.url('/index')}', links: a}}\n"
        + "digests: {all: {at: '07:00', deliver: [{file: 'out/{day}.md'}, {file: 'out/{day}.html'}]}}\n"
        + "fetch: {pause: 0, allow_private: [127.0.0.0/8], robots: false}\n"
    )
    return path


def _days(app: App, site: Site, options: argparse.Namespace) -> Iterator[int]:
    """The memory of all processes together at the end of each day, in MiB."""
    chance = random.Random(1)
    for day in range(options.days):
        new = sum(_run_hour(app, site, 24 * day + hour, options.sources, chance) for hour in range(24))
        shares = now()
        print(f"day {day + 1:>3}: {new:>5} new, {', '.join(f'{name} {size}' for name, size in shares)}", flush=True)
        yield sum(size for _, size in shares)


def _run_hour(app: App, site: Site, hour: int, sources: int, chance: random.Random) -> int:
    """One hour: change the site, then run. Return the number of new statements."""
    for number in chance.sample(range(sources), max(1, sources // 5)):
        site.pages[f"/{number}"] = Page(_feed(f"{hour}-{number}", chance), "application/rss+xml", tagged=True)
    site.html(f"/page/{hour}", _page(hour, chance))
    site.html(
        "/index", "<html><body>" + "".join(f"<p><a href=/page/{hour - back}>x</a></p>" for back in range(min(hour, 9) + 1))
    )
    site.pages.pop(f"/page/{hour - 30}", None)
    report = run_once(app.pipeline, lambda: START + timedelta(hours=hour), tracker(quiet=True))
    site.asked.clear()
    return report.new


def _feed(name: str, chance: random.Random) -> bytes:
    return (
        f"<rss version='2.0' xmlns:content='{CONTENT}'><channel><title>News</title><item><title>Statement {name}</title>"
        f"<link>https://a.example/{name}</link><content:encoded><![CDATA[{_text(chance)}]]></content:encoded></item>"
        "</channel></rss>"
    ).encode()


def _page(hour: int, chance: random.Random) -> str:
    menu = MENU if hour % 3 == 0 else ""
    return (
        f"<html><head><title>Statement {hour}</title></head><body><nav>{menu}</nav><article><h1>Statement {hour}</h1>"
        f"{_text(chance)}</article></body></html>"
    )


def _text(chance: random.Random) -> str:
    return "".join(f"<p>{_sentence(chance)} {_sentence(chance)}</p>" for _ in range(chance.randint(3, 60)))


def _sentence(chance: random.Random) -> str:
    return " ".join(chance.choices(WORDS, k=chance.randint(5, 50))).capitalize() + "."


if __name__ == "__main__":
    sys.exit(main())
