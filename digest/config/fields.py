"""What all sections of the configuration have in common. Knows none of them."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, TypeAdapter, ValidationError


def _web(value: str) -> str:
    # Said without the address, which would carry the password into logs.
    if re.match(r"[^/?#]*//[^/?#]*@", value.replace("\\", "/")):
        raise ValueError("the address holds a user name or password, which is never sent")
    if value and not re.match(r"https?://", value, re.IGNORECASE):
        raise ValueError("an address begins with http:// or https://")
    return value


Web = Annotated[str, AfterValidator(_web)]
Credential = Annotated[str, Field(pattern=r"^([A-Za-z0-9_][A-Za-z0-9._-]{0,200})?$")]
"""The name of a systemd credential."""


class ConfigModel(BaseModel):
    """One mapping of the configuration: frozen, and an unknown key is an error."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)


def unfit(kind: Any) -> Callable[[str], str]:
    """A function that says why a text is none of this kind of value; empty if it is one."""
    adapter = TypeAdapter(kind)

    def problem(said: str) -> str:
        try:
            adapter.validate_python(said)
        except ValidationError as error:
            return error.errors(include_url=False)[0]["msg"].removeprefix("Value error, ")
        return ""

    return problem
