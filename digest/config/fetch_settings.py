"""The section `fetch`: limits and manners of requests to sources. Fetches nothing."""

from __future__ import annotations

from typing import Annotated

from pydantic import BeforeValidator, Field

from digest.config.fields import ConfigModel, Network, as_list


class FetchSettings(ConfigModel):
    """Limits and manners of requests to sources; `deadline` and `pause` are in seconds."""

    deadline: float = Field(default=30, gt=0, le=600)
    pause: float = Field(default=1, ge=0, le=60)
    megabytes: int = Field(default=10, ge=1, le=100)
    workers: int = Field(default=8, ge=1, le=64)
    robots: bool = True
    recheck_days: int = Field(default=7, ge=0, le=60)
    user_agent: str = ""
    allow_private: Annotated[tuple[Network, ...], BeforeValidator(as_list)] = ()
