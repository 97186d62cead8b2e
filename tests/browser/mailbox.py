"""A real mail server that keeps what it is given."""

import re
import socket
import threading
from email import message_from_bytes, policy

from aiosmtpd.controller import Controller


def free_port():
    """A port nobody listens on just now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Mailbox:
    """Everything that arrived, oldest first, as `email.message.EmailMessage`."""

    def __init__(self):
        self.mails = []
        self._news = threading.Condition()
        self.port = free_port()
        self._server = Controller(self, hostname="127.0.0.1", port=self.port)

    @property
    def url(self):
        """For SMTP_URL."""
        return f"smtp://127.0.0.1:{self.port}"

    def start(self):
        """Listen."""
        self._server.start()

    def stop(self):
        """Listen no more."""
        self._server.stop()

    async def handle_DATA(self, server, session, envelope):  # noqa: N802 -- aiosmtpd names it
        """Take a mail in."""
        with self._news:
            self.mails.append(message_from_bytes(envelope.content, policy=policy.default))
            self._news.notify_all()
        return "250 kept"

    def wait_for(self, address, *words, timeout=30):
        """The newest mail to `address` that holds all `words`; fails with what did arrive."""
        with self._news:
            if not self._news.wait_for(lambda: self.to(address, *words), timeout):
                seen = [f"{one['To']}: {one['Subject']}" for one in self.mails]
                raise AssertionError(f"no mail to {address} with {words}; there came {seen}")
            return self.to(address, *words)[-1]

    def to(self, address, *words):
        """All mails to `address` that hold all `words`."""
        return [
            one for one in self.mails if address in one["To"] and all(word in whole(one) for word in words)
        ]


def whole(mail):
    """Subject and text of a mail."""
    return f"{mail['Subject']}\n{mail.get_body(('plain',)).get_content()}"


def link_in(mail):
    """The first address in the mail's text."""
    return re.search(r"https?://\S+", mail.get_body(("plain",)).get_content())[0].rstrip("。）>")
