"""Opens the ZIP archive of a document, and checks before anything is unpacked that its parts are few, small and plain XML."""

from __future__ import annotations

import io
import zipfile
import zlib

from digest.errors import InputError

_MAX_PARTS = 3_000
_MAX_XML_BYTES = 24 << 20
"""A document of 300,000 words has 12 MB of XML."""

_MAX_XML_PART_BYTES = 16 << 20
_DECLARATIONS = (b"<!DOCTYPE", b"<!ENTITY")
_BROKEN = (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, OSError, ValueError, KeyError)


class Archive:
    """The parts of one document. `subject` is its name in errors, `kind` that of its format, with an article."""

    def __init__(self, content: bytes, subject: str, kind: str) -> None:
        """Raise InputError if `content` is no ZIP archive, or one that would be too large."""
        self._subject = subject
        self._kind = kind
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(content))
            parts = self._zip.infolist()
        except _BROKEN as error:
            raise self._refused("is damaged") from error
        xml = [part for part in parts if part.filename.lower().endswith((".xml", ".rels"))]
        # zipfile unpacks no more of a part than its header says.
        largest = max((part.file_size for part in xml), default=0)
        if len(parts) > _MAX_PARTS or largest > _MAX_XML_PART_BYTES or sum(part.file_size for part in xml) > _MAX_XML_BYTES:
            raise self._refused("unpacks to more than may be read")
        if any(part.flag_bits & 1 for part in parts):
            raise self._refused("has a password")
        for part in xml:
            if any(word in self.read(part.filename).replace(b"\0", b"") for word in _DECLARATIONS):
                raise self._refused("declares entities")

    def read(self, name: str) -> bytes:
        """The part `name`; empty if there is none. Raise InputError if it is damaged."""
        if name not in self._zip.namelist():
            return b""
        try:
            return self._zip.read(name)
        except _BROKEN as error:
            raise self._refused("is damaged") from error

    def _refused(self, reason: str) -> InputError:
        return InputError(f"{self._subject}: is {self._kind} that {reason}")
