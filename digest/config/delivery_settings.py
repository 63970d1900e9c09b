"""The settings of one delivery: an entry of `deliver`. Writes and sends nothing.

A new type of delivery is a class here, listed in DELIVERY_TYPES; the builder of its channel is listed in `app.py`.
"""

from __future__ import annotations

import hashlib
import re
from abc import abstractmethod
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Annotated, Any, ClassVar, Literal, Self

from pydantic import BeforeValidator, Field, PlainValidator, ValidationInfo, model_validator

from digest.config.fields import CredentialName, WebUrl
from digest.config.recipients import RecipientList, as_recipients, read_recipients
from digest.config.secret_place import SecretPlace
from digest.config.section_types import TypedSettings, TypesByKey
from digest.records import Format, SubscriptionFilter
from digest.secrets import Secret

FORMAT_OF_SUFFIX = {
    ".md": Format.MARKDOWN,
    ".html": Format.HTML,
    ".htm": Format.HTML,
    ".txt": Format.TEXT,
    ".eml": Format.EMAIL,
    ".json": Format.JSON,
}


class DeliverySettings(TypedSettings):
    """What every delivery has."""

    channel: ClassVar[str]
    """The name of the channel that delivers it, as the outbox stores it."""

    format: Format | None = Field(
        default=None,
        description="`markdown`, `html`, `text`, `email`, `json`, `notification` or `site`; without it, that of the file's "
        "suffix or of the channel",
    )

    @property
    @abstractmethod
    def written_as(self) -> Format:
        """The format of the edition."""

    @abstractmethod
    def recipients(self, slot: date, resolve: Callable[[str], Path]) -> Mapping[str, SubscriptionFilter]:
        """The addresses that get the edition of `slot`, each with the part of it that they ask for.

        `resolve` returns the absolute form of a path in the configuration.
        """


class FileDeliverySettings(DeliverySettings):
    """A delivery to a file."""

    type_keys = ("file",)
    channel = "file"

    file: str = Field(description="path of a file, with `{day}` in its name; the file is complete or absent, never partial")

    @model_validator(mode="after")
    def _complete(self) -> Self:
        if "{day}" not in self.file:
            raise ValueError("the name of the file must contain {day}, or each edition would replace the one before")
        if self.format is None and Path(self.file).suffix not in FORMAT_OF_SUFFIX:
            raise ValueError(
                f"the format of {self.file!r} is unknown: use the suffix .md, .html, .txt, .eml or .json, or set `format`"
            )
        return self

    @property
    def written_as(self) -> Format:
        """The format that is set, else the one of the file's suffix."""
        return self.format or FORMAT_OF_SUFFIX[Path(self.file).suffix]

    def recipients(self, slot: date, resolve: Callable[[str], Path]) -> Mapping[str, SubscriptionFilter]:
        """The path of the file, which gets the whole edition."""
        return {str(resolve(self.file.replace("{day}", slot.isoformat()))): SubscriptionFilter()}


class MailDeliverySettings(DeliverySettings):
    """A delivery by mail, to one or more recipients."""

    type_keys = ("email", "readers")
    channel = "email"

    email: RecipientList = Field(
        default=(), description="recipients; each gets a message of their own. An address, or a mapping as below, or a list"
    )
    readers: str = Field(default="", description="a file with more recipients, CSV or YAML, read when the program starts")

    @model_validator(mode="before")
    @classmethod
    def _with_recipient_file(cls, value: Any, info: ValidationInfo) -> Any:
        """Add the recipients in the file `readers` to `email`. The validation context holds the folder of the configuration."""
        folder = (info.context or {}).get("folder")
        listed = as_recipients(value.get("email") or [])
        if folder is None or not isinstance(value.get("readers"), str) or not value["readers"] or not isinstance(listed, list):
            return value
        return value | {"email": [*listed, *read_recipients(folder / value["readers"])]}

    @model_validator(mode="after")
    def _is_email(self) -> Self:
        if self.format not in (None, Format.EMAIL):
            raise ValueError("mail is always sent in the format email")
        return self

    @property
    def written_as(self) -> Format:
        """Always `email`."""
        return Format.EMAIL

    def recipients(self, slot: date, resolve: Callable[[str], Path]) -> Mapping[str, SubscriptionFilter]:
        """The mail addresses."""
        return {recipient.to: recipient.subscription for recipient in self.email}


