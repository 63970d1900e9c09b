"""Parses a mail message (.eml) or a page saved as one (.mhtml): what of its parts is the text. Pure; follows no link.

The tree of its parts decides (RFC 2046, RFC 2387): the best of alternatives, the root of related parts, all inline texts of
mixed parts. Attachments, and a message that is attached alone, count only if there is nothing else.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import Message
from html import escape, unescape

from digest.errors import InputError
from digest.fetch.mail_headers import header_text, raw_header, sender, subject
from digest.net.urls import is_web_url
from digest.text.decoding import decode_bytes

_READ_HEADERS = frozenset({"from", "subject", "date", "content-type", "content-disposition"})
# The time that the library needs grows with the square of the length of a header. RFC 5322, section 2.1.1, sets no limit for a
# whole header; real subjects have up to 400 characters.
_MAX_HEADER_LENGTH = 10_000
# The mail packages of the standard library raise all of these for messages that no mail program would write.
PARSING_ERRORS = (ValueError, LookupError, TypeError, AttributeError, AssertionError, RecursionError)
_TEXTS = frozenset({"text/html", "text/plain"})
_MIN_HTML_SHARE = 0.5  # of the letters of the plain text: HTML with less is a picture with a caption, or a notice
_MIN_SAME_WORDS = 0.8
_UNSHOWN = re.compile(r"<(?:style|script|title)\b[^<>]*>[^<]*|<!--[^>]*>|<[^<>]*>", re.IGNORECASE)
_ADDRESS = re.compile(r"https?://\S+")
_SAVED_PAGE = re.compile(r"saved by\b", re.IGNORECASE)
_NEXT_IN_MAILBOX = re.compile(rb"\n\r?\nFrom \S+ [^\r\n]{0,60}\d{4}\s*?\r?\n[A-Za-z-]+:")


@dataclass(frozen=True, slots=True)
class EmlMessage:
    """A parsed message: its text, and its headers decoded. `date` is as written; a field is empty if there is none.

    `page` is the address of a page that was saved as a message. A saved page has no sender, subject or date of its own:
    what its headers say is when and by what it was saved.
    """

    content: bytes
    media_type: str
    charset: str
    subject: str
    sender: str
    date: str
    is_page: bool = False
    page: str = ""


@dataclass(frozen=True, slots=True)
class _TextPart:
    """A part that is text: as it was sent, and decoded."""

    content: bytes
    media_type: str
    charset: str
    text: str

    @property
    def letters(self) -> int:
        """How many letters and digits of it a reader sees."""
        return sum(character.isalnum() for character in _ADDRESS.sub("", self._shown()))

    def words(self) -> set[str]:
        """The words that a reader sees."""
        return set(re.findall(r"\w+", self._shown().lower()))

    def as_html(self) -> str:
        """The text as HTML: paragraphs, and a line break for each row."""
        if self.media_type == "text/html":
            return self.text
        paragraphs = re.split(r"\n[ \t\r]*\n", escape(self.text, quote=False))
        return "".join(f"<p>{'<br>'.join(part.strip().splitlines())}</p>" for part in paragraphs if part.strip())

    def _shown(self) -> str:
        return unescape(_UNSHOWN.sub(" ", self.text)) if self.media_type == "text/html" else self.text


def parse_eml(content: bytes, name: str) -> EmlMessage:
    """The message in `content`. `name` is the file's, for errors.

    Raise InputError if it has no text, is not a mail message, or is a mailbox of several.
    """
    content = content.removeprefix(b"\xef\xbb\xbf").lstrip(b"\r\n")
    if content.startswith(b"From ") and _NEXT_IN_MAILBOX.search(content):
        raise InputError(f"{name}: is a mailbox with several messages: save each message in a file of its own")
    try:
        message = message_from_bytes(content, policy=policy.compat32)
        _check_header_lengths(message, name)
        texts = _texts(message, is_root=True) or _attached_texts(message)
        if not texts and (attached := _attached_message(message)):
            message, texts = attached, _texts(attached, is_root=True)
        return _message(message, texts, name)
    except PARSING_ERRORS as error:
        raise InputError(f"{name}: cannot be parsed as a mail message") from error


def _message(message: Message, texts: list[_TextPart], name: str) -> EmlMessage:
    if not texts:
        raise InputError(f"{name}: is a mail message without a text part")
    text = texts[0] if len(texts) == 1 else _joined(texts)
    if _SAVED_PAGE.search(raw_header(message, "From")) or raw_header(message, "Snapshot-Content-Location"):
        return EmlMessage(text.content, text.media_type, text.charset, "", "", "", is_page=True, page=_address(message))
    charset = texts[0].charset
    date = header_text(message, "Date")
    return EmlMessage(text.content, text.media_type, text.charset, subject(message, charset), sender(message, charset), date)


def _check_header_lengths(message: Message, name: str) -> None:
    for part in message.walk():
        for header, value in part.raw_items():
            if header.lower() in _READ_HEADERS and len(value) > _MAX_HEADER_LENGTH:
                raise InputError(f"{name}: has a header {header} of {len(value):,} characters")


def _texts(part: Message, *, is_root: bool = False) -> list[_TextPart]:
    """The texts under `part` that a mail program shows, in order; those without a letter left out."""
    if part.get_content_disposition() == "attachment" and not is_root:
        return []
    children = _children(part)
    match part.get_content_subtype() if children else "":
        case "":
            return _own_text(part)
        case "alternative":
            return _best([_texts(child) for child in children])
        case "related":
            return next(filter(None, map(_texts, _root_first(part, children))), [])
        case "signed":
            return _texts(children[0])
        case _:
            return _without_doubles([text for child in children for text in _texts(child)])


def _children(part: Message) -> list[Message]:
    """The parts of a multipart; none of another one, least of all those of an attached message."""
    payload = part.get_payload() if part.get_content_maintype() == "multipart" else None
    return [child for child in payload if isinstance(child, Message)] if isinstance(payload, list) else []


def _own_text(part: Message) -> list[_TextPart]:
    if part.get_content_type() not in _TEXTS or part.is_multipart():
        return []
    content = part.get_payload(decode=True)
    if not isinstance(content, bytes) or not content.strip():
        return []
    media_type, charset = part.get_content_type(), part.get_content_charset("")
    decoded = decode_bytes(content, charset, markup=media_type == "text/html")
    text = _TextPart(content, media_type, charset, decoded)
    if media_type == "text/plain" and str(part.get_param("format", "")).lower() == "flowed":
        unwrapped = _unflowed(decoded, del_space=str(part.get_param("delsp", "")).lower() == "yes")
        text = _TextPart(unwrapped.encode(), media_type, "utf-8", unwrapped)
    return [text] if text.letters else []


def _attached_texts(message: Message) -> list[_TextPart]:
    """The first text that is an attachment, for a message that has no other."""
    if message.get_content_maintype() != "multipart":
        return []
    for child in _children(message):
        if found := _own_text(child) or _attached_texts(child):
            return found
    return []


def _attached_message(message: Message) -> Message | None:
    """The only message that is attached to one without a text of its own: that is how some programs forward."""
    parts = [part.get_payload() for part in _children(message) if part.get_content_type() == "message/rfc822"]
    held = [payload[0] for payload in parts if isinstance(payload, list) and isinstance(payload[0], Message)]
    return held[0] if len(held) == 1 else None


def _best(options: list[list[_TextPart]]) -> list[_TextPart]:
    """The HTML among alternatives, unless it says much less than another one."""
    letters = [sum(text.letters for text in option) for option in options]
    most = max(letters, default=0)
    rich = [
        option
        for option, count in zip(options, letters, strict=True)
        if count >= max(1, _MIN_HTML_SHARE * most) and any(text.media_type == "text/html" for text in option)
    ]
    return rich[-1] if rich else next((option for option, count in zip(options, letters, strict=True) if count == most), [])


def _root_first(part: Message, children: list[Message]) -> list[Message]:
    """Related parts, the root in front: the one that `start` names, or else the first."""
    start = str(part.get_param("start", "")).strip(" <>")
    roots = [child for child in children if start and raw_header(child, "Content-ID").strip(" <>") == start]
    return [*roots, *children]


def _without_doubles(texts: list[_TextPart]) -> list[_TextPart]:
    """Mixed texts without plain ones that say what HTML beside them says: some programs mix what they mean as alternatives."""
    html = [text.words() for text in texts if text.media_type == "text/html"]
    return [
        text for text in texts if text.media_type == "text/html" or not any(_is_same(text.words(), other) for other in html)
    ]


def _is_same(one: set[str], other: set[str]) -> bool:
    return len(one & other) >= _MIN_SAME_WORDS * max(len(one), len(other))


def _joined(texts: list[_TextPart]) -> _TextPart:
    """Several texts as one: plain if all are plain, else HTML."""
    if all(text.media_type == "text/plain" for text in texts):
        plain = "\n\n".join(text.text for text in texts)
        return _TextPart(plain.encode("utf-8", "replace"), "text/plain", "utf-8", plain)
    html = "\n".join(text.as_html() for text in texts)
    return _TextPart(html.encode("utf-8", "replace"), "text/html", "utf-8", html)


def _unflowed(text: str, *, del_space: bool) -> str:
    """Flowed text with one row for each paragraph (RFC 3676, section 4)."""
    rows: list[str] = []
    is_open = False
    for written in text.splitlines():
        row = written[1:] if written.startswith(" ") else written
        rows[-1:] = [rows[-1] + row] if is_open else [*rows[-1:], row]
        is_open = row.endswith(" ") and row != "-- "
        if is_open and del_space:
            rows[-1] = rows[-1][:-1]
    return "\n".join(rows)


def _address(message: Message) -> str:
    """The address of a saved page; empty if it does not come from the web."""
    places = [message, *_children(message)[:1]]
    named = (header_text(place, name) for name in ("Snapshot-Content-Location", "Content-Location") for place in places)
    return next((address for address in named if is_web_url(address)), "")
