"""Files that others may read: what is looked at."""

from __future__ import annotations

from pathlib import Path

from digest.cli.permissions import files_open_to_others
from digest.config.loader import load_settings

CONFIGURATION = """\
store: digest.db
sources: [{name: folder, files: in/*.txt}]
fetch: {allow_private: ["fd00::/8"]}
digests: {morning: {deliver: [{email: [], readers: readers.csv}]}}
mail: {host: localhost, security: tls, from: a@b.example, username: u, password_file: password}
"""


def test_lists_of_readers_and_passwords_are_found_beside_networks_of_any_size(tmp_path: Path) -> None:
    for name, text in {"digest.yaml": CONFIGURATION, "readers.csv": "to\na@b.example\n", "password": "x"}.items():
        (tmp_path / name).write_text(text, "utf-8")
        (tmp_path / name).chmod(0o644)
    found = files_open_to_others(load_settings(tmp_path / "digest.yaml"))
    assert {file.name for file in found} == {"readers.csv", "password"}
