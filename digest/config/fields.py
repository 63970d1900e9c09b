"""The base class of all sections of the configuration, and the field types that several of them share."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import time, timedelta
from functools import cache
from ipaddress import IPv4Network, IPv6Network, ip_network
from typing import Annotated, Any
from zoneinfo import ZoneInfo

import idna
from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, TypeAdapter, ValidationError

from digest.locale.catalogue import language_name, languages


class ConfigModel(BaseModel):
    """One mapping of the configuration. Instances are frozen, and an unknown key is an error."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True, hide_input_in_errors=True)


def _web_url(value: str) -> str:
    # The message does not repeat the address: the password in it would reach the logs.
    if re.match(r"[^/?#]*//[^/?#]*@", value.replace("\\", "/")):
        raise ValueError("the address holds a user name or password, which is never sent")
    if value and not re.match(r"https?://", value, re.IGNORECASE):
        raise ValueError("an address begins with http:// or https://")
    return value


def _site_url(value: str) -> str:
    if re.search(r"[?#\s]", value):
        raise ValueError("the address of a web site has no ?, # or space in it")
    return value if not value or value.endswith("/") else f"{value}/"


def _feedback_address(value: str) -> str:
    if value.lower().startswith("mailto:"):
        return f"mailto:{_mail_address(value[len('mailto:') :])}"
    return _web_url(value)


def _time_zone(value: str) -> str:
    try:
        ZoneInfo(value)
    except (KeyError, ValueError, OSError) as error:
        raise ValueError(f"no such time zone: {value!r} (use an IANA name, for example Europe/Brussels)") from error
    return value


def days_of(value: object) -> timedelta:
    """A number of days as "90d". Raise ValueError otherwise."""
    match = re.fullmatch(r"(\d{1,5})\s?d", value) if isinstance(value, str) else None
    if match is None:
        raise ValueError(f"{value!r} is not a number of days, such as 90d")
    return timedelta(days=int(match[1]))


def _time_of_day(value: object) -> object:
    if isinstance(value, time):
        return value
    if not isinstance(value, str) or not re.fullmatch(r"([01]?\d|2[0-3]):[0-5]\d", value):
        raise ValueError(f"{value!r} is not a time of day (for example 06:30)")
    return time.fromisoformat(value.zfill(5))


def _edition_language(value: str) -> str:
    if value not in languages():
        known = ", ".join(f"{code} ({language_name(code)})" for code in languages())
        raise ValueError(f"there is no edition in the language {value!r}: write one of {known}")
    return value


def _slug(value: str) -> str:
    if not re.fullmatch(r"[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?", value):
        raise ValueError(f"{value!r} is not a name: use a-z, 0-9 and -, at most 64 characters")
    return value


def _mail_address(value: str) -> str:
    if not re.fullmatch(r"[^\s@<>,;:\"()\[\]\\]+@[^\s@<>,;:\"()\[\]\\]+", value):
        raise ValueError(f"{value!r} is not a mail address")
    try:
        idna.encode(value.rpartition("@")[2], uts46=True)
    except idna.IDNAError as error:
        raise ValueError(f"{value!r} is not a mail address: {error}") from error
    return value


def _network(value: object) -> object:
    try:
        return ip_network(str(value))
    except ValueError as error:
        raise ValueError(f"{value!r} is not a network (for example 10.0.0.0/8 or 127.0.0.1)") from error


def as_list(value: object) -> object:
    """A single text as a list of one; any other value unchanged."""
    return [value] if isinstance(value, str) else value


WebUrl = Annotated[str, AfterValidator(_web_url)]
"""An http or https address without user name and password; may be empty."""
SiteUrl = Annotated[WebUrl, AfterValidator(_site_url)]
"""The address of a web site, ending in a slash; may be empty."""
FeedbackAddress = Annotated[str, AfterValidator(_feedback_address)]
"""A web address, or "mailto:" with a mail address; may be empty."""
CredentialName = Annotated[str, Field(pattern=r"^([A-Za-z0-9_][A-Za-z0-9._-]{0,200})?$")]
"""The name of a systemd credential; may be empty."""
ShortText = Annotated[str, Field(min_length=1, max_length=200)]
"""A text of 1 to 200 characters."""
TextList = Annotated[tuple[ShortText, ...], BeforeValidator(as_list)]
"""Short texts; a single one needs no list."""
TimeZoneName = Annotated[str, AfterValidator(_time_zone)]
"""The IANA name of a time zone."""
EditionLanguage = Annotated[str, AfterValidator(_edition_language)]
"""The code of a language in which an edition can be written."""
TimeOfDay = Annotated[time, BeforeValidator(_time_of_day)]
"""Hours and minutes, such as "06:30"."""
Slug = Annotated[str, AfterValidator(_slug)]
"""A name of lower-case letters, digits and hyphens, at most 64 characters."""
Network = Annotated[IPv4Network | IPv6Network, BeforeValidator(_network)]
"""An IP network, or a single address."""
MailAddress = Annotated[str, AfterValidator(_mail_address)]
"""A mail address without display name."""


def validation_problem(field_type: Any) -> Callable[[str], str]:
    """A function that says why a text is not a valid value of `field_type`; it returns "" for a valid one."""
    adapter = TypeAdapter(field_type)

    def problem(text: str) -> str:
        try:
            adapter.validate_python(text)
        except ValidationError as error:
            return error.errors(include_url=False)[0]["msg"].removeprefix("Value error, ")
        return ""

    return problem


@cache
def keys_of(model: type[ConfigModel]) -> tuple[str, ...]:
    """The keys of a section, as they are written in YAML."""
    return tuple(field.alias or name for name, field in model.model_fields.items() if not field.exclude)
