"""The message: its headers, exactly those intended, and its two parts, which say the same."""

from __future__ import annotations

import json
from dataclasses import replace
from email import message_from_bytes, policy
from email.header import decode_header, make_header
from email.message import EmailMessage
from email.parser import BytesParser
from email.policy import compat32
from email.utils import parsedate_to_datetime

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from lxml import html

from digest.compile.email import EmailRenderer, Sender
from digest.compile.filter import filter_edition
from digest.compile.message_headers import header_text
from digest.compile.plain_text import TextRenderer
from digest.compile.unsubscribe_token import read_token, unsubscribe_token
from digest.compile.view import build_view
from digest.errors import ConfigError, InputError
from digest.records import Edition, Format, SubscriptionFilter, Target
from tests.compile.editions import DATA, READER, SEALED, a_statement, an_edition, an_entry, real_edition

SENDER = Sender(
    address="digest@example.org",
    name="Morning digest",
    domain="example.org",
    secret=b"a secret of the test",
    unsubscribe_mailto="leave@example.org",
    unsubscribe_url="https://example.org/unsubscribe/{token}",
)
TITLES: list[str] = json.loads((DATA / "titles.json").read_text("utf-8"))
HEADERS = [
    *("MIME-Version", "Content-Type", "From", "To", "Subject", "Date", "Message-ID", "List-Id", "List-Unsubscribe"),
    *("List-Unsubscribe-Post", "Auto-Submitted", "Precedence", "Content-Language"),
]


def written(edition: Edition, target: Target = READER, sender: Sender = SENDER) -> bytes:
    return EmailRenderer(sender).render(edition, target)


def read(content: bytes) -> EmailMessage:
    return BytesParser(EmailMessage, policy=policy.default).parsebytes(content)


def parts(message: EmailMessage) -> tuple[str, str]:
    plain, page = message.iter_parts()
    return plain.get_content(), page.get_content()


def names(content: bytes) -> list[str]:
    return message_from_bytes(content, policy=policy.compat32).keys()


def test_the_headers_are_these() -> None:
    message = read(written(real_edition()))
    token = unsubscribe_token(SENDER.secret, "morning", "reader@example.org")
    assert message.keys() == HEADERS
    assert message["From"] == "Morning digest <digest@example.org>"
    assert message["To"] == "reader@example.org"
    assert message["Subject"].startswith("Morning digest, 23 November 2026: 5 statements · ")
    assert message["Date"] == "Mon, 23 Nov 2026 06:00:00 -0500"
    assert parsedate_to_datetime(message["Date"]) == SEALED
    assert message["Message-ID"].startswith("<2026-11-23.morning.")
    assert message["Message-ID"].endswith("@example.org>")
    assert message["List-Id"] == "<morning.example.org>"
    assert message["List-Unsubscribe"] == (
        f"<https://example.org/unsubscribe/{token}>, <mailto:leave@example.org?subject=unsubscribe%20{token}>"
    )
    assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert message["Auto-Submitted"] == "auto-generated"
    assert message["Precedence"] == "bulk"
    assert message["Content-Language"] == "en"


def test_a_list_without_a_way_out_claims_none() -> None:
    bare = replace(SENDER, unsubscribe_mailto="", unsubscribe_url="")
    message = read(written(real_edition(), sender=bare))
    assert message.keys() == [name for name in HEADERS if not name.startswith("List-Unsubscribe")]
    assert not any("nsubscribe" in part for part in parts(message))


def test_the_way_out_by_mail_alone_promises_no_single_click() -> None:
    message = read(written(real_edition(), sender=replace(SENDER, unsubscribe_url="")))
    assert message["List-Unsubscribe"].startswith("<mailto:leave@example.org?subject=unsubscribe%20")
    assert "List-Unsubscribe-Post" not in message


