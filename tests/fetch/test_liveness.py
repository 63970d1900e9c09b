"""404 and 410 mean that a page is gone, a page means that it exists, and any other status says nothing."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from digest.errors import FetchError
from digest.fetch.liveness import WebLivenessCheck
from digest.interfaces import SourceSite
from digest.net.http import HttpClient, HttpSettings
from tests.fetch.web import LOOPBACK, Page, Site


@pytest.fixture
def liveness(site: Site) -> Iterator[WebLivenessCheck]:
    with HttpClient(HttpSettings(interval=0, deadline=2, allow_private=(LOOPBACK,))) as http:
        yield WebLivenessCheck(http, {"ministry": SourceSite(site.url("/feed"))})


@pytest.mark.parametrize(("status", "gone"), [(200, False), (404, True), (410, True), (403, None), (500, None), (503, None)])
def test_the_status_of_a_page_says_whether_it_is_gone(
    site: Site, liveness: WebLivenessCheck, status: int, gone: bool | None
) -> None:
    site.pages["/a"] = Page(b"<p>They met.</p>", status=status)
    assert liveness.is_gone("ministry", site.url("/a")) is gone


def test_a_page_on_another_host_and_an_unknown_source_are_not_requested(site: Site, liveness: WebLivenessCheck) -> None:
    assert liveness.is_gone("ministry", "https://elsewhere.example/a") is None
    assert liveness.is_gone("folder", site.url("/a")) is None
    assert site.asked == []


def test_a_host_that_does_not_answer_is_an_error() -> None:
    with Site() as closed:
        address = closed.url("/a")
    with HttpClient(HttpSettings(interval=0, deadline=1, allow_private=(LOOPBACK,))) as http:
        liveness = WebLivenessCheck(http, {"ministry": SourceSite(address)})
        with pytest.raises(FetchError):
            liveness.is_gone("ministry", address)
