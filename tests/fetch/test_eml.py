"""The text of a saved mail is what a mail program shows, and its headers are read whatever program wrote them."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from digest.errors import InputError
from digest.fetch.eml import EmlMessage, parse_eml
from digest.fetch.files import read_document, read_stream
from digest.fetch.mail_headers import decoded_header
from digest.net.media_types import MAIL, from_bytes
from digest.records import RawStatement

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
HEAD = (
    "From: Port of Lund <press@port.example>\r\nSubject: Ferry\r\nDate: Mon, 2 Nov 2026 09:00:00 +0100\r\nMIME-Version: 1.0\r\n"
)
ONE = "The ferry sails every hour from Friday on."
TWO = "A ticket costs four crowns, and a year's pass forty."
PICTURE = (
    "Content-Type: image/png\r\nContent-Disposition: inline; filename=a.png\r\n"
    "Content-Transfer-Encoding: base64\r\n\r\niVBORw0KGgo="
)
NAMED = "Content-Disposition: {}; filename=b.txt\r\n"
BUTTON = '<a href="https://x.example"><img src="cid:1" alt=""></a>'


def plain(text: str, headers: str = "") -> str:
    return f"Content-Type: text/plain; charset=utf-8\r\n{headers}\r\n{text}"


def html(text: str, headers: str = "") -> str:
    return f"Content-Type: text/html; charset=utf-8\r\n{headers}\r\n{text}"


def multipart(kind: str, *parts: str, boundary: str = "b") -> str:
    body = "".join(f"--{boundary}\r\n{part}\r\n" for part in parts)
    return f'Content-Type: multipart/{kind}; boundary="{boundary}"\r\n\r\n{body}--{boundary}--\r\n'


def mail(body: str, head: str = HEAD) -> EmlMessage:
    return parse_eml((head + body).encode(), "x.eml")


def text_of(body: str) -> str:
    return " ".join(mail(body).content.decode().split())


ATTACHED = f"Content-Type: message/rfc822\r\n\r\nFrom: a@b.example\r\nSubject: Parking\r\n\r\n{plain('Where is the gate?')}"


@pytest.mark.parametrize(
    ("body", "has", "lacks"),
    [
        (plain(ONE), [ONE], []),
        (plain(ONE, NAMED.format("inline")), [ONE], []),
        (plain(ONE, NAMED.format("attachment")), [ONE], []),
        (multipart("mixed", plain(ONE), ATTACHED), [ONE], ["gate"]),
        (multipart("mixed", ATTACHED, plain(ONE)), [ONE], ["gate"]),
        (multipart("mixed", plain(ONE), PICTURE, plain(TWO)), [ONE, TWO], []),
        (multipart("mixed", html(f"<p>{ONE}</p>"), PICTURE, html(f"<p>{TWO}</p>")), [ONE, TWO], []),
        (multipart("mixed", plain(ONE), PICTURE, html(f"<p>{TWO}</p>")), [ONE, TWO], []),
        (multipart("mixed", plain(ONE), html(f"<p>{ONE}</p>")), [f"<p>{ONE}</p>"], []),
        (multipart("mixed", plain(ONE), plain(TWO, NAMED.format("inline"))), [ONE, TWO], []),
        (multipart("mixed", plain(ONE), plain(TWO, NAMED.format("attachment"))), [ONE], [TWO]),
        (multipart("mixed", PICTURE, plain(TWO, NAMED.format("attachment"))), [TWO], []),
        (multipart("alternative", plain(ONE), html(f"<p>{ONE} {TWO}</p>")), [TWO], []),
        (multipart("alternative", html(f"<b>{ONE}</b>"), plain(ONE)), [f"<b>{ONE}"], []),
        (multipart("alternative", plain(f"{ONE} {TWO}"), html(BUTTON)), [TWO], ["img"]),
        (multipart("alternative", plain(f"{ONE} {TWO}"), html("<style>p{x:y}</style><p>View</p>")), [TWO], ["View"]),
        (multipart("alternative", plain(f"See https://x.example/{400 * 'a'}"), html(f"<p>{ONE}</p>")), [ONE], []),
        (multipart("alternative", plain(""), html(f"<p>{ONE}</p>")), [ONE], []),
        (
            multipart("alternative", plain(ONE), multipart("related", html(f"<p>{ONE}</p>"), PICTURE, boundary="c")),
            [f"<p>{ONE}"],
            [],
        ),
        (
            multipart("alternative", plain(ONE), multipart("mixed", html(f"<p>{ONE}</p>"), PICTURE, html(TWO), boundary="c")),
            [f"<p>{ONE}", TWO],
            [],
        ),
        (multipart("related", html(f"<p>{ONE}</p>"), html("<p>frame</p>")), [ONE], ["frame"]),
        (
            multipart('related; start="<root>"', html("frame"), html(f"<p>{ONE}</p>", "Content-ID: <root>\r\n")),
            [ONE],
            ["frame"],
        ),
        (multipart("signed", plain(ONE), "Content-Type: application/pgp-signature\r\n\r\nx"), [ONE], []),
        (multipart("report", plain(ONE), ATTACHED), [ONE], ["gate"]),
        (
            multipart(
                "mixed", multipart("alternative", plain(ONE), html(f"<p>{ONE}</p>"), boundary="c"), plain("Footer of list")
            ),
            [f"<p>{ONE}", "Footer of list"],
            [],
        ),
    ],
)
def test_the_text_is_found_in_the_tree_of_parts(body: str, has: list[str], lacks: list[str]) -> None:
    text = text_of(body)
    assert [wanted for wanted in has if wanted not in text] == []
    assert [unwanted for unwanted in lacks if unwanted in text] == []


@pytest.mark.parametrize(
    "body", [ATTACHED, PICTURE, multipart("mixed", ATTACHED, ATTACHED), plain(" "), html("<img src=a.png>")]
)
def test_a_mail_without_a_text_of_its_own_is_refused(body: str) -> None:
    with pytest.raises(InputError, match=r"^x\.eml: is a mail message without a text part"):
        mail(body)


def test_a_message_that_is_passed_on_as_the_only_attachment_is_read() -> None:
    body = multipart("mixed", plain(" "), PICTURE, f"Content-Type: message/rfc822\r\n\r\n{HEAD}{plain(ONE)}")
    found = mail(body)
    assert ONE in found.content.decode()
    assert found.subject == "Ferry"


def test_flowed_rows_are_joined() -> None:
    text = "The ferry sails \r\nevery hour.\r\n\r\n From Friday on.\r\n-- \r\nEva"
    body = f"Content-Type: text/plain; charset=utf-8; format=flowed\r\n\r\n{text}"
    assert mail(body).content == b"The ferry sails every hour.\n\nFrom Friday on.\n-- \nEva"


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("D=?UTF-8?Q?=C3=A9?=claration", "Déclaration"),
        ("=?UTF-8?Q?D=C3?= =?UTF-8?Q?=A9claration?=", "Déclaration"),
        ("=?utf-8?B?RMOpY2xhcmF0aW9u?=", "Déclaration"),
        ("=?utf-8?B?RMOpY2xhcmF0aW9u?=\r\n =?utf-8?Q?_de_Lund?=", "Déclaration de Lund"),
        ("=?UTF-8?Q?a?= b =?UTF-8?Q?c?=", "a b c"),
        ("=?gb2312?B?1uzpRrv5?=", "朱镕基"),
        ("=?windows-1251?Q?=CB=F3=ED=E4?= today", "Лунд today"),
        ("=?utf-8?Q?a b?=", "a b"),
        ("=?utf-8*en?Q?a?=", "a"),
        ("=?no-such?Q?abc?=", "abc"),
        ("=?utf-8?X?abc?=", "=?utf-8?X?abc?="),
        ("what =?", "what =?"),
        ("", ""),
    ],
)
def test_encoded_words_are_decoded_wherever_they_stand(written: str, shown: str) -> None:
    assert decoded_header(written) == shown


@pytest.mark.parametrize(("charset", "body_charset"), [("utf-8", "utf-8"), ("cp1252", "iso-8859-1"), ("utf-8", "iso-8859-1")])
def test_raw_bytes_in_headers_are_read(charset: str, body_charset: str) -> None:
    head = HEAD.replace("Ferry", "Déclaration à Lund").replace("Port of Lund", "Hélène Déprès")
    found = parse_eml((head + f"Content-Type: text/plain; charset={body_charset}\r\n\r\nShe spoke.").encode(charset), "x.eml")
    assert (found.subject, found.sender) == ("Déclaration à Lund", "Hélène Déprès")


def test_the_tag_of_a_list_is_not_part_of_the_subject() -> None:
    head = HEAD.replace("Subject: ", "Subject: [port-press] ") + "List-Id: Press <port-press.lists.port.example>\r\n"
    assert mail(plain(ONE), head).subject == "Ferry"
    assert mail(plain(ONE), HEAD.replace("Subject: ", "Subject: [Correction] ")).subject == "[Correction] Ferry"


SAVED = (
    "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://port.example/ferry\r\nSubject: Ferry\r\n"
    "Date: Tue, 3 Nov 2026 09:00:00 +0100\r\nMIME-Version: 1.0\r\n"
)
PAGE = f"<!doctype html><html><head><title>Ferry</title></head><body><p>{ONE}</p></body></html>"


@pytest.mark.parametrize("name", ["p.mhtml", "p.mht", "p.eml", "standard input"])
def test_a_page_saved_as_a_message_is_a_page(name: str) -> None:
    found = read_stream((SAVED + multipart("related", html(PAGE), html("<p>frame</p>"), PICTURE)).encode(), name, NOW)
    assert (found.media_type, found.link, found.title, found.dates) == ("text/html", "https://port.example/ferry", "", ())
    assert not found.fragment
    assert not found.is_mail
    assert ONE.encode() in found.content


@pytest.mark.parametrize("name", ["standard input", "mail.txt", "mail", "1700.M1P2.host:2,S", "mail.html"])
@pytest.mark.parametrize("start", ["", "\ufeff", "\r\n", "From press@port.example Mon Nov  2 09:00:00 2026\r\n"])
def test_a_mail_is_known_by_its_header_lines(name: str, start: str) -> None:
    found = read_stream((start + HEAD + plain(ONE)).encode(), name, NOW)
    assert is_mail_of_the_port(found)


def is_mail_of_the_port(found: RawStatement) -> bool:
    return found.is_mail and found.title == "Ferry" and found.author == "Port of Lund" and found.content == ONE.encode()


def test_a_mail_without_headers_of_a_program_is_known_by_its_sender(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(f"From: Press <press@port.example>\nTo: desk@paper.example\nSubject: Ferry\n\n{ONE}")
    assert read_document(tmp_path / "a.txt", NOW).title == "Ferry"


@pytest.mark.parametrize(
    "text",
    [
        f"FROM: The Minister\nTO: All departments\nSUBJECT: Ferries\n\n{ONE}",
        f"Media contact: press@port.example\n\n{ONE}",
        f"Note: {ONE}\nSource: the port",
        f"Ferry: sails\n{ONE}",
        "",
        ":",
    ],
)
def test_a_text_that_begins_like_a_mail_is_a_text(text: str) -> None:
    assert from_bytes(text.encode()) == "text/plain"


def test_a_mailbox_of_several_messages_is_refused() -> None:
    one = f"From a@b.example Mon Nov  2 09:00:00 2026\n{HEAD}{plain(ONE)}\n\n".replace("\r", "")
    with pytest.raises(InputError, match="several messages"):
        read_stream((one + one).encode(), "box", NOW)
    assert from_bytes(one.encode()) == MAIL
