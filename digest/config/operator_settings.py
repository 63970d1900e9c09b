"""The settings for the operator: who is told what is wrong, after how many hours, and what programs that watch may read."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path
from typing import Annotated

from pydantic import AfterValidator, BeforeValidator, Field

from digest.config.delivery_settings import DELIVERY_TYPES, DeliverySettings, FileDeliverySettings
from digest.config.fields import ConfigModel
from digest.secrets import Secret

Hours = Annotated[float, Field(gt=0, le=24 * 60)]


class AlarmSettings(ConfigModel):
    """For how many hours each thing may be wrong before it is an alarm."""

    source_dead: Hours = Field(default=24, description="hours for which a source could not be read")
    mail_pending: Hours = Field(
        default=6, description="hours for which a message, or a file, waits to be delivered or for your decision"
    )
    edition_late: Hours = Field(default=3, description="hours since an edition was due")
    not_run: Hours = Field(default=26, description="hours since a step of a run has ended well")

    @property
    def limits(self) -> Mapping[str, timedelta]:
        """The limits by key."""
        return {name: timedelta(hours=getattr(self, name)) for name in type(self).model_fields}


def _address_and_port(value: str) -> str:
    match = re.fullmatch(r"(?:\[[0-9a-fA-F:]+\]|[A-Za-z0-9.-]*):(\d{1,5})", value)
    if value and not (match and 0 < int(match[1]) < 65536):
        raise ValueError(f"{value!r} is not an address with a port, such as 127.0.0.1:9464")
    return value


class MetricsSettings(ConfigModel):
    """Where Prometheus finds the metrics."""

    textfile: Path | None = Field(
        default=None,
        description="file ending in `.prom`, in the folder of node_exporter's textfile collector, written after each run",
    )
    listen: Annotated[str, AfterValidator(_address_and_port)] = Field(
        default="", description="address and port at which `digest serve` answers Prometheus, such as `127.0.0.1:9464`"
    )


def as_operator_targets(value: object) -> object:
    """One target, or a list of them; a text is a mail address."""
    targets = value if isinstance(value, list | tuple) else [value]
    return [{"email": target} if isinstance(target, str) else target for target in targets]


def reaches_a_person(delivery: DeliverySettings) -> DeliverySettings:
    """The delivery. Raise ValueError if it is a file, which nobody would see."""
    if isinstance(delivery, FileDeliverySettings):
        raise ValueError("the operator is told by mail or by a chat service (`notify`), not by a file")  # noqa: TRY004
    return delivery


AnyOperatorTarget = Annotated[DeliverySettings, BeforeValidator(DELIVERY_TYPES.validate), AfterValidator(reaches_a_person)]


def heartbeat_url(value: object) -> object:
    """The address of a heartbeat. The messages do not repeat it: whoever knows it can say that all is well."""
    if value is None or isinstance(value, Secret):
        return value
    if not isinstance(value, str) or not re.match(r"https?://[^\s@/]+(/\S*)?$", value.strip(), re.IGNORECASE):
        raise ValueError("an address begins with http:// or https://, and holds no user name")
    return Secret(value.strip())
