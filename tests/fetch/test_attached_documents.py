"""Documents attached to mail are read beside its text; those enclosed in a feed where an item has no page."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from email.message import EmailMessage
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.errors import InputError
from digest.fetch.attachments import MAX_ATTACHED, attached_documents
from digest.fetch.feed_document import feed_from_response
from digest.fetch.feed_parser import DocumentParser
from digest.fetch.feed_worker import parse_feed
from digest.fetch.files import FilesSource, read_stream
from digest.net import media_types
from digest.records import FetchState
from tests.clean.office_writer import docx, paragraph
from tests.clean.pdf_writer import Text, write_pdf

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
PDF = write_pdf([Text(72, 100, "The harbour of Lund closes on Friday.")])
DOCX = docx(paragraph("The harbour of Lund closes on Friday."))
TEXT = "The Port Authority closes the harbour of Lund. Please find the statement attached."


def mail(text: str, *attached: tuple[str, bytes]) -> bytes:
    message = EmailMessage()
    message["From"] = "Port of Lund <press@port.example>"
    message["Subject"] = "The harbour closes"
    message["Date"] = "Mon, 23 Nov 2026 10:00:00 +0000"
    if text:
        message.set_content(text)
    for name, content in attached:
        message.add_attachment(content, maintype="application", subtype="octet-stream", filename=name)
    return message.as_bytes()


def names(content: bytes) -> list[str]:
    return [document.name for document in attached_documents(content)]


def test_documents_are_known_by_what_they_hold() -> None:
    content = mail(TEXT, ("a.bin", PDF), ("b.pdf", b"\x89PNG"), ("c.doc", DOCX), ("d.txt", b"text"))
    assert [(one.name, one.media_type) for one in attached_documents(content)] == [
        ("a.bin", media_types.PDF),
        ("c.doc", media_types.DOCX),
    ]


def test_names_are_told_apart_and_lead_nowhere() -> None:
    assert names(mail(TEXT, ("a.pdf", PDF), ("a.pdf", PDF), ("../../etc/a.pdf", PDF))) == [
        "a.pdf",
        "2 a.pdf",
        ".. .. etc a.pdf",
    ]


def test_documents_of_an_attached_message_are_not_read() -> None:
    message = EmailMessage()
    message.set_content(TEXT)
    inner = EmailMessage()
    inner.set_content("Fwd")
    inner.add_attachment(PDF, maintype="application", subtype="pdf", filename="a.pdf")
    message.add_attachment(inner)
    assert names(message.as_bytes()) == []


def test_no_more_than_a_few_are_read() -> None:
    assert len(names(mail(TEXT, *[(f"{n}.pdf", PDF) for n in range(MAX_ATTACHED + 5)]))) == MAX_ATTACHED


@given(st.binary(max_size=400), st.integers(0, 3000))
def test_no_damage_raises(noise: bytes, place: int) -> None:
    content = mail(TEXT, ("a.pdf", PDF))
    assert len(attached_documents(content[:place] + noise + content[place:])) <= MAX_ATTACHED


def test_a_folder_gives_the_text_and_each_document(tmp_path: Path, parser: DocumentParser) -> None:
    (tmp_path / "a.eml").write_bytes(mail(TEXT, ("plan.pdf", PDF)))
    (tmp_path / "b.eml").write_bytes(mail("", ("plan.pdf", PDF)))
    (tmp_path / "c.pdf").write_bytes(PDF)
    (tmp_path / "d.docx").write_bytes(DOCX)
    source = FilesSource("port", tmp_path, "*", parser)
    fetched = source.fetch(FetchState(), NOW)
    assert [(raw.key, raw.media_type) for raw in fetched.statements] == [
        ("file:port/a.eml", "text/plain"),
        ("file:port/a.eml#plan.pdf", media_types.PDF),
        ("file:port/b.eml#plan.pdf", media_types.PDF),
        ("file:port/c.pdf", media_types.PDF),
        ("file:port/d.docx", media_types.DOCX),
    ]
    assert fetched.statements[1].author == "Port of Lund"
    assert fetched.statements[1].dates == ("Mon, 23 Nov 2026 10:00:00 +0000",)
    assert fetched.failures == ()
    assert source.fetch(fetched.state, NOW).statements == ()


def test_one_mail_is_its_text_and_says_what_is_attached() -> None:
    raw = read_stream(mail(TEXT, ("plan.pdf", PDF)), "a.eml", NOW)
    assert (raw.media_type, raw.note) == ("text/plain", "documents attached to the mail are not read here: plan.pdf")
    assert read_stream(mail("", ("plan.pdf", PDF)), "a.eml", NOW).content == PDF
    with pytest.raises(InputError, match="without a text part"):
        read_stream(mail("", ("plan.png", b"\x89PNG")), "a.eml", NOW)


def links(*items: str) -> list[str]:
    feed = f'<rss version="2.0"><channel><title>T</title><link>https://a.gov/</link>{"".join(items)}</channel></rss>'
    answer = parse_feed(feed.encode(), "application/rss+xml", "https://a.gov/feed")
    return [item.link for item in feed_from_response(answer, "https://a.gov/feed").items]


@pytest.mark.parametrize(
    ("item", "link"),
    [
        ('<enclosure url="/x.pdf" type="application/pdf"/>', "https://a.gov/x.pdf"),
        ('<enclosure url="/x.pdf?v=2" type=""/>', "https://a.gov/x.pdf?v=2"),
        ('<enclosure url="/x" type="application/pdf; charset=binary"/>', "https://a.gov/x"),
        ('<enclosure url="/x.mp3" type="audio/mpeg"/><enclosure url="/x.docx"/>', "https://a.gov/x.docx"),
        ('<enclosure url="/x.mp3" type="audio/mpeg"/>', ""),
        ('<link>/page</link><enclosure url="/x.pdf" type="application/pdf"/>', "https://a.gov/page"),
        ('<guid>https://a.gov/page</guid><enclosure url="/x.pdf" type="application/pdf"/>', "https://a.gov/page"),
        ('<enclosure url="javascript:x.pdf" type="application/pdf"/>', ""),
    ],
)
def test_an_enclosed_document_is_the_page_of_an_item_without_one(item: str, link: str) -> None:
    assert links(f"<item><title>Report</title>{item}</item>") == [link]


def test_an_attachment_of_a_json_feed_counts_in_the_same_way() -> None:
    attached = [
        {"url": "https://a.gov/x.mp3", "mime_type": "audio/mpeg"},
        {"url": "https://a.gov/x", "mime_type": "application/pdf"},
    ]
    items = [{"id": "1", "title": "Report", "attachments": attached}, {"id": "2", "attachments": "none"}, {"id": "3"}]
    feed = {"version": "https://jsonfeed.org/version/1.1", "items": items}
    answer = parse_feed(json.dumps(feed).encode(), "application/json", "https://a.gov/feed")
    assert [item.link for item in feed_from_response(answer, "https://a.gov/feed").items] == ["https://a.gov/x", "", ""]
