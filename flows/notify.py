"""Sending a message to people: through Apprise, or a notification block of Prefect."""

import asyncio
import logging
from collections.abc import Awaitable, Iterator
from contextlib import contextmanager
from inspect import isawaitable
from typing import Any

from flows.news_message import Message

BLOCK = "block:"


class NotSent(Exception):
    """A message that did not get through; the text says nothing of the address, which is secret.

    `may_pass` if a later try may do better.
    """

    def __init__(self, reason: str, may_pass: bool = False) -> None:
        super().__init__(reason)
        self.may_pass = may_pass


def send(address: str, message: Message, place: int) -> None:
    """Send a message to the address that stands in this place of PARKFIGURES_NOTIFY, from 1."""
    deliver = _to_block if address.lower().startswith(BLOCK) else _to_url
    try:
        with _silence():
            deliver(address, message)
    except NotSent as fault:
        reason, may_pass = str(fault), fault.may_pass
    except Exception as fault:
        # What went wrong may quote the address: only its kind is told.
        reason, may_pass = type(fault).__name__, True
    else:
        return
    raise NotSent(f"PARKFIGURES_NOTIFY: address {place} got no message: {reason}", may_pass)


def _to_url(address: str, message: Message) -> None:
    from apprise import Apprise, AppriseAsset, NotifyFormat, NotifyType

    services = Apprise(asset=AppriseAsset(app_id="parkfigures", app_desc="parkfigures", app_url=""))
    if not services.add(address):
        raise NotSent("it is no address that Apprise knows")
    kind = NotifyType.SUCCESS if message.good else NotifyType.WARNING
    given: Any = {"notify_type": kind, "body_format": NotifyFormat.TEXT}
    if not services.notify(title=message.subject, body=message.body, **given):
        raise NotSent("the service did not take it", may_pass=True)


def _to_block(address: str, message: Message) -> None:
    from prefect.blocks.abstract import NotificationBlock
    from prefect.blocks.core import Block

    try:
        block = Block.load(address[len(BLOCK) :])
    except ValueError:
        raise NotSent("Prefect has no such block; it is written block:TYPE/NAME") from None
    if not isinstance(block, NotificationBlock):
        raise NotSent("it is no notification block of Prefect's")
    # Prefect's own blocks have sent it by then; by its type, a block may have to be waited for.
    notify: Any = block.notify
    with block.raise_on_failure():
        sent = notify(subject=message.subject, body=message.body)
        if isawaitable(sent):
            asyncio.run(_finished(sent))


async def _finished(sent: Awaitable[Any]) -> None:
    await sent


@contextmanager
def _silence() -> Iterator[None]:
    """Keep what libraries log of an address, a part of which may be secret, from every log."""
    loggers = [logging.getLogger(name) for name in ("apprise", "httpx", "httpcore", "urllib3")]
    disabled = [one.disabled for one in loggers]
    for one in loggers:
        one.disabled = True
    try:
        yield
    finally:
        for one, before in zip(loggers, disabled, strict=True):
            one.disabled = before
