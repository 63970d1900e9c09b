"""The folders that a run writes to, and whether it can: a file is written into each of them and removed again."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from digest.config.delivery_settings import FileDeliverySettings, SiteDeliverySettings
from digest.config.settings import Settings
from digest.errors import OutputError


def written_folders(settings: Settings, day: date) -> tuple[Path, ...]:
    """The folders of the database file, of the editions of `day`, and of the metrics; each once."""
    return tuple(dict.fromkeys(path.parent for path in _written_files(settings, day)))


def _written_files(settings: Settings, day: date) -> Iterator[Path]:
    if isinstance(settings.store_place, Path):
        yield settings.store_place
    for subscription in settings.digests.values():
        for delivery in subscription.deliver:
            if isinstance(delivery, FileDeliverySettings):
                yield from map(Path, delivery.recipients(day, settings.resolve))
            if isinstance(delivery, SiteDeliverySettings):
                yield settings.resolve(delivery.site) / "index.html"
    if settings.metrics.textfile:
        yield settings.resolve(settings.metrics.textfile)


def try_to_write(folder: Path) -> str:
    """What was found: that a file can be written into `folder`, or that the folder can be made. Raise OutputError otherwise."""
    existing = next((parent for parent in (folder, *folder.parents) if os.path.lexists(parent)), folder)
    try:
        with tempfile.NamedTemporaryFile(dir=existing, prefix=".digest-check-"):
            pass
    except OSError as error:
        raise OutputError(
            f"{folder}: a run cannot write here: {error.strerror}; give its user the right to, or name another"
        ) from error
    return f"{folder}: can be written" if existing == folder else f"{folder}: does not exist yet; can be made"
