"""Documents on disk: a folder, one file, a stream. Nothing outside the folder and nothing but text is read."""

from __future__ import annotations

import os
import socket
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest

from digest.errors import FetchError, InputError, NotFoundError
from digest.fetch.feed_parser import DocumentParser
from digest.fetch.files import MAX_DOCUMENT_BYTES, FilesSource, read_document, read_stream
from digest.records import FetchState

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
FEED = """<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><link>https://a.gov/</link>
<item><title>One</title><link>/1</link><content:encoded>The text of one.</content:encoded></item>
<item><title>Two</title><link>/2</link><description>A teaser.</description></item></channel></rss>"""
MAIL = b"""From: =?utf-8?q?Minist=C3=A8re?= <press@a.gov>\r\nSubject: =?utf-8?b?w4l0w6k=?=
Date: Mon, 23 Nov 2026 10:00:00 +0100
Content-Type: multipart/alternative; boundary=x\r\n\r\n--x\r\nContent-Type: text/plain\r\n\r\nplain\r\n--x
Content-Type: text/html; charset=latin-1\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n<p>=E9t=E9</p>\r\n--x--\r\n"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    root = tmp_path / "in"
    (root / "sub").mkdir(parents=True)
    (root / "a.html").write_text("<p>A")
    (root / "sub" / "b.md").write_text("# B")
    (root / "c.txt").write_text("C")
    return root


def source(root: Path, pattern: str = "**/*", parser: DocumentParser | None = None) -> FilesSource:
    """A source of the files in `root`. Its parser, which starts no process before the first feed, is `parser` or a new one."""
    return FilesSource("files", root, pattern, parser or DocumentParser())


def test_each_file_that_matches_is_a_statement(folder: Path) -> None:
    fetched = source(folder).fetch(FetchState(), NOW)
    assert [(each.key, each.media_type) for each in fetched.statements] == [
        ("file:files/a.html", "text/html"),
        ("file:files/c.txt", "text/plain"),
        ("file:files/sub/b.md", "text/markdown"),
    ]
    assert all(each.source == "files" and each.link == "" and not each.fragment for each in fetched.statements)


def test_a_file_is_returned_again_only_if_its_content_changes(folder: Path) -> None:
    state = source(folder).fetch(FetchState(), NOW).state
    os.utime(folder / "a.html", (0, 0))
    (folder / "c.txt").write_text("C, corrected")
    fetched = source(folder).fetch(state, NOW)
    assert [each.content for each in fetched.statements] == [b"C, corrected"]
    assert source(folder).fetch(fetched.state, NOW).statements == ()


def test_a_feed_document_yields_its_items(folder: Path, parser: DocumentParser) -> None:
    (folder / "feed.xml").write_text(FEED)
    fetched = source(folder, "*.xml", parser).fetch(FetchState(), NOW)
    assert [(each.key, each.title, each.fragment) for each in fetched.statements] == [("https://a.gov/1", "One", True)]
    assert [failure.subject for failure in fetched.failures] == ["https://a.gov/2"]
    assert source(folder, "*.xml", parser).fetch(fetched.state, NOW).statements == ()


def test_a_mail_message_yields_its_html_part_with_subject_sender_and_date(folder: Path) -> None:
    (folder / "m.eml").write_bytes(MAIL)
    (statement,) = source(folder, "*.eml").fetch(FetchState(), NOW).statements
    assert (statement.content.strip(), statement.media_type, statement.charset) == (b"<p>\xe9t\xe9</p>", "text/html", "latin-1")
    assert (statement.title, statement.author) == ("Été", "Ministère")
    assert statement.dates == ("Mon, 23 Nov 2026 10:00:00 +0100",)


def test_a_link_out_of_the_folder_is_a_failure_and_not_read(folder: Path) -> None:
    secret = folder.parent / "secret.txt"
    secret.write_text("secret")
    (folder / "out.txt").symlink_to(secret)
    (folder / "up").symlink_to(folder.parent)
    (folder / "gone.txt").symlink_to(folder / "nothing")
    (folder / "in.txt").symlink_to(folder / "c.txt")
    fetched = source(folder).fetch(FetchState(), NOW)
    assert {failure.subject for failure in fetched.failures} == {"out.txt", "gone.txt"}
    assert "file:files/in.txt" in {each.key for each in fetched.statements}
    assert not any(b"secret" in each.content for each in fetched.statements)
    assert source(folder, "up/*.txt").fetch(FetchState(), NOW).statements == ()


@pytest.mark.parametrize("pattern", ["../*", "sub/../../*", "/etc/*", ""])
def test_a_pattern_that_leads_out_of_the_folder_is_an_error(pattern: str, folder: Path) -> None:
    with pytest.raises(FetchError, match="leads out of its folder"):
        source(folder, pattern).fetch(FetchState(), NOW)


def test_a_folder_that_does_not_exist_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(FetchError, match="does not exist"):
        source(tmp_path / "nothing").fetch(FetchState(), NOW)


def test_files_that_cannot_be_used_are_failures_and_the_rest_is_read(folder: Path, parser: DocumentParser) -> None:
    (folder / "d.pdf").write_bytes(b"\x89PNG")
    (folder / "e.txt").write_bytes(b"")
    (folder / "f.txt").write_bytes(b"\0\1\2")
    (folder / "g.json").write_text('{"a": 1}')
    (folder / "h.csv").write_text("a,b")
    (folder / "i.eml").write_bytes(b"Subject: x\r\nContent-Type: image/png\r\n\r\nx")
    os.mkfifo(folder / "j.txt")
    (folder / os.fsdecode(b"k\xff.csv")).write_text("a,b")
    fetched = source(folder, parser=parser).fetch(FetchState(), NOW)
    assert len(fetched.statements) == 3
    assert [failure.subject for failure in fetched.failures] == [
        "d.pdf",
        "e.txt",
        "f.txt",
        "g.json",
        "h.csv",
        "i.eml",
        "j.txt",
        "k\\xff.csv",
    ]
    assert "is image/png" in fetched.failures[0].reason


def test_a_loop_of_links_costs_the_links_only(folder: Path) -> None:
    (folder / "self.txt").symlink_to("self.txt")
    (folder / "one.txt").symlink_to("two.txt")
    (folder / "two.txt").symlink_to("one.txt")
    fetched = source(folder).fetch(FetchState(), NOW)
    assert len(fetched.statements) == 3
    assert {failure.subject for failure in fetched.failures} == {"self.txt", "one.txt", "two.txt"}
    assert all("a loop of symbolic links" in failure.reason for failure in fetched.failures)
    assert source(folder).check_offline() == "3 files"


@pytest.mark.parametrize("pattern", ["**/*", "*/*", "*/*/*/*"])
def test_a_link_to_a_parent_folder_lists_no_file_twice(pattern: str, folder: Path) -> None:
    (folder / "again").symlink_to(".")
    (folder / "sub" / "up").symlink_to("..")
    names = [each.key.rpartition("/")[2] for each in source(folder, pattern).fetch(FetchState(), NOW).statements]
    assert sorted(set(names)) == sorted(names)
    assert "b.md" in names


def test_a_folder_that_is_itself_a_link_is_read(folder: Path) -> None:
    link = folder.parent / "link"
    link.symlink_to(folder)
    assert len(source(link).fetch(FetchState(), NOW).statements) == 3


def test_a_special_file_costs_that_file(folder: Path) -> None:
    os.mkfifo(folder / "pipe.txt")
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(os.path.relpath(folder / "socket.txt"))  # the whole path can be too long for a socket
        fetched = source(folder).fetch(FetchState(), NOW)
    assert len(fetched.statements) == 3
    assert [str(failure) for failure in fetched.failures] == [
        "pipe.txt: while reading the file: pipe.txt: is not a regular file",
        "socket.txt: while reading the file: socket.txt: is not a regular file",
    ]


@contextmanager
def other_user(folder: Path) -> Iterator[None]:
    """Give up the right of root to read everything, in a folder that all may search."""
    if os.geteuid():
        yield
        return
    for path in (folder, *folder.parents):
        path.chmod(path.stat().st_mode | 0o555)
        if path.parent == Path(tempfile.gettempdir()):
            break
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)


def test_what_may_not_be_read_costs_that_file(folder: Path) -> None:
    (folder / "closed").mkdir(mode=0o444)
    (folder / "closed" / "d.txt").write_text("D")
    (folder / "c.txt").chmod(0)
    with other_user(folder):
        fetched = source(folder).fetch(FetchState(), NOW)
        offline = source(folder).check_offline()
    assert sorted(each.content for each in fetched.statements) == [b"# B", b"<p>A"]
    assert [(failure.subject, failure.reason) for failure in fetched.failures] == [
        ("c.txt", "c.txt: cannot be read: permission denied"),
        ("closed/d.txt", "closed/d.txt: cannot be read: permission denied"),
    ]
    assert offline == "3 files"


def test_a_folder_that_may_not_be_read_is_an_error_of_the_source(folder: Path) -> None:
    (folder / "sub").chmod(0)
    with other_user(folder), pytest.raises(FetchError, match=r"cannot search for .*: Permission denied"):
        source(folder / "sub").fetch(FetchState(), NOW)


# --- one document ----------------------------------------------------------------------------------------------------


def test_one_document_is_read_by_its_name_or_its_first_bytes(folder: Path) -> None:
    assert read_document(folder / "sub" / "b.md", NOW).media_type == "text/markdown"
    assert read_stream(b" <!doctype html><p>x", "-", NOW).media_type == "text/html"
    assert read_stream(b"\xef\xbb\xbf<!-- saved --><html><p>x", "page.txt", NOW).media_type == "text/html"
    assert read_stream(b"<b and words", "page.txt", NOW).media_type == "text/plain"
    assert read_stream(b"words", "-", NOW).media_type == "text/plain"
    assert read_stream("words".encode("utf-16"), "-", NOW).media_type == "text/plain"


def test_a_missing_document_is_not_found(tmp_path: Path) -> None:
    with pytest.raises(NotFoundError, match=r"nothing\.txt: does not exist$"):
        read_document(tmp_path / "nothing.txt", NOW)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "is empty"),
        (b" \n", "is empty"),
        (b"\0" * 9, "octet-stream"),
        (b"\x89PNG\r\n", "image/png"),
        (b"x" * (MAX_DOCUMENT_BYTES + 1), "larger than 20 MiB"),
    ],
)
def test_a_document_that_cannot_be_used_is_an_error_that_names_it(content: bytes, reason: str, tmp_path: Path) -> None:
    path = tmp_path / "x.txt"
    path.write_bytes(content)
    with pytest.raises(InputError, match=f"x.txt: .*{reason}"):
        read_document(path, NOW)


def test_a_folder_a_feed_and_an_endless_device_are_not_documents(tmp_path: Path) -> None:
    (tmp_path / "feed.rss").write_text(FEED)
    with pytest.raises(InputError, match="is a feed"):
        read_document(tmp_path / "feed.rss", NOW)
    with pytest.raises(InputError, match="is a folder: name the files in it, such as "):
        read_document(tmp_path, NOW)
    with pytest.raises(InputError, match="larger than 20 MiB"):
        read_document(Path("/dev/zero"), NOW)


def test_bulk_input_is_not_a_document_and_the_error_says_how_to_read_it(tmp_path: Path) -> None:
    path = tmp_path / "day.jsonl"
    path.write_text('{"id": "a", "content": "They met."}\n', "utf-8")
    with pytest.raises(InputError, match=r"day\.jsonl: is bulk input, not one document: name it after --jsonl"):
        read_document(path, NOW)


@pytest.mark.parametrize("name", ["Subject", "From", "Date", "Content-Type"])
def test_a_mail_with_an_endless_header_is_refused(name: str) -> None:
    with pytest.raises(InputError, match=f"^x.eml: has a header {name} of "):
        read_stream(f"{name}: {'=?utf-8?q?a?= ' * 100_000}\n\nThey met.".encode(), "x.eml", NOW)


def test_a_large_file_is_refused_without_reading_it(tmp_path: Path) -> None:
    path = tmp_path / "sparse.txt"
    with path.open("wb") as file:
        file.truncate(1 << 40)
    with pytest.raises(InputError, match="larger than 20 MiB"):
        read_document(path, NOW)
