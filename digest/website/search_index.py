"""Builds the search indexes of a site with Pagefind, a program that the extra `site` installs. Searches nothing.

Statements are indexed in bundles, in the order in which they were told: an update indexes the last one again, not all that was
ever told, and takes little memory. A bundle is a folder whose name tells its content; `bundles.json`, which is replaced at
once, says which folders count, and where the table of words is, which tells in which of them a word stands.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Sequence
from functools import cached_property
from hashlib import sha256
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

from digest.errors import OutputError
from digest.website.word_table import part_name, table_parts, word_keys

INSTALL_HINT = "no search: the package pagefind is not installed: pip install 'digest[site]'"

FOLDER = "search"
BUNDLES = f"{FOLDER}/bundles.json"
_UNUSED = ("pagefind-*.css", "pagefind-*ui.*", "pagefind-highlight.js", "pagefind-worker.js")
"""Files of Pagefind's own page, which the site does not use."""

_KEYS = "words.txt"
"""In the folder of a bundle: the first letters of its words, for the table of words."""

_LAYOUT = "2"
"""Changes when a bundle holds more than before, so that older ones are made again."""

_TIMEOUT = 600
"""Seconds. A bundle of 2,000 statements takes 8 on two cores of 2024."""


def pagefind_program() -> Path | None:
    """The program; None if it is not installed."""
    if find_spec("pagefind_bin") is None:
        return None
    import pagefind_bin

    return Path(pagefind_bin.get_executable())


class SearchIndex:
    """The indexes of the site in `folder`, whose words are in `language`."""

    def __init__(self, program: Path, folder: Path, language: str) -> None:
        self._program, self._folder, self._language = program, folder, language

    @cached_property
    def version(self) -> str:
        """What the indexes depend on beside the pages; the names of their folders end in it."""
        return f"{self._language}-{version('pagefind-bin')}-{_LAYOUT}"

    def bundle(self, paths: Sequence[str]) -> str:
        """Index the pages at `paths`, and return the name of the folder; "" for none. Raise OutputError if that fails."""
        if not paths:
            return ""
        work = self._folder / ".search-part"
        try:
            content = sha256()
            for path in paths:
                content.update((self._folder / path).read_bytes())
            name = f"{content.hexdigest()[:16]}-{self.version}"
            if not (self._folder / FOLDER / name).exists():
                self._index(paths, work, self._folder / FOLDER / name)
        except OSError as error:
            raise OutputError(f"{error.filename or work}: while indexing for the search: {error.strerror or error}") from error
        finally:
            shutil.rmtree(work, ignore_errors=True)
        return name

    def _index(self, paths: Sequence[str], work: Path, target: Path) -> None:
        shutil.rmtree(work, ignore_errors=True)  # left by an update that was killed
        keys: set[str] = set()
        for path in paths:
            keys |= word_keys((self._folder / path).read_text("utf-8"))
            page = work / "pages" / path
            page.parent.mkdir(parents=True, exist_ok=True)
            _link(self._folder / path, page)
        made = work / "index"
        self._run("--site", str(work / "pages"), "--output-path", str(made), "--force-language", self._language, "--quiet")
        for pattern in _UNUSED:
            for unused in made.glob(pattern):
                unused.unlink()
        (made / _KEYS).write_text("\n".join(sorted(keys)), "utf-8", "replace")
        target.parent.mkdir(exist_ok=True)
        os.sync()
        made.rename(target)

    def words(self, names: Sequence[str]) -> str:
        """Make the table of the words of these bundles, and return the name of its folder. Raise OutputError if that fails."""
        search = self._folder / FOLDER
        work = self._folder / ".search-words"
        try:
            keys = [(search / name / _KEYS).read_text("utf-8").split() for name in names]
            parts = list(table_parts(keys))
            name = f"words-{sha256(b''.join(parts)).hexdigest()[:16]}"
            if not (search / name).exists():
                shutil.rmtree(work, ignore_errors=True)
                work.mkdir()
                for number, part in enumerate(parts):
                    (work / part_name(number)).write_bytes(part)
                os.sync()
                work.rename(search / name)
        except OSError as error:
            raise OutputError(f"{error.filename or work}: while indexing for the search: {error.strerror or error}") from error
        return name

    def keep(self, names: Sequence[str]) -> None:
        """Remove the folders of bundles and tables that are in no `names`."""
        for path in (self._folder / FOLDER).glob("*/"):
            if path.name not in names:
                shutil.rmtree(path, ignore_errors=True)

    def _run(self, *arguments: str) -> None:
        try:
            command = [str(self._program), *arguments]
            subprocess.run(command, capture_output=True, text=True, timeout=_TIMEOUT, check=True, cwd=self._folder)
        except (OSError, subprocess.SubprocessError) as error:
            said = getattr(error, "stderr", None) or error
            raise OutputError(f"{self._program}: while indexing for the search: {said}") from error


def remove_indexes(folder: Path) -> None:
    """Remove all indexes of the site in `folder`."""
    shutil.rmtree(folder / FOLDER, ignore_errors=True)


def bundle_list(bundles: Sequence[tuple[str, str, str]], words: str) -> bytes:
    """The file that names the bundles, the newest first, each with the first and last day of its statements, and their table
    of words."""
    listed = [{"path": f"{FOLDER}/{name}/", "from": first, "to": last} for name, first, last in bundles]
    return f"{json.dumps({'bundles': listed, 'words': f'{FOLDER}/{words}/'}, indent=1)}\n".encode()


def _link(page: Path, link: Path) -> None:
    """Have `link` be the page, without a copy where the file system can."""
    try:
        os.link(page, link)
    except OSError:
        shutil.copyfile(page, link)
