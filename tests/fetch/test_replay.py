"""A recorded feed, fetched hour by hour: one key for each link, one statement for each change of a text, nothing twice."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from digest.fetch.feed_parser import DocumentParser
from digest.net.http import HttpClient, HttpSettings
from tests.fetch.replaying import Outcome, Recording, replay
from tests.fetch.web import LOOPBACK, Site

RECORDING = Path(__file__).parents[1] / "data" / "replay" / "state_gov_made.json.gz"


@pytest.fixture(scope="module")
def outcome(parser: DocumentParser) -> Iterator[Outcome]:
    with Site() as site, HttpClient(HttpSettings(allow_private=(LOOPBACK,), interval=0.0)) as http:
        yield replay(Recording(RECORDING), site, http, parser)


def test_every_visible_link_is_one_key(outcome: Outcome) -> None:
    assert sorted(outcome.read) == sorted(outcome.visible)
    assert len(outcome.read) == 11
    assert outcome.failures == 0


def test_every_change_of_a_text_is_returned_in_order(outcome: Outcome) -> None:
    assert outcome.wrong_history == []
    assert sum(map(len, outcome.visible.values())) == 15


def test_items_that_return_or_change_their_guid_are_not_returned_again(outcome: Outcome) -> None:
    """The only statement that is returned again has a new date."""
    assert outcome.repeated == 1


def test_a_feed_that_did_not_change_is_not_sent(outcome: Outcome) -> None:
    assert (outcome.requests, outcome.unchanged) == (25, 15)
