"""Cheap documents are cleaned in this process, expensive ones in a worker; the result is the same."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from digest.builders.cleaner_builder import build_cleaner
from digest.clean.clean_worker import respond
from digest.clean.isolated import CLEAN_LIMITS, IsolatingCleaner, decode_request, decode_response, encode_request, is_cheap
from digest.config.shipped_files import shipped_file
from digest.errors import InputError
from digest.records import Profile, RawStatement, Statement

PAGE = "<html><head><title>A statement</title></head><body><article>{}</article></body></html>"
PROFILE = Profile(body="article", prune=("aside",), timezone="America/New_York", language="en", issuer="The Office")


def raw(body: str = "<p>The Minister met his counterpart today.</p>", media_type: str = "text/html") -> RawStatement:
    """Return a page with `body`."""
    moment = datetime(2026, 11, 23, 12, tzinfo=UTC)
    content = PAGE.format(body).encode()
    return RawStatement("s", "a.gov/x", "https://a.gov/x", content, media_type, moment, "utf-8", title="É", published=moment)


class NoCleaner:
    """Fails if it is asked to clean anything."""

    def clean(self, raw: RawStatement, profile: Profile) -> Statement:
        raise AssertionError("it must be cleaned in the worker")


@pytest.fixture(scope="module")
def isolating() -> Iterator[IsolatingCleaner]:
    """Return a cleaner that can clean only in its worker, with 2 s of CPU time."""
    with IsolatingCleaner(
        NoCleaner(), [shipped_file("boilerplate.yaml")], replace(CLEAN_LIMITS, cpu_seconds=2, wall_seconds=120)
    ) as cleaner:
        yield cleaner


def test_a_request_is_decoded_to_what_was_encoded() -> None:
    assert decode_request(encode_request(raw(), PROFILE), raw().content) == (raw(), PROFILE)


def test_the_worker_gives_the_same_statement_as_this_process(isolating: IsolatingCleaner) -> None:
    long = raw("<aside>Share</aside>" + "<p>The Minister met his counterpart today.</p>" * 5000)
    assert not is_cheap(long)
    with build_cleaner() as here:
        assert isolating.clean(long, PROFILE) == here._cleaner.clean(long, PROFILE)


@pytest.mark.parametrize("body", ["<table>" * 51, "<b>x</b>" * 2000, "x" * 100_001])
def test_a_document_that_may_take_long_is_not_cheap(body: str) -> None:
    assert not is_cheap(raw(body))


def test_a_usual_page_is_cheap() -> None:
    assert is_cheap(raw("<p>The Minister met his counterpart today.</p>" * 1000))


@pytest.mark.parametrize("body", ["<table>" * 4000, "x<br>" * 30_000, f"<p {' '.join(f'a{n}=1' for n in range(90_000))}>x"])
def test_a_page_that_takes_too_much_time_is_refused_and_the_next_one_is_cleaned(isolating: IsolatingCleaner, body: str) -> None:
    page = RawStatement("s", "a.gov/x", "", body.encode(), "text/html", datetime(2026, 11, 23, tzinfo=UTC), "utf-8")
    with pytest.raises(InputError, match=r"^a.gov/x: cleaning it took more than 2 s of CPU time"):
        isolating.clean(RawStatement("s", "a.gov/x", "", b"<html><body>" + page.content, "text/html", page.fetched), Profile())
    assert isolating.clean(raw("<p>They met today.</p>" * 2000), Profile()).text


def test_a_page_that_needs_too_much_memory_is_refused_for_that_reason(
    isolating: IsolatingCleaner,
) -> None:
    with pytest.raises(InputError, match=r"^a.gov/x: needs more memory than it may have"):
        isolating.clean(raw("<a href=x>x</a>" * 400_000), Profile())


def test_a_refusal_of_the_cleaner_keeps_its_words(isolating: IsolatingCleaner) -> None:
    with pytest.raises(InputError, match=r"^a.gov/x: holds no text"):
        isolating.clean(raw("<b></b>" * 3000), Profile())


def test_a_bug_of_the_cleaner_is_reported_as_a_bug() -> None:
    response = respond(NoCleaner(), encode_request(raw(), Profile()), raw().content)
    with pytest.raises(RuntimeError, match=r"^a.gov/x: (?s:.*)Traceback(?s:.*)it must be cleaned in the worker"):
        decode_response("a.gov/x", response)
