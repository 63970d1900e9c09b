"""What a page of a PDF holds: runs of characters, each with its place. Knows neither PDF files nor what the text means."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Run:
    """Characters of one row that follow each other, without a wide gap between them.

    Places are in points, from the left and from the top of the page as a reader sees it. `size` is the height of its largest
    character, ascender to descender. `bold`: its first and last characters are.
    """

    text: str
    left: float
    top: float
    right: float
    bottom: float
    bold: bool = False

    @property
    def size(self) -> float:
        """The height of the run."""
        return self.bottom - self.top


@dataclass(frozen=True, slots=True)
class PageText:
    """The runs of one page in the order of the file. `number` counts from 1; `turned` are texts in another direction."""

    number: int
    width: float
    height: float
    runs: tuple[Run, ...]
    turned: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PdfText:
    """The pages of a PDF, and the title that the file gives itself."""

    pages: tuple[PageText, ...]
    title: str = ""
