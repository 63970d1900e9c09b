"""Writes small PDFs for tests: texts at places of pages, in Helvetica or Helvetica bold."""

from __future__ import annotations

import textwrap
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

WIDTH, HEIGHT = 595, 842
"""Of a page in points: A4."""

AVERAGE = 0.5
"""Of the size, the width of an average letter of Helvetica."""


@dataclass(frozen=True)
class Text:
    """A text at a place in points: `x` from the left, `y` from the top to its foot. `angle` is in the numbers of a matrix."""

    x: float
    y: float
    text: str
    size: float = 11
    bold: bool = False
    angle: tuple[int, int, int, int] = (1, 0, 0, 1)


def paragraph(text: str, x: float, y: float, width: float, size: float = 11, pitch: float = 1.3) -> list[Text]:
    """`text` in rows of about `width`, the first one at `y`."""
    rows = textwrap.wrap(text, int(width / (AVERAGE * size)), break_on_hyphens=False)
    return [Text(x, y + number * pitch * size, row, size) for number, row in enumerate(rows)]


def below(texts: Sequence[Text], gap: float = 24) -> float:
    """The place of a row below `texts`."""
    return max(text.y for text in texts) + gap


def write_pdf(*pages: Iterable[Text], title: str = "", rotate: int = 0) -> bytes:
    """A PDF of these pages. `rotate` turns them for the reader, in degrees."""
    kids = " ".join(f"{5 + 2 * number} 0 R" for number in range(len(pages)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Count {len(pages)} /Kids [{kids}] >>".encode(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica-Bold /Encoding /WinAnsiEncoding >>",
    ]
    for number, page in enumerate(pages):
        fonts = "<< /Font << /F1 3 0 R /F2 4 0 R >> >>"
        box = f"/MediaBox [0 0 {WIDTH} {HEIGHT}] /Rotate {rotate}"
        objects.append(f"<< /Type /Page /Parent 2 0 R {box} /Resources {fonts} /Contents {6 + 2 * number} 0 R >>".encode())
        objects.append(stream("\n".join(map(_drawn, page)).encode("cp1252")))
    objects.append(f"<< /Title ({title}) >>".encode("cp1252"))
    return assemble(objects, f"/Root 1 0 R /Info {len(objects)} 0 R")


def write_unicode_pdf(rows: Iterable[Text], width: float = AVERAGE) -> bytes:
    """A PDF of one page in a font that has every character of Unicode, each `width` of the size wide, drawn left to right."""
    ranges = "1 begincodespacerange <0000> <FFFF> endcodespacerange 1 beginbfrange <0000> <FFFF> <0000> endbfrange"
    head = "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapType 2 def"
    drawn = (
        f"BT /F1 {row.size} Tf 1 0 0 1 {row.x} {HEIGHT - row.y} Tm <{row.text.encode('utf-16-be').hex()}> Tj ET" for row in rows
    )
    system = "<< /Registry (Adobe) /Ordering (Identity) /Supplement 0 >>"
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Count 1 /Kids [3 0 R] >>",
        f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {WIDTH} {HEIGHT}] /Contents 4 0 R "
        "/Resources << /Font << /F1 5 0 R >> >> >>",
        stream("\n".join(drawn).encode()).decode("latin-1"),
        "<< /Type /Font /Subtype /Type0 /BaseFont /All /Encoding /Identity-H /DescendantFonts [6 0 R] /ToUnicode 7 0 R >>",
        f"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /All /CIDSystemInfo {system} /DW {1000 * width:.0f} "
        "/FontDescriptor 8 0 R >>",
        stream(f"{head} {ranges} endcmap end end".encode()).decode("latin-1"),
        "<< /Type /FontDescriptor /FontName /All /Flags 4 /FontBBox [0 -200 1000 900] /ItalicAngle 0 /Ascent 880 "
        "/Descent -120 /CapHeight 700 /StemV 80 >>",
    ]
    return assemble([one.encode("latin-1") for one in objects], "/Root 1 0 R")


def stream(content: bytes) -> bytes:
    """A compressed stream."""
    packed = zlib.compress(content)
    return b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (len(packed), packed)


def assemble(objects: Sequence[bytes], trailer: str) -> bytes:
    """A PDF of numbered objects."""
    content = b"%PDF-1.7\n"
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(content))
        content += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    size = len(objects) + 1
    end = (
        f"xref\n0 {size}\n0000000000 65535 f \n{table}trailer\n<< /Size {size} {trailer} >>\nstartxref\n{len(content)}\n%%EOF\n"
    )
    return content + end.encode()


def _drawn(text: Text) -> str:
    written = text.text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
    matrix = " ".join(map(str, text.angle))
    return f"BT /F{2 if text.bold else 1} {text.size} Tf {matrix} {text.x} {HEIGHT - text.y} Tm ({written}) Tj ET"
