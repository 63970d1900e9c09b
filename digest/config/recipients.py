"""Recipients of mail: their settings, and the lists of them in CSV or YAML files that `readers` names."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, ValidationError

from digest.config.fields import ConfigModel, MailAddress, TextList, as_list
from digest.errors import ConfigError
from digest.records import StatementType, SubscriptionFilter
from digest.yaml_loader import YamlFile

COLUMNS = ("to", "sources", "types", "keywords")
MAX_BYTES = 10 << 20


class RecipientSettings(ConfigModel):
    """A recipient, and the part of each edition that they ask for; everything if they name nothing."""

    to: MailAddress = Field(description="the mail address")
    sources: TextList = Field(default=(), description="only statements of these sources; without it, all")
    types: Annotated[tuple[StatementType, ...], BeforeValidator(as_list)] = Field(
        default=(), description="only statements of these types, such as `readout` or `remarks`; without it, all"
    )
    keywords: TextList = Field(
        default=(),
        description="only statements with one of these words; `climat*` matches what begins with it; without it, all",
    )

    @property
    def subscription(self) -> SubscriptionFilter:
        """The part of an edition that the recipient asks for."""
        return SubscriptionFilter(self.sources, self.types, self.keywords)


def as_recipients(value: object) -> object:
    """A list of mappings from one address, one mapping or a list of both; any other value unchanged."""
    listed = [value] if isinstance(value, str | dict) else value
    return [{"to": entry} if isinstance(entry, str) else entry for entry in listed] if isinstance(listed, list) else listed


RecipientList = Annotated[tuple[RecipientSettings, ...], BeforeValidator(as_recipients)]


def read_recipients(path: Path) -> list[RecipientSettings]:
    """The recipients in the file `path`. Raise ConfigError that names file and line if one is invalid, or if there is none.

    CSV: a header line with `to` and, optionally, `sources`, `types`, `keywords`; several values in a cell are separated by ";".
    YAML: a list of addresses, or of mappings with the same keys.
    """
    found: list[RecipientSettings] = []
    for line, recipient in _from_csv(path) if path.suffix.lower() == ".csv" else _from_yaml(path):
        try:
            found.append(RecipientSettings.model_validate(recipient))
        except ValidationError as error:
            problem = error.errors(include_url=False)[0]
            key = ".".join(str(part) for part in problem["loc"])
            raise ConfigError(f"{path}:{line}: {key}: {problem['msg'].removeprefix('Value error, ')}") from error
    if not found:
        raise ConfigError(f"{path}: contains no recipient")
    return found


def _from_csv(path: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    try:
        if path.stat().st_size > MAX_BYTES:
            raise ConfigError(f"{path}: larger than {MAX_BYTES} bytes")
        with path.open(encoding="utf-8-sig", newline="") as lines:  # spreadsheets write a byte order mark
            rows = csv.DictReader(lines, strict=True, skipinitialspace=True)
            _check_header(path, rows.fieldnames or ())
            for row in rows:
                if None in row:
                    raise ConfigError(f"{path}:{rows.line_num}: more values than columns: several are separated by ';'")
                yield rows.line_num, {name: _cell(name, value or "") for name, value in row.items()}
    except UnicodeDecodeError as error:
        raise ConfigError(f"{path}: while reading the recipients: is not UTF-8: save it as “CSV UTF-8”") from error
    except (OSError, csv.Error) as error:
        raise ConfigError(f"{path}: while reading the recipients: {getattr(error, 'strerror', None) or error}") from error


def _check_header(path: Path, names: Any) -> None:
    unknown = [name for name in names if name not in COLUMNS]
    if "to" not in names or unknown:
        hint = " The separator is a comma." if any(";" in name for name in unknown) else ""
        expected = f"the first line names the columns: 'to', and of {', '.join(COLUMNS[1:])} those in use"
        raise ConfigError(f"{path}:1: {expected}.{hint}" if hint else f"{path}:1: {expected}")


def _cell(name: str, value: str) -> str | list[str]:
    return value.strip() if name == "to" else [part.strip() for part in value.split(";") if part.strip()]


def _from_yaml(path: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    document = YamlFile.read(path)
    if not isinstance(document.value, list):
        raise ConfigError(f"{path}: expected a list of recipients, each line starting with `- `")
    for number, value in enumerate(document.value):
        yield document.line((number,)), value if isinstance(value, dict) else {"to": value}