def test_the_list_headers_stand_on_one_line_however_long() -> None:
    sender = replace(SENDER, unsubscribe_url=f"https://example.org/{'x' * 300}/{{token}}")
    lines = written(real_edition(), sender=sender).split(b"\r\n")
    [line] = [line for line in lines if line.startswith(b"List-Unsubscribe:")]
    assert line.startswith(b"List-Unsubscribe: <https://example.org/xxx")
    assert line.endswith(b">")
    assert len(line) > 400


def test_both_parts_say_the_same_plain_first() -> None:
    edition = real_edition()
    message = read(written(edition))
    assert message.get_content_type() == "multipart/alternative"
    assert [part.get_content_type() for part in message.iter_parts()] == ["text/plain", "text/html"]
    assert [part["Content-Transfer-Encoding"] for part in message.iter_parts()] == ["quoted-printable"] * 2
    plain, page = (" ".join(part.split()) for part in parts(message))
    shown = " ".join(html.document_fromstring(page).text_content().split())
    for item in build_view(edition).all_entries:
        points = (point.text for point in item.points if not point.change)
        for said in (item.title, *item.facts, *points, *item.notes):
            assert said in plain.replace("> ", "")
            assert said in shown


def test_lines_are_short_and_ended_by_crlf() -> None:
    content = written(an_edition(an_entry(a_statement("平和 " * 3000, title="x" * 3000))))
    lines = content.split(b"\r\n")
    assert max(map(len, lines)) <= 998
    assert not any(b"\n" in line or b"\r" in line for line in lines)
    assert content.isascii()


def test_the_same_edition_and_reader_give_the_same_bytes() -> None:
    assert written(real_edition()) == written(real_edition())


def test_each_reader_digest_and_day_has_its_own_message_id() -> None:
    other = Target("email", "other@example.org", Format.EMAIL)
    tomorrow = replace(real_edition(), slot=real_edition().slot.replace(day=24))
    evening = replace(real_edition(), digest="evening")
    contents = [written(real_edition()), written(real_edition(), other), written(tomorrow), written(evening)]
    contents.append(written(real_edition(), sender=replace(SENDER, secret=b"another")))
    assert len({read(content)["Message-ID"] for content in contents}) == 5


def test_a_message_for_a_file_is_addressed_to_the_sender() -> None:
    message = read(written(real_edition(), Target("file", "out/2026-11-23.eml", Format.EMAIL)))
    assert message["To"] == "digest@example.org"


@pytest.mark.parametrize(
    "address", ["", "nobody", "a b@example.org", "a@b\nBcc: evil@example.org", "a,b@example.org", "a@", "@b"]
)
def test_a_recipient_that_is_no_address_is_named(address: str) -> None:
    with pytest.raises(ConfigError, match="is not a mail"):
        written(an_edition(), Target("email", address, Format.EMAIL))


def test_an_address_of_one_click_without_https_is_refused() -> None:
    with pytest.raises(ConfigError, match="RFC 8058 asks for https"):
        written(an_edition(), sender=replace(SENDER, unsubscribe_url="http://example.org/{token}"))


def test_domains_are_written_in_ascii_and_names_outside_it_are_encoded() -> None:
    sender = replace(SENDER, name="Früh; am Morgen", address="digest@exämple.org", domain="exämple.org")
    content = written(an_edition(title="Der Morgen in Zürich"), sender=sender)
    message = read(content)
    assert content.isascii()
    assert message["From"].addresses[0].display_name == "Früh; am Morgen"
    assert message["From"].addresses[0].addr_spec == "digest@xn--exmple-cua.org"
    assert message["Subject"] == "Der Morgen in Zürich, 23 November 2026: no new statements"
    assert max(len(word) for word in content.split() if word.startswith(b"=?")) <= 75


def test_only_a_local_part_outside_ascii_puts_utf8_into_headers() -> None:
    content = written(an_edition(), Target("email", "läser@example.org", Format.EMAIL))
    assert "To: läser@example.org".encode() in content
    assert names(content) == HEADERS


def test_a_sender_does_not_show_its_secret() -> None:
    assert "secret of the test" not in repr(SENDER)


# --- hostile words in headers ----------------------------------------------------------------------------------------


