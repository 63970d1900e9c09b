"""Program: brings the catalogues in digest/locale/po up to date with the code; exits with 1 if a translation is missing.

    python -m tests.locale.messages

New messages are added without a translation, those that the code no longer has are taken out.
"""

from __future__ import annotations

import io
import re
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).parents[2]
PO = ROOT / "digest" / "locale" / "po"
KEYWORDS = {"gettext": None, "_": None, "ngettext": (1, 2), "deferred": None}
METHODS = [("**.py", "python"), ("**.html", "jinja2.ext:babel_extract")]


def messages(packages: Sequence[str] = ("compile", "website", "locale")) -> Catalog:
    """The messages of the code, without places and without translations."""
    found = Catalog()
    for package in packages:
        for _, _, message, _, _ in extract_from_dir(ROOT / "digest" / package, METHODS, keywords=KEYWORDS):
            found.add(message)
    return found


def catalogues() -> Iterator[tuple[str, Catalog]]:
    """The code and the catalogue of each translated language."""
    for path in sorted(PO.glob("*.po")):
        with path.open("rb") as file:
            yield path.stem, read_po(file, locale=path.stem)


def written(catalogue: Catalog) -> bytes:
    """A catalogue as a file, whose header says only what it takes to read it."""
    file = io.BytesIO()
    write_po(file, catalogue, width=110, no_location=True, sort_output=True)
    return re.sub(rb'^"(?!Language:|Plural-Forms:|Content-T|MIME).*\\n"\n', b"", file.getvalue(), flags=re.M)


def main() -> int:
    """Update each catalogue; return 1 if one lacks a translation."""
    missing = 0
    for language, known in catalogues():
        known.update(messages(), no_fuzzy_matching=True)
        known.obsolete.clear()
        (PO / f"{language}.po").write_bytes(written(known))
        lacking = [message.id for message in known if message.id and not all(_strings(message.string))]
        missing += len(lacking)
        print(f"{language}: {len(known)} messages, {len(lacking)} without a translation")
    return min(missing, 1)


def _strings(string: object) -> tuple[str, ...]:
    return tuple(string) if isinstance(string, list | tuple) else (str(string or ""),)


if __name__ == "__main__":
    sys.exit(main())
