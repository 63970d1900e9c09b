"""The settings of one delivery: an entry of `deliver`. Writes and sends nothing."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Self

from pydantic import model_validator

from digest.config.fields import ConfigModel
from digest.config.recipients import RecipientList, as_recipients, read_recipients
from digest.records import Format

FORMAT_OF_SUFFIX = {
    ".md": Format.MARKDOWN,
    ".html": Format.HTML,
    ".htm": Format.HTML,
    ".txt": Format.TEXT,
    ".eml": Format.EMAIL,
}


class DeliverySettings(ConfigModel):
    """One way to deliver an edition: to a file, or by mail to one or more recipients.

    In the name of the file, `{day}` stands for the slot. `readers` is a CSV or YAML file with more recipients;
    `load_settings` adds them to `email`.
    """

    file: str = ""
    format: Format | None = None
    email: RecipientList = ()
    readers: str = ""

    @model_validator(mode="after")
    def _one_kind(self) -> Self:
        if bool(self.file) == bool(self.email):
            raise ValueError("a delivery is either a file or an email (or a file of readers)")
        if self.email and self.format not in (None, Format.EMAIL):
            raise ValueError("mail is always sent in the format email")
        if self.file and "{day}" not in self.file:
            raise ValueError("the name of the file must hold {day}, or every edition would replace the one before")
        if self.file and self.format is None and Path(self.file).suffix not in FORMAT_OF_SUFFIX:
            raise ValueError(f"what format is {self.file!r}? Name it .md, .html, .txt or .eml, or set `format`")
        return self

    @property
    def written_as(self) -> Format:
        """The format: the one that is set, else the one of the file's suffix."""
        return self.format or (Format.EMAIL if self.email else FORMAT_OF_SUFFIX[Path(self.file).suffix])


def add_recipient_files(folder: Path, digests: Any) -> None:
    """Add the recipients in the files that deliveries name as `readers` to their `email`; `folder` holds the configuration.

    Changes `digests`, the mapping as parsed, in place. Raise ConfigError if a file cannot be read.
    """
    for delivery in _deliveries(digests):
        if isinstance(name := delivery.get("readers"), str) and name:
            listed = as_recipients(delivery.get("email") or [])
            if isinstance(listed, list):
                delivery["email"] = [*listed, *read_recipients(folder / name)]


def _deliveries(digests: Any) -> list[dict[str, Any]]:
    if not isinstance(digests, dict):
        return []
    lists = [settings.get("deliver") for settings in digests.values() if isinstance(settings, dict)]
    return [delivery for listed in lists if isinstance(listed, list) for delivery in listed if isinstance(delivery, dict)]