def assert_headers_hold(title: str) -> None:
    edition = an_edition(an_entry(a_statement(title=title, issuer=title)), title=title)
    content = written(edition, sender=replace(SENDER, name=title))
    assert names(content) == HEADERS
    message = read(content)
    assert message["Subject"] == header_text(build_view(edition).subject)
    assert message["To"] == "reader@example.org"
    assert [address.addr_spec for address in message["From"].addresses] == ["digest@example.org"]


@pytest.mark.parametrize("title", TITLES, ids=ascii)
def test_a_hostile_title_adds_and_takes_no_header(title: str) -> None:
    assert_headers_hold(title)


@settings(max_examples=150)
@given(st.text(st.sampled_from('=?utf8-qb_ADa0\r\n:;,<>@"\\() é') | st.characters(), max_size=300))
@example("é" * 400).via("long and outside ASCII")
@example("000000" + "\xa0" * 8 + "\U00010000" * 5 + " \xa0¡").via("two spaces where an encoded word ends")
@example("000000" + "¡" * 8 + "\U00010000" * 5 + " ¡ ¡").via("a space between two encoded words")
def test_no_title_adds_or_takes_a_header(title: str) -> None:
    assert_headers_hold(title)


@given(st.lists(st.text("абвгдежзиклмнопрстуфхцчшщыьэюя", min_size=1, max_size=14), min_size=1, max_size=20))
def test_words_in_other_letters_stay_apart_in_subject_and_sender(words: list[str]) -> None:
    title = " ".join(words)
    content = written(an_edition(title=title), sender=replace(SENDER, name=title))
    # Read by what joins encoded words as RFC 2047 (6.2) says; the newer parser of the standard library does not, in names.
    message = BytesParser(policy=compat32).parsebytes(content)
    subject, sender = (str(make_header(decode_header(message[name].replace("\r\n", "\n")))) for name in ("Subject", "From"))
    assert subject == header_text(build_view(an_edition(title=title)).subject)
    assert sender == f"{header_text(title)} <digest@example.org>"


@given(st.text(st.sampled_from("=?utf8-q_0DA \r\n") | st.characters()))
def test_a_header_text_is_one_line_without_encoded_words(text: str) -> None:
    cleaned = header_text(text)
    assert len(cleaned) <= 200
    assert "=?" not in cleaned
    assert cleaned.isprintable() or set(cleaned) - set(map(chr, range(0x80))), cleaned


# --- the way out -----------------------------------------------------------------------------------------------------


@given(st.from_regex(r"[a-z0-9-]{1,20}", fullmatch=True), st.emails())
def test_a_token_names_who_leaves_what(digest: str, recipient: str) -> None:
    assert read_token(b"key", unsubscribe_token(b"key", digest, recipient)) == (digest, recipient)


@pytest.mark.parametrize(
    "damage", [str.upper, lambda token: token[1:], lambda token: token + "x", lambda _: "", lambda _: "é.é"]
)
def test_a_damaged_or_foreign_token_takes_nobody_off(damage: object) -> None:
    token = unsubscribe_token(b"key", "morning", "reader@example.org")
    with pytest.raises(InputError, match="unsubscribe link"):
        read_token(b"key", damage(token))  # type: ignore[operator]
    with pytest.raises(InputError):
        read_token(b"another key", token)


def test_the_text_file_is_the_plain_part() -> None:
    text = TextRenderer().render(real_edition(), READER).decode()
    plain, _ = parts(read(written(real_edition())))
    assert plain.replace("\r\n", "\n").startswith(text)


def test_the_view_is_computed_once_for_all_recipients_of_an_edition_and_a_filter() -> None:
    build_view.cache_clear()
    edition, ours = real_edition(), SubscriptionFilter(sources=("whitehouse.gov",))
    for name in ("a", "b", "c"):
        written(edition, replace(READER, address=f"{name}@example.org"))
        written(filter_edition(edition, ours), replace(READER, address=f"{name}2@example.org"))
    assert build_view.cache_info().misses == 2
