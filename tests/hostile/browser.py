"""Opens editions full of hostile strings in Chromium and counts the scripts that ran. A program, not a test.

    python -m tests.hostile.browser DATA [COUNT]

DATA is as for `render.py`; COUNT (300) strings are drawn from it. Each becomes title, issuer, speaker, key point and link of a
statement, in the page, in the HTML part of the mail, and in the Markdown after two engines. The program removes the page's
Content-Security-Policy first, so that scripts could run, and replaces the functions that hostile strings call (alert and
others) by ones that mark the document. As a control, the same strings without escaping must mark theirs. Exits with 1 if a
script ran in an edition, or if none ran in the control.
"""

from __future__ import annotations

import random
import re
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from tests.compile.editions import an_edition
from tests.hostile import render

CHROMIUM = (
    "chromium --headless --no-sandbox --disable-gpu --disable-dev-shm-usage --dump-dom --timeout=5000 "
    "--host-resolver-rules=MAP%*%~NOTFOUND"
)
CANARY = (
    "<script>for (const name of ['alert', 'confirm', 'prompt', 'print', 'open', 'eval'])"
    " window[name] = () => document.documentElement.setAttribute('data-canary', name)</script>"
)
CLICKS = (
    "<script>addEventListener('load', () => document.querySelectorAll('a, button, details, input').forEach(one => {"
    " for (const kind of ['mouseover', 'focus', 'toggle', 'error', 'pointerenter']) one.dispatchEvent(new Event(kind));"
    " if ((one.getAttribute('href') || '').match(/^\\s*(javascript|data|vbscript):/i)) one.click() }))</script>"
)
_POLICY = re.compile(r'<meta http-equiv="Content-Security-Policy"[^>]*>')


def ran(page: str, folder: Path) -> bool:
    """Whether a hostile script ran in `page`."""
    path = folder / "page.html"
    path.write_text(CANARY + _POLICY.sub("", page) + CLICKS, "utf-8", "replace")
    command = [part.replace("%", " ") for part in CHROMIUM.split()]
    command += [f"--user-data-dir={folder / 'profile'}", path.as_uri()]
    done = subprocess.run(command, capture_output=True, text=True, errors="replace", timeout=30, check=True)
    return re.search(r'^(?:<!DOCTYPE[^>]*>)?\s*<html[^>]* data-canary="', done.stdout, re.IGNORECASE) is not None


def _ran_bare(string: str, folder: Path) -> bool:
    """Whether `string` runs without escaping. Some keep the browser busy for ever instead: they count as not run."""
    try:
        return ran(f"<body>{string}", folder)
    except subprocess.TimeoutExpired:
        return False


def drawn(data: Path, count: int) -> Sequence[str]:
    """Up to `count` strings that call a function, drawn at random; the same ones at every call."""
    chance = random.Random(4711)
    strings = list(render.payloads_in(data))
    calling = [one for one in strings if re.search(r"(?i)alert|prompt|confirm|javascript", one)]
    return chance.sample(calling, min(count, len(calling)))


def main() -> int:
    """Open all editions and print the counts; the exit code."""
    data, count = Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 300
    render.outputs()
    strings = drawn(data, count)
    marked = 0
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        bare = sum(_ran_bare(one, folder) for one in strings[:20])
        for place in range(0, len(strings), render.BATCH):
            edition = an_edition(*map(render.entry, strings[place : place + render.BATCH]))
            for output, write in render.OUTPUTS.items():
                if ran(write(edition), folder):
                    marked += 1
                    print(f"{output}: a script ran among {strings[place : place + render.BATCH]!r}", file=sys.stderr)
    print(f"{len(strings)} strings in {len(render.OUTPUTS)} outputs: {marked} documents in which a script ran; ", end="")
    print(f"unescaped, {bare} of the first 20 ran")
    return 1 if marked or not bare else 0


if __name__ == "__main__":
    sys.exit(main())
