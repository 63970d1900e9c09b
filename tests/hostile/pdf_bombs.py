"""Hostile and damaged PDFs: real ones with random damage, and small ones made to cost time or memory."""

from __future__ import annotations

import random
import zlib
from collections.abc import Callable, Iterator, Sequence

from tests.clean.pdf_writer import Text, assemble, stream, write_pdf

_FONT = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"
_CATALOG = b"<< /Type /Catalog /Pages 2 0 R >>"


def damaged(documents: Sequence[bytes], number: int, seed: int = 22) -> Iterator[bytes]:
    """`number` PDFs, each one of `documents` with a part cut off, overwritten, moved or repeated."""
    chance = random.Random(seed)
    for index in range(number):
        yield _damaged(documents[index % len(documents)], chance)


def _damaged(content: bytes, chance: random.Random) -> bytes:
    first, last = sorted(chance.sample(range(len(content)), 2))
    kind = chance.randrange(6)
    if kind == 0:
        return content[:last]
    if kind == 1:
        return content[:first] + b"\0" * min(last - first, 4000) + content[first + min(last - first, 4000) :]
    if kind == 2:
        return content[:first] + content[last:]
    if kind == 3:
        return content[:last] + content[first:]
    changed = bytearray(content)
    for _ in range(chance.choice((1, 20, 400))):
        changed[chance.randrange(9, len(changed))] = chance.randrange(256)
    if kind == 4:
        return bytes(changed)
    digits = [
        place for place in chance.sample(range(len(content)), min(2000, len(content))) if changed[place : place + 1].isdigit()
    ]
    for place in digits:
        changed[place] = ord(chance.choice("0123456789"))
    return bytes(changed)


def _page(content: bytes, resources: bytes = b"", *, form: bool = False) -> bytes:
    """A PDF of one page with this stream, which is object 4."""
    if form:
        content = content.replace(
            b"<< /Length", b"<< /Type /XObject /Subtype /Form /BBox [0 0 99 99] /Resources << " + resources + b" >> /Length"
        )
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> "
    return assemble(
        [_CATALOG, b"<< /Type /Pages /Count 1 /Kids [3 0 R] >>", page + resources + b" >> >>", content, _FONT], "/Root 1 0 R"
    )


def _packed(text: bytes, size: int) -> bytes:
    """A compressed stream of `text`, repeated up to `size` bytes, without ever holding it."""
    packer, part = zlib.compressobj(9), text * (1 + (1 << 20) // len(text))
    packed = b"".join(packer.compress(part) for _ in range(max(1, size // len(part)))) + packer.flush()
    return b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (len(packed), packed)


def _packed_repeatedly(text: bytes, size: int, times: int) -> bytes:
    packed = text * (size // len(text) // 64)
    for _ in range(times):
        packed = zlib.compress(packed)
    filters = b" ".join([b"/FlateDecode"] * times)
    return b"<< /Length %d /Filter [%s] >>\nstream\n%s\nendstream" % (len(packed), filters, packed)


def _laughing_forms() -> bytes:
    """Forms of which each draws the next one ten times, ten levels deep."""
    forms = []
    for level in range(10):
        draws = b"/X Do " * 10 if level < 9 else b"BT /F1 9 Tf 9 9 Td (ha) Tj ET"
        inner = b"/XObject << /X %d 0 R >>" % (7 + level)
        head = b"<< /Type /XObject /Subtype /Form /BBox [0 0 99 99] /Resources << /Font << /F1 5 0 R >> %s >>" % inner
        forms.append(head + b" /Length %d >>\nstream\n%s\nendstream" % (len(draws), draws))
    page = (
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
        b"/Resources << /Font << /F1 5 0 R >> /XObject << /X 6 0 R >> >> >>"
    )
    return assemble(
        [_CATALOG, b"<< /Type /Pages /Count 1 /Kids [3 0 R] >>", page, stream(b"/X Do " * 10), _FONT, *forms], "/Root 1 0 R"
    )


def _dense(number: int) -> list[Text]:
    return [Text(30, 20 + 8 * row, f"{number} {row} " + "many words stand here in small print " * 4, 6) for row in range(100)]


BOMBS: dict[str, Callable[[], bytes]] = {
    "a stream of 1 GB": lambda: _page(_packed(b" ", 1 << 30)),
    "a stream packed five times": lambda: _page(_packed_repeatedly(b"q Q ", 1 << 28, 5)),
    "ten million characters": lambda: _page(_packed(b"BT /F1 9 Tf 9 9 Td (aaaaaaaaaaaaaaaaaaaa) Tj ET\n", 25_000_000)),
    "a million characters at one place": lambda: _page(_packed(b"BT /F1 9 Tf 1 0 0 1 9 9 Tm (a) Tj ET\n", 37_000_000)),
    "saved states without end": lambda: _page(_packed(b"q ", 100 << 20)),
    "a form that draws itself": lambda: _page(stream(b"/X Do"), b"/XObject << /X 4 0 R >>", form=True),
    "forms that draw ten others": lambda: _laughing_forms(),
    "a tree of pages that is a circle": lambda: assemble(
        [_CATALOG, b"<< /Type /Pages /Count 900000 /Kids [2 0 R 2 0 R] >>"], "/Root 1 0 R"
    ),
    "two thousand million pages": lambda: assemble([_CATALOG, b"<< /Type /Pages /Count 2000000000 /Kids [] >>"], "/Root 1 0 R"),
    "arrays in arrays": lambda: assemble(
        [_CATALOG, b"<< /Type /Pages /Count 1 /Kids " + b"[" * 200_000 + b"] >>"], "/Root 1 0 R"
    ),
    "a page as large as a country": lambda: write_pdf([Text(9, 9, "Far away")]).replace(
        b"[0 0 595 842]", b"[0 0 2147483647 9e30]"
    ),
    "a picture of a million million dots": lambda: _page(
        stream(b"/X Do"),
        b"/XObject << /X << /Type /XObject /Subtype /Image /Width 1000000 /Height 1000000 /BitsPerComponent 8 "
        b"/ColorSpace /DeviceGray >> >>",
    ),
    "five hundred pages of dense text": lambda: write_pdf(*[_dense(number) for number in range(500)]),
    "fragments all over a page": lambda: write_pdf([Text(n * 7919 % 590, n * 104_729 % 830, "ab", 1) for n in range(40_000)]),
}
"""PDFs that cost time or memory, by name; each is made when it is called for."""
