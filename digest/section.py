"""What all sections of the configuration have in common. Knows none of them."""

from __future__ import annotations

import re
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field


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


class Section(BaseModel):
    """One mapping of the configuration: frozen, and an unknown key is an error."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)
