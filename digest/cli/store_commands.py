"""The commands that copy, replace or clean the database: `backup`, `restore` and `forget`."""

from __future__ import annotations

import argparse
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from digest.cli.command_context import now, open_store, print_line, print_lines, read_settings
from digest.errors import DONE, NotFoundError, UsageError
from digest.text.visible import one_line

if TYPE_CHECKING:
    from digest.config.settings import Settings


def backup(options: argparse.Namespace) -> int:
    """Write a copy of the database to a new file."""
    from digest.store.restoring import back_up

    with open_store(read_settings(options)) as store:
        if not store.exists:
            raise NotFoundError(f"backup: {store.name}: there is no database yet")
        size = back_up(store, options.file.absolute())
    print_line(f"wrote {options.file}: {size:,} bytes")
    return DONE


def restore(options: argparse.Namespace) -> int:
    """Put a backup in the place of the database, and carry over what was sent since, or take it for sent."""
    from digest.pipeline.sent_until import take_for_sent
    from digest.store.restoring import restore as restore_store

    settings = read_settings(options)
    if not options.file.exists():
        raise NotFoundError(f"restore: {options.file}: does not exist")
    until = _time(options.sent_until, settings)
    with open_store(settings) as store, store.lock():
        if not store.exists and until is None:
            raise UsageError(
                f"restore: {store.name} does not exist, so nobody knows what was sent since the backup: say until when with "
                "--sent-until TIME, or --sent-until now"
            )
        kept, carried = restore_store(store, options.file.absolute(), now())
        if until:
            editions, messages = take_for_sent(store, settings.digests, until, now())
            print_line(f"taken for sent: {editions} editions that were due, {messages} messages that waited")
    if kept:
        print_line(
            f"carried over: {carried.editions} editions, {carried.rows} messages and files, {carried.left} who unsubscribed"
        )
        if carried.has_forgotten:
            print_line(f"forgotten again: {carried.statements} statements, {carried.addresses} addresses")
        print_line(f"the database that was in use is now {kept}")
    else:
        print_line("what was forgotten since the backup is not known: forget it again")
    print_line(f"restored {options.file}; next: digest check, then start cron, the timer or the service again")
    return DONE


def _time(text: str, settings: Settings) -> datetime | None:
    """The time that `--sent-until` names, in the zone of the first digest unless it names one. Raise UsageError."""
    if not text:
        return None
    if text == "now":
        return now()
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise UsageError(f"--sent-until {text!r}: not a time (for example 2026-11-23T07:30, or now)") from None
    return (moment if moment.tzinfo else moment.replace(tzinfo=settings.zone)).astimezone(UTC)


def forget(options: argparse.Namespace) -> int:
    """Remove an address, and what was sent to it, from the database; or a statement, from everywhere."""
    settings = read_settings(options)
    is_address = "@" in options.subject and "/" not in options.subject
    return _forget_address(options.subject, settings) if is_address else _forget_statement(options.subject, settings)


def _forget_statement(name: str, settings: Settings) -> int:
    from digest.app import build

    with build(settings) as app:
        if not app.store.exists:
            raise NotFoundError(f"forget: {app.store.name}: there is no database yet")
        with app.store.lock():
            key = app.forgetter.key_of(name)
            rows = app.forgetter.forget(key, now())
            sites = app.publish_sites(lambda: None)
    print_line(f"{one_line(key)} is forgotten: {rows} messages and files lose it; the next run writes the files again")
    print_lines(sites)
    print_line("mails that were sent, backups and logs still hold it")
    return DONE


def _forget_address(address: str, settings: Settings) -> int:
    from digest.config.delivery_settings import MailDeliverySettings

    deliveries = [*settings.admin, *(each for digest in settings.digests.values() for each in digest.deliver)]
    configured = {to.to.casefold() for each in deliveries if isinstance(each, MailDeliverySettings) for to in each.email}
    if address.casefold() in configured:
        raise UsageError(f"forget: {address} is still in the configuration, and would get the next edition: remove it first")
    with open_store(settings) as store:
        if not store.exists:
            raise NotFoundError(f"forget: {store.name}: there is no database yet")
        with store.lock():
            rows = store.forget_address(address, now())
    if not rows:
        raise NotFoundError(f"forget: {one_line(address)}: no message and no entry has this address")
    print_line(f"{one_line(address)} is forgotten: {rows} messages and entries; backups and logs still hold it")
    return DONE
