"""Recipients of mail: their settings, and the lists of them in CSV or YAML files that `readers` names."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, ValidationError

from digest.config.csv_table import TableError, split_cell, table_rows
from digest.config.fields import ConfigModel, MailAddress, TextList, as_list
from digest.errors import ConfigError
from digest.records import StatementType, SubscriptionFilter
from digest.yaml_loader import YamlFile

COLUMNS = ("to", "sources", "types", "keywords", "exclude")
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
    exclude: TextList = Field(default=(), description="no statements with one of these words, whatever else they have")

    @property
    def subscription(self) -> SubscriptionFilter:
        """The part of an edition that the recipient asks for."""
        return SubscriptionFilter(self.sources, self.types, self.keywords, self.exclude)


def as_recipients(value: object) -> object:
    """A list of mappings from one address, one mapping or a list of both; any other value unchanged."""
    listed = [value] if isinstance(value, str | dict) else value
    return [{"to": entry} if isinstance(entry, str) else entry for entry in listed] if isinstance(listed, list) else listed


RecipientList = Annotated[tuple[RecipientSettings, ...], BeforeValidator(as_recipients)]


def read_recipients(path: Path) -> list[RecipientSettings]:
    """The recipients in the file `path`. Raise ConfigError that names file and line if one is invalid, or if there is none.

    CSV: a table with the column `to` and, optionally, `sources`, `types`, `keywords`, `exclude` (see `csv_table.py`); several
    values in a cell are separated by ";". YAML: a list of addresses, or of mappings with the same keys.
    """
    found: list[RecipientSettings] = []
    for line, recipient in _from_csv(path) if path.suffix.lower() == ".csv" else _from_yaml(path):
        try:
            found.append(RecipientSettings.model_validate(recipient))
        except ValidationError as error:
            problem = error.errors(include_url=False)[0]
            key = ".".join(str(part) for part in problem["loc"])
            hint = "; a text needs quotation marks" if problem["type"] == "string_type" else ""
            raise ConfigError(f"{path}:{line}: {key}: {problem['msg'].removeprefix('Value error, ')}{hint}") from error
    if not found:
        raise ConfigError(f"{path}: contains no recipient")
    return found


def _from_csv(path: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    try:
        if path.stat().st_size > MAX_BYTES:
            raise ConfigError(f"{path}: larger than {MAX_BYTES} bytes")
        for line, row in table_rows(path.read_bytes(), COLUMNS, required="to"):
            yield line, {name: value if name == "to" else split_cell(value) for name, value in row.items()}
    except UnicodeDecodeError as error:
        raise ConfigError(f"{path}: while reading the recipients: is not UTF-8: save it as “CSV UTF-8”") from error
    except TableError as error:
        raise ConfigError(f"{path}:{error.line}: {error}") from error
    except OSError as error:
        raise ConfigError(f"{path}: while reading the recipients: {error.strerror}") from error


def _from_yaml(path: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    document = YamlFile.read(path)
    if not isinstance(document.value, list):
        raise ConfigError(f"{path}: expected a list of recipients, each line starting with `- `")
    for number, value in enumerate(document.value):
        yield document.line((number,)), value if isinstance(value, dict) else {"to": value}
