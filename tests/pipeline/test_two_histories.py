"""Random histories of a ministry and a blog: no word of the one ever stands under the name or the links of the other."""

from __future__ import annotations

import re
import tempfile
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.fetch.web import Page
from tests.pipeline.two_sources import MINISTRY, Item, World, bloggish, ministerial, page, two_sources

NUMBERS = (1, 2)
LINKS = ("/n/{}", "/n/{}#top", "/n/{}?xtor=RSS-1", "/n/{};jsessionid=AA")
EMBARGO = "Embargoed until 1 December 2026, 10:00 UTC</p><p>"

ministry_items = st.fixed_dictionaries(
    {
        "number": st.sampled_from(NUMBERS),
        "edit": st.sampled_from(("", "a correction")),
        "in_feed": st.booleans(),
        "link": st.sampled_from((*LINKS, "/moved/{}")),
    }
)
blog_items = st.fixed_dictionaries(
    {
        "number": st.sampled_from(NUMBERS),
        "edit": st.sampled_from(("", "a second thought")),
        "how": st.sampled_from(("text", "text", "embargo", "teaser", "redirect to it", "redirect from it", "own page")),
        "link": st.sampled_from(LINKS),
        "copies": st.booleans(),
    }
)
days = st.fixed_dictionaries(
    {
        "ministry": st.lists(ministry_items, max_size=2, unique_by=lambda item: item["number"]),
        "blog": st.lists(blog_items, max_size=2),
        "withdrawn": st.sets(st.sampled_from(NUMBERS), max_size=1),
        "order": st.permutations(("ministry", "blog")),
    }
)


def ministry_feed(world: World, items: list[dict[str, object]]) -> list[Item]:
    """The items of the ministry, whose pages are put on its site."""
    feed = []
    for item in items:
        number, text = int(str(item["number"])), ministerial(int(str(item["number"])), str(item["edit"]))
        link = str(item["link"]).format(number)
        world.ministry.html(re.split(r"[#?;]", link)[0], page(f"Paper {number}", text))
        feed.append(Item(world.ministry.url(link), f"Paper {number}", text if item["in_feed"] else "", f"q-{number}"))
    return feed


def blog_feed(world: World, items: list[dict[str, object]]) -> list[Item]:
    """The items of the blog, which names pages of the ministry in many ways."""
    feed = []
    for place, item in enumerate(items):
        number, how = int(str(item["number"])), str(item["how"])
        text = bloggish(number, str(item["edit"]))
        title, guid = (f"Paper {number}", f"q-{number}") if item["copies"] else (f"bloggish title {number}", f"b-{place}")
        ministry = world.ministry.url(str(item["link"]).format(number))
        canonical = f'<link rel="canonical" href="{ministry}"><meta property="og:url" content="{ministry}">'
        own = world.blog.html(f"/own/{number}", page(title, text, canonical))
        world.blog.pages[f"/to/{number}"] = Page(status=302, headers={"Location": world.ministry.url(f"/n/{number}")})
        world.ministry.pages[f"/out/{number}"] = Page(status=302, headers={"Location": own})
        feed.append(
            {
                "text": Item(ministry, title, text, guid),
                "embargo": Item(ministry, title, EMBARGO + text, guid),
                "teaser": Item(ministry, title, "", guid),
                "redirect to it": Item(world.blog.url(f"/to/{number}"), title, "", guid),
                "redirect from it": Item(world.ministry.url(f"/out/{number}"), title, "", guid),
                "own page": Item(own, title, "", guid),
            }[how]
        )
    return feed


@settings(max_examples=10, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(days, min_size=1, max_size=3))
def test_no_word_of_one_source_stands_under_the_name_of_the_other(history: list[dict[str, object]]) -> None:
    with tempfile.TemporaryDirectory() as folder, two_sources(Path(folder)) as world:
        told = ""
        published: set[int] = set()
        for day, events in enumerate(history):
            world.configure(tuple(events["order"]))  # type: ignore[arg-type]
            items = list(events["ministry"])  # type: ignore[call-overload]
            world.publish(world.ministry, *ministry_feed(world, items))
            world.publish(world.blog, *blog_feed(world, list(events["blog"])))  # type: ignore[call-overload]
            for number in events["withdrawn"]:  # type: ignore[attr-defined]
                world.ministry.pages.pop(f"/n/{number}", None)
            published |= {item["number"] for item in items if item["in_feed"]}
            edition = world.edition(day)
            told += str(edition)
            assert "bloggish" not in edition.get(MINISTRY, "")
            for entry in "\n### ".join(edition.values()).split("\n### "):
                assert not ("bloggish" in entry and "ministerial" in entry), entry
                if "bloggish" in entry:
                    assert f"]({world.ministry.url('')[:-1]}" not in entry, entry
                elif "ministerial" in entry:
                    assert f"]({world.blog.url('')[:-1]}" not in entry, entry
        for number in published:
            assert f"ministerial paper {number} " in told
