"""The command `site`: brings the web sites of the configuration up to date, without waiting for the next edition."""

from __future__ import annotations

import argparse

from digest.cli.command_context import print_lines, read_settings, track
from digest.errors import DONE, NotFoundError, UsageError


def site(options: argparse.Namespace) -> int:
    """Write the sites of all digests, and print what was written."""
    from digest.app import build

    with build(read_settings(options)) as app:
        if not app.sites:
            raise UsageError("site: no digest has a delivery `site`: add `{site: out/site}` to `deliver`")
        if not app.store.exists:
            raise NotFoundError(f"site: {app.store.name}: there is no database yet")
        with app.store.lock(), track(options)("statements", None) as advance:
            lines = app.publish_sites(advance)
    print_lines(lines)
    return DONE
