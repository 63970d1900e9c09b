"""The known sources in config/sources.yaml are complete and valid."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, get_args
from zoneinfo import ZoneInfo

import pytest
import yaml
from lxml.cssselect import CSSSelector

from digest.config.source_settings import Continent, Institution
from digest.net.urls import is_web_url

SOURCES: dict[str, dict[str, Any]] = yaml.safe_load((Path(__file__).parents[2] / "config" / "sources.yaml").read_text("utf-8"))
WANTED = {
    "state.gov",
    "war.gov",
    "whitehouse.gov",
    "af.mil",
    "nato.int",
    "gov.uk-fcdo",
    "gov.uk-mod",
    "gov.uk-pm",
    "consilium.europa.eu",
    "eeas.europa.eu",
    "un.org",
}


def test_the_usual_sources_are_known() -> None:
    assert set(SOURCES) >= WANTED


def test_all_parts_of_the_world_and_all_kinds_of_institutions_are_known() -> None:
    assert len(SOURCES) >= 60
    assert {source["continent"] for source in SOURCES.values()} == set(get_args(Continent))
    assert {source["institution"] for source in SOURCES.values()} == set(get_args(Institution))
    assert len({source.get(kind) for source in SOURCES.values() for kind in ("feed", "sitemap", "json", "page", "files")}) > 60


@pytest.mark.parametrize("name", [name for name, source in SOURCES.items() if source["seen"] == "never"])
def test_a_source_that_nobody_tried_says_what_is_not_verified(name: str) -> None:
    assert re.search(r"Not verified|likely only|Like |dead|[Nn]obody", SOURCES[name]["note"]), name


@pytest.mark.parametrize("name", SOURCES)
def test_a_known_source_says_where_it_is_and_who_speaks(name: str) -> None:
    source = SOURCES[name]
    (kind,) = {"feed", "sitemap", "json", "page", "files"} & set(source)
    assert kind == "files" or is_web_url(source[kind])
    assert ("links" in source) == ("page" in source)
    assert source["title"]
    assert source["issuer"]
    assert source["language"]
    assert source["note"]
    assert source["seen"]
    assert ZoneInfo(source["timezone"])


@pytest.mark.parametrize("name", SOURCES)
def test_the_selectors_of_a_known_source_are_css(name: str) -> None:
    for selector in filter(None, (SOURCES[name].get("links"), SOURCES[name].get("body"))):
        assert CSSSelector(selector, translator="html")
