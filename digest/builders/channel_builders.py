"""Builds the channels and the sender of mails from the settings. Reads no secret: the channels do when they deliver."""

from __future__ import annotations

from functools import partial

from digest.compile.email import Sender
from digest.config.delivery_settings import NotifyDeliverySettings
from digest.config.mail_settings import DkimSettings, MailSettings, ProbeSettings
from digest.config.settings import Settings
from digest.deliver.dkim import DkimSigner, read_key
from digest.deliver.mail_channel import mail_channel
from digest.deliver.notify import NotifyService, notify_channel
from digest.deliver.sent_check import ImapSentCheck, LogSentCheck
from digest.deliver.smtp import Security, SmtpSettings
from digest.interfaces import Channel, SentCheck, Signer
from digest.records import OPERATOR


def build_sender(mail: MailSettings | None, secret: bytes) -> Sender:
    """The sender of mails; `secret` signs the unsubscribe tokens."""
    if mail is None:
        return Sender(address="digest@localhost", name="digest", domain="localhost", secret=secret)
    domain = mail.sender.rpartition("@")[2]
    return Sender(mail.sender, mail.name, domain, secret, mail.unsubscribe_mailto, mail.unsubscribe_url)


def notification_links(settings: Settings) -> dict[tuple[str, str], str]:
    """The links of chat messages, by the digest and the address of their targets."""
    return {(slug, delivery.address): delivery.link for slug, delivery in _notify_deliveries(settings)}


def build_mail(settings: Settings) -> Channel | None:
    """The channel "email"; None without a section `mail`."""
    mail = settings.mail
    if mail is None:
        return None
    return mail_channel(
        lambda: smtp_settings(settings, mail),
        on_uncertain=mail.on_uncertain,
        signer=partial(_signer, settings, mail, mail.dkim) if mail.dkim else None,
        sent_check=partial(_sent_check, settings, mail.probe) if mail.probe else None,
        connections=mail.connections,
    )


def build_notify(settings: Settings) -> Channel:
    """The channel "notify" with the services of all digests."""
    return notify_channel(
        {
            (slug, delivery.address): NotifyService(partial(delivery.url, settings.root), delivery.on_uncertain)
            for slug, delivery in _notify_deliveries(settings)
        }
    )


def _notify_deliveries(settings: Settings) -> list[tuple[str, NotifyDeliverySettings]]:
    """The chat services with the digest that they get, or OPERATOR."""
    deliveries = [(slug, delivery) for slug, each in settings.digests.items() for delivery in each.deliver]
    deliveries += [(OPERATOR, target) for target in settings.admin]
    return [(slug, delivery) for slug, delivery in deliveries if isinstance(delivery, NotifyDeliverySettings)]


def _signer(settings: Settings, mail: MailSettings, dkim: DkimSettings) -> Signer:
    domain = dkim.domain or mail.sender.rpartition("@")[2]
    return DkimSigner(domain, dkim.selector, read_key(settings.resolve(dkim.key_file)))


def _sent_check(settings: Settings, probe: ProbeSettings) -> SentCheck:
    if probe.log:
        return LogSentCheck(settings.resolve(probe.log))
    return ImapSentCheck(probe.imap, probe.port, probe.username, probe.password(settings.root), probe.folder)


def smtp_settings(settings: Settings, mail: MailSettings) -> SmtpSettings:
    """How to reach the mail server, with its password. Raise ConfigError if the password cannot be read."""
    return SmtpSettings(
        host=mail.host,
        port=mail.port,
        security=Security(mail.security),
        username=mail.username,
        password=mail.password(settings.root),
        timeout=mail.timeout,
        sender=mail.sender,
        ca_file=settings.resolve(mail.ca_file) if mail.ca_file else None,
        copy_to=mail.probe.copy_to if mail.probe else "",
    )
