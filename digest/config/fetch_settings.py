"""The section `fetch`: limits and manners of requests to sources. Fetches nothing."""

from __future__ import annotations

from typing import Annotated

from pydantic import BeforeValidator, Field

from digest.config.fields import ConfigModel, Network, as_list


class FetchSettings(ConfigModel):
    """Limits and manners of requests to sources."""

    deadline: float = Field(default=30, gt=0, le=600, description="seconds for a whole response")
    pause: float = Field(default=1, ge=0, le=60, description="seconds between two requests to one host")
    megabytes: int = Field(default=10, ge=1, le=100, description="largest response, in MiB")
    workers: int = Field(default=8, ge=1, le=64, description="number of sources that are read at the same time")
    robots: bool = Field(default=True, description="follow robots.txt for pages")
    recheck_days: int = Field(
        default=7,
        ge=0,
        le=60,
        description="for how many days the page of a statement is requested again, once a day, to see whether it was "
        "withdrawn; 0: never",
    )
    user_agent: str = Field(default="", description="the User-Agent header; without it, digest and its version")
    allow_private: Annotated[tuple[Network, ...], BeforeValidator(as_list)] = Field(
        default=(), description="networks that may be read although they are not public, such as `10.1.0.0/16`"
    )
