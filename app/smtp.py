"""The door for mail: takes in what is sent to somebody's logging address, and nothing else. `python -m app.smtp`."""

import asyncio
import signal
import ssl
import threading
import time

import structlog
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP

from app.config import Config
from app.factory import create_app
from app.kernel import tenancy
from app.kernel.db import db
from app.platform.throttling import Busy
from app.sales.mails.receiving import is_a_mail, receive, recipient_of
from app.sales.mails.settings import LARGEST

MOST_RECIPIENTS, MOST_UNKNOWN = 20, 5
MOST_CALLERS, MOST_MAILS = 200, 6
"""Conversations at a time, and mails of which we hold the bytes at a time: each may take three times LARGEST."""
LONGEST_LINE = 64 * 1024
"""RFC 5321 says 1000; what programs send says otherwise."""
PACE = 0.25
"""Seconds after which every recipient is answered, known or not: the time tells nobody which it was."""
UNKNOWN = "550 5.1.1 There is no such address here"
LATER = "451 4.3.0 Not now, please try again later"
log = structlog.get_logger()


class Door:
    """What aiosmtpd asks at each step of a conversation."""

    def __init__(self, app, pace=PACE):
        self.app, self.pace = app, pace
        self.callers, self.room = set(), asyncio.Semaphore(MOST_MAILS)

    async def handle_RCPT(self, server, session, envelope, address, options):  # noqa: N802 -- aiosmtpd's name
        """Let in whom we know; the same words at the same time to everybody else."""
        began = time.monotonic()
        unknown = getattr(session, "unknown", 0)
        found = await self._asked(recipient_of, address) if unknown < MOST_UNKNOWN else None
        await asyncio.sleep(max(0.0, began + self.pace - time.monotonic()))
        if isinstance(found, str):
            return found
        if found is None:
            session.unknown = unknown + 1
            return UNKNOWN
        if len(envelope.rcpt_tos) >= MOST_RECIPIENTS:
            return "452 4.5.3 Too many recipients"
        envelope.rcpt_tos.append(address)
        envelope.recipients = {*getattr(envelope, "recipients", ()), found}
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):  # noqa: N802 -- aiosmtpd's name
        """Keep the mail for each of them; what was kept is not kept twice when the sender tries again."""
        raw = envelope.original_content
        if not await asyncio.to_thread(is_a_mail, raw):
            return "554 5.6.0 This is no mail: its headers name nobody who wrote it"
        for recipient in sorted(envelope.recipients, key=str):
            trouble = await self._asked(self._keep, recipient, raw)
            if isinstance(trouble, str):
                return trouble
        return "250 2.0.0 Kept"

    async def handle_exception(self, error):
        """Whatever goes wrong, the mail stays with its sender, who hears nothing of how it went wrong."""
        log.warning("mail not taken", trouble=type(error).__name__)
        return LATER

    @staticmethod
    def _keep(recipient, raw):
        with tenancy.entered(recipient.tenant_id):
            receive(recipient, raw)
            db.session.commit()

    async def _asked(self, function, *arguments):
        """What a function of ours says, or the answer (a text) to give when it cannot now."""
        try:
            return await asyncio.to_thread(self._within, function, *arguments)
        except Busy:
            return "452 4.2.1 Too many mails for this address, please try again later"
        except Exception as trouble:  # noqa: BLE001 -- database, storage or a mistake: a refusal would lose the mail
            return await self.handle_exception(trouble)

    def _within(self, function, *arguments):
        with self.app.app_context():
            return function(*arguments)


class Conversation(SMTP):
    """aiosmtpd's, for lines as they are sent, and for no more at a time than we can hold."""

    line_length_limit = LONGEST_LINE

    def connection_made(self, transport):
        """Turn a caller away when there are too many."""
        super().connection_made(transport)
        callers = self.event_handler.callers
        callers.add(self)
        if len(callers) > MOST_CALLERS:
            transport.write(b"421 4.3.2 Too many callers, please try again later\r\n")
            transport.close()

    def connection_lost(self, error):
        """Make room for another one."""
        self.event_handler.callers.discard(self)
        super().connection_lost(error)

    async def smtp_DATA(self, arg):  # noqa: N802 -- aiosmtpd's name
        """Hear a mail when there is room for it; who waits too long is hung up on, and tries again."""
        async with self.event_handler.room:
            await super().smtp_DATA(arg)


class OpenDoor(Controller):
    """The server, in a thread of its own."""

    def factory(self):
        """One conversation."""
        return Conversation(self.handler, **self.SMTP_kwargs)


def opened(app, config, pace=PACE):
    """The OpenDoor of a configuration, not started yet."""
    options = {"data_size_limit": LARGEST, "ident": "Choba", "timeout": 60, "enable_SMTPUTF8": True}
    options["command_call_limit"] = {"RCPT": 100, "*": 50}
    if config.mail_in_certificate:
        options["tls_context"] = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        options["tls_context"].load_cert_chain(config.mail_in_certificate)
    hostname = config.mail_in_domain
    return OpenDoor(
        Door(app, pace), config.mail_in_host, config.mail_in_port, server_hostname=hostname, **options
    )


def main():
    """Serve until told to stop."""
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    config = Config.from_environment()
    if config.mail_in_port is None:
        raise SystemExit("Please set MAIL_IN_PORT and MAIL_IN_DOMAIN: see docs/running.md.")
    door = opened(create_app(config), config)
    door.start()
    stop.wait()
    door.stop()


if __name__ == "__main__":
    main()
