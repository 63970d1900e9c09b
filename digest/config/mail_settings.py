"""The section `mail`: the mail server, DKIM, unsubscribing, and what to do with an uncertain message. Sends nothing."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Literal, Self

from pydantic import Field, model_validator

from digest.config.fields import ConfigModel, CredentialName, MailAddress
from digest.config.secret_place import SecretPlace
from digest.secrets import Secret


class LoginSettings(ConfigModel):
    """A user name, and where its password stands."""

    username: str = ""
    password_env: str = ""
    password_file: Path | None = None
    password_credential: CredentialName = ""

    @model_validator(mode="after")
    def _one_password(self) -> Self:
        self._place.check()
        if self.username and not self._place:
            raise ValueError("a username needs password_env, password_file or password_credential")
        return self

    @property
    def _place(self) -> SecretPlace:
        return SecretPlace("password", self.password_env, self.password_file, self.password_credential)

    def password(self, root: Path) -> Secret:
        """The password, read now; empty if the server needs none. Raise ConfigError if it cannot be read."""
        return self._place.read("mail", root)


class ProbeSettings(LoginSettings):
    """Where to look for a message that may or may not have been sent: the log of the local Postfix, or a mailbox that gets a
    copy of each message at the address `copy_to`."""

    log: Path | None = None
    imap: str = ""
    port: int = Field(default=993, ge=1, le=65535)
    folder: str = "INBOX"
    copy_to: MailAddress | Literal[""] = ""

    @model_validator(mode="after")
    def _one_place(self) -> Self:
        if bool(self.log) == bool(self.imap):
            raise ValueError("a probe looks either into a log or into a mailbox (imap)")
        if self.imap and not (self.copy_to and self.username):
            raise ValueError("a mailbox needs copy_to, the address at which it gets the copies, and a username")
        return self


class DkimSettings(ConfigModel):
    """The key that signs messages: its PEM file, and the selector under which the DNS has its public half."""

    selector: str = Field(pattern=r"^[A-Za-z0-9]([A-Za-z0-9.-]{0,62})$")
    key_file: Path
    domain: str = ""


class MailSettings(LoginSettings):
    """The mail server, how recipients unsubscribe, and what to do with an uncertain message."""

    host: str
    port: int = Field(default=587, ge=1, le=65535)
    security: Literal["starttls", "tls", "none"] = "starttls"
    sender: MailAddress = Field(alias="from")
    name: str = "digest"
    timeout: float = Field(default=60, gt=0, le=3600)
    ca_file: Path | None = None
    on_uncertain: Literal["resend", "hold", "probe"] = "resend"
    probe: ProbeSettings | None = None
    unsubscribe_mailto: MailAddress | Literal[""] = ""
    unsubscribe_url: str = ""
    unsubscribe_file: Path | None = None
    dkim: DkimSettings | None = None

    @model_validator(mode="after")
    def _complete(self) -> Self:
        if (self.on_uncertain == "probe") != (self.probe is not None):
            raise ValueError("`on_uncertain: probe` and the section `probe` go together")
        if self.unsubscribe_url and not re.fullmatch(r"https://[^\s]*\{token\}[^\s]*", self.unsubscribe_url):
            raise ValueError("unsubscribe_url must begin with https:// and hold {token} (RFC 8058)")
        return self