def _service_url(value: object) -> Secret | None:
    """The address of a service. The messages do not repeat it, because it holds the secret."""
    if value is None or isinstance(value, Secret):
        return value
    if not isinstance(value, str) or not re.match(r"[A-Za-z][A-Za-z0-9.+-]*://\S", value.strip()):
        raise ValueError("not the address of a service, such as slack://... or json://... (apprise lists them)")
    return Secret(value.strip())


class NotifyDeliverySettings(DeliverySettings):
    """A delivery to a chat service or webhook."""

    type_keys = ("notify", "notify_env", "notify_file", "notify_credential")
    channel = "notify"

    notify: Annotated[Secret | None, PlainValidator(_service_url)] = Field(
        default=None,
        description="address of a chat service or webhook as apprise writes it, such as `slack://...`, `tgram://...`, "
        "`mmosts://...`, `matrixs://...`, `workflows://...` (Teams) or `jsons://...`; it is a secret. Needs "
        "`pip install 'digest[notify]'`",
    )
    notify_env: str = Field(default="", description="the environment variable that holds the address instead")
    notify_file: Path | None = Field(default=None, description="the file that holds the address instead")
    notify_credential: CredentialName = Field(default="", description="the systemd credential that holds the address instead")
    name: str = Field(
        default="",
        pattern=r"^([A-Za-z0-9][A-Za-z0-9 ._:-]{0,62})?$",
        description="what the service is called in the outbox and in logs; without it, its kind and a checksum of its address, "
        "or the name of the place that holds the address",
    )
    link: WebUrl = Field(default="", description="address of the edition on the web, with `{day}` in it; ends the message")
    on_uncertain: Literal["resend", "hold"] = Field(
        default="resend", description="what to do if the connection broke after the message was sent: `resend` or `hold`"
    )

    @model_validator(mode="after")
    def _complete(self) -> Self:
        if self.notify and self._place:
            raise ValueError("one of notify, notify_env, notify_file and notify_credential, not several")
        self._place.check()
        if self.format not in (None, Format.NOTIFICATION):
            raise ValueError("a chat message is always in the format notification")
        return self

    @property
    def _place(self) -> SecretPlace:
        return SecretPlace("notify", self.notify_env, self.notify_file, self.notify_credential)

    @property
    def written_as(self) -> Format:
        """Always `notification`."""
        return Format.NOTIFICATION

    @property
    def address(self) -> str:
        """The name under which the outbox knows the service: it is stable, and tells nothing of the secret."""
        if self.name:
            return self.name
        if self.notify:
            url = self.notify.reveal()
            return f"{url.partition('://')[0].lower()}:{hashlib.sha256(url.encode()).hexdigest()[:6]}"
        return f"notify:{self.notify_env or self.notify_credential or self.notify_file}"

    def url(self, root: Path) -> Secret:
        """The address of the service, read now. Raise ConfigError if it cannot be read."""
        return self.notify or self._place.read("deliver", root)

    def recipients(self, slot: date, resolve: Callable[[str], Path]) -> Mapping[str, SubscriptionFilter]:
        """The service, which gets a short message about the whole edition."""
        return {self.address: SubscriptionFilter()}


class SiteDeliverySettings(DeliverySettings):
    """A delivery to a web site that keeps all editions and statements."""

    type_keys = ("site",)
    channel = "site"

    site: str = Field(
        description="folder of a static web site with a page for each edition and each statement; several digests may share one"
    )
    title: str = Field(default="", description="the name of the site; without it, the title of the first digest that is on it")
    search: bool = Field(
        default=True, description="full-text search on the site. Needs `pip install 'digest[site]'`; without it, there is none"
    )

    @model_validator(mode="after")
    def _is_site(self) -> Self:
        if self.format not in (None, Format.SITE):
            raise ValueError("a web site has no other format")
        return self

    @property
    def written_as(self) -> Format:
        """Always `site`."""
        return Format.SITE

    def recipients(self, slot: date, resolve: Callable[[str], Path]) -> Mapping[str, SubscriptionFilter]:
        """The folder, which holds the whole of each edition."""
        return {str(resolve(self.site)): SubscriptionFilter()}


DELIVERY_TYPES: TypesByKey[DeliverySettings] = TypesByKey(
    "a delivery", FileDeliverySettings, MailDeliverySettings, NotifyDeliverySettings, SiteDeliverySettings
)
AnyDelivery = Annotated[DeliverySettings, BeforeValidator(DELIVERY_TYPES.validate)]
