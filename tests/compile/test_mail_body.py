"""A body that was rendered once for all recipients has the bytes that the standard library writes for each of them."""

from __future__ import annotations

from dataclasses import replace
from email.message import EmailMessage
from email.policy import EmailPolicy
from html import escape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digest.compile.email import EmailRenderer
from digest.compile.email_html import html_part
from digest.compile.mail_body import MailBodies
from digest.compile.plain_text import plain_part
from digest.records import Edition, Format, Target
from tests.compile.editions import a_statement, an_edition, an_entry, real_edition
from tests.compile.test_email import SENDER, parts, read

POLICY = EmailPolicy(linesep="\r\n", max_line_length=76)
EDITION = real_edition()
BODIES = MailBodies()


def by_the_standard_library(edition: Edition, link: str, boundary: str) -> bytes:
    """The body of a message that has its two parts rendered for this link."""
    view = MailBodies().view(edition)
    text = plain_part(view) + (f"\nUnsubscribe: {link}\n" if link else "")
    message = EmailMessage(policy=POLICY)
    message.set_content(text, cte="quoted-printable")
    message.make_alternative(boundary=boundary)
    message.add_alternative(html_part(view, link), subtype="html", cte="quoted-printable")
    return message.as_bytes().partition(b"\r\n\r\n")[2]


@given(link=st.text("abcXYZ019-._~/:?=&%+", max_size=180).map(lambda tail: f"https://example.org/{tail}" if tail else ""))
@settings(max_examples=60, deadline=None)
def test_the_body_is_that_of_the_standard_library(link: str) -> None:
    boundary, body = BODIES.body(BODIES.view(EDITION), link).for_link(link)
    assert body == by_the_standard_library(EDITION, link, boundary)


@pytest.mark.parametrize("text", ["Ça va. " * 40, "a" * 200 + ". B.", "One.\u2028Two. Three.", "\x85. B. ", "=3D. =\n. B."])
def test_the_body_of_an_unusual_text_is_that_of_the_standard_library(text: str) -> None:
    edition = an_edition(an_entry(replace(a_statement(), text=text, title=text[:60])))
    link = "https://example.org/unsubscribe/" + "x" * 90 + "&y=1"
    boundary, body = BODIES.body(BODIES.view(edition), link).for_link(link)
    assert body == by_the_standard_library(edition, link, boundary)


def test_each_recipient_gets_their_own_link_and_nobody_elses() -> None:
    renderer = EmailRenderer(SENDER)
    links = set()
    for name in ("a", "bb", "a.very.long.name.of.a.reader.in.a.ministry", "anna", "bert"):
        message = read(renderer.render(EDITION, Target("email", f"{name}@example.org", Format.EMAIL)))
        link = str(message["List-Unsubscribe"]).partition(">")[0].removeprefix("<")
        text, page = parts(message)
        assert text.count(link) == 1
        assert page.count(f'href="{escape(link)}"') == 1
        assert not any(other in text or other in page for other in links)
        links.add(link)


def test_a_renderer_that_has_rendered_for_others_gives_the_same_bytes() -> None:
    shared = EmailRenderer(SENDER)
    readers = [Target("email", f"{'x' * number}@example.org", Format.EMAIL) for number in range(1, 90)]
    for reader in readers:
        shared.render(EDITION, reader)
    assert [shared.render(EDITION, reader) for reader in readers] == [
        EmailRenderer(SENDER).render(EDITION, reader) for reader in readers
    ]


def test_an_edition_that_is_equal_but_another_object_is_rendered_the_same() -> None:
    renderer = EmailRenderer(SENDER)
    reader = Target("email", "reader@example.org", Format.EMAIL)
    assert renderer.render(replace(EDITION), reader) == renderer.render(replace(EDITION), reader)


def test_without_a_link_the_body_is_the_same_for_all() -> None:
    renderer = EmailRenderer(replace(SENDER, unsubscribe_mailto="", unsubscribe_url=""))
    bodies = {
        renderer.render(EDITION, Target("email", f"{name}@example.org", Format.EMAIL)).partition(b"\r\n\r\n")[2]
        for name in ("anna", "bert")
    }
    assert len(bodies) == 1
