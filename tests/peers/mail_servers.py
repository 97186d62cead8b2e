"""A mail server on loopback (RFC 5321 by aiosmtpd), and a mailbox (RFC 3501, the few commands a reader needs)."""

import base64
import email
import re
import socket
import socketserver
import threading
from email.policy import default

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult

USER, PASSWORD = "shop@example.com", "post+word/1"


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class MailServer:
    """Keeps what it accepts in `mails`; `answers` to RCPT in order, then 250. `secured`: wants USER and PASSWORD."""

    def __init__(self, secured=False):
        self.mails, self.answers, self.users = [], [], []
        self.secured = secured
        options = {"auth_require_tls": False, "authenticator": self._authenticate}
        self.port = free_port()
        self.controller = Controller(self, hostname="127.0.0.1", port=self.port, **options)

    def _authenticate(self, server, session, envelope, mechanism, data):
        right = (data.login, data.password) == (USER.encode(), PASSWORD.encode())
        self.users.append(data.login.decode())
        return AuthResult(success=right)

    async def handle_MAIL(self, server, session, envelope, address, options):  # noqa: N802 -- aiosmtpd's name
        if self.secured and not session.authenticated:
            return "530 5.7.0 Authentication required"
        envelope.mail_from = address
        return "250 OK"

    async def handle_RCPT(self, server, session, envelope, address, options):  # noqa: N802 -- aiosmtpd's name
        answer = self.answers.pop(0) if self.answers else "250 OK"
        if answer.startswith("250"):
            envelope.rcpt_tos.append(address)
        return answer

    async def handle_DATA(self, server, session, envelope):  # noqa: N802 -- aiosmtpd's name
        self.mails.append(email.message_from_bytes(envelope.content, policy=default))
        return "250 OK"

    def __enter__(self):
        self.controller.start()
        return self

    def __exit__(self, *_):
        self.controller.stop()


class Mailbox:
    """One folder INBOX. `put(bytes)` drops a mail into it; `gone_after` closes the line after so many fetches."""

    def __init__(self, validity=7):
        self.mails, self.validity, self.commands = [], validity, []
        self.gone_after = None

    def put(self, content):
        self.mails.append((len(self.mails) + 1, content))

    def __enter__(self):
        box = self

        class Handler(socketserver.StreamRequestHandler):
            def handle(self):
                _Conversation(box, self.rfile, self.wfile).go()

        self.server = socketserver.ThreadingTCPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.port = self.server.server_address[1]
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_):
        self.server.shutdown()
        self.server.server_close()


class _Conversation:
    def __init__(self, box, reading, writing):
        self.box, self.reading, self.writing = box, reading, writing
        self.signed_in = self.selected = False

    def say(self, *lines):
        for line in lines:
            self.writing.write(line.encode() + b"\r\n")

    def go(self):
        self.say("* OK IMAP4rev1 ready")
        while line := self.reading.readline():
            tag, _space, rest = line.decode().strip().partition(" ")
            words = rest.upper().split()
            self.box.commands.append(" ".join(words[: 2 if words[0] == "UID" else 1]))
            if self.command(tag, rest) is False:
                return

    def command(self, tag, rest):
        word = rest.upper()
        if word == "CAPABILITY":
            self.say("* CAPABILITY IMAP4rev1", f"{tag} OK done")
        elif word.startswith("LOGIN"):
            user, password = (one.strip('"').replace("\\\\", "\\") for one in rest.split(" ", 2)[1:])
            self.signed_in = (user, password) == (USER, PASSWORD)
            self.say(f"{tag} OK done" if self.signed_in else f"{tag} NO [AUTHENTICATIONFAILED] wrong")
        elif word == "LOGOUT":
            self.say("* BYE", f"{tag} OK done")
            return False
        elif not self.signed_in:
            self.say(f"{tag} BAD sign in first")
        elif word.startswith(("SELECT", "EXAMINE")):
            self.select(tag, rest)
        elif word.startswith("UID SEARCH"):
            first = int(re.search(r"UID (\d+):\*", rest)[1])
            found = [uid for uid, _content in self.box.mails if uid >= first] or [
                self.box.mails[-1][0]
            ] * bool(self.box.mails)
            self.say(f"* SEARCH {' '.join(map(str, found))}".rstrip(), f"{tag} OK done")
        elif word.startswith("UID FETCH"):
            return self.fetch(tag, rest)
        else:
            self.say(f"{tag} BAD not understood")
        return None

    def select(self, tag, rest):
        if '"INBOX"' not in rest and "INBOX" not in rest.split():
            self.say(f"{tag} NO no such folder")
            return
        self.say(
            f"* {len(self.box.mails)} EXISTS", "* 0 RECENT", "* FLAGS (\\Seen)",
            f"* OK [UIDVALIDITY {self.box.validity}] .", f"{tag} OK [READ-ONLY] done",
        )  # fmt: skip

    def fetch(self, tag, rest):
        if self.box.gone_after == 0:
            return False
        if self.box.gone_after is not None:
            self.box.gone_after -= 1
        uid = int(rest.split()[2])
        content = dict(self.box.mails)[uid]
        self.writing.write(
            f"* {uid} FETCH (UID {uid} BODY[] {{{len(content)}}}\r\n".encode() + content + b")\r\n"
        )
        self.say(f"{tag} OK done")
        return None


def returned(
    message_id, to="nobody@example.com", status="5.1.1", said="550 5.1.1 User unknown", action="failed"
):
    """A delivery status notification (RFC 3464) about the mail with that id, as Postfix words it."""
    return (
        "From: MAILER-DAEMON@mx.example.com\r\n"
        "To: shop@example.com\r\n"
        "Subject: Undelivered Mail Returned to Sender\r\n"
        "MIME-Version: 1.0\r\n"
        'Content-Type: multipart/report; report-type=delivery-status; boundary="b"\r\n'
        "\r\n--b\r\nContent-Type: text/plain; charset=us-ascii\r\n\r\n"
        f"I'm sorry to have to inform you that your message to <{to}> could not be delivered.\r\n"
        "\r\n--b\r\nContent-Type: message/delivery-status\r\n\r\n"
        "Reporting-MTA: dns; mx.example.com\r\n\r\n"
        f"Final-Recipient: rfc822; {to}\r\nAction: {action}\r\nStatus: {status}\r\n"
        f"Diagnostic-Code: smtp; {said} <{to}>\r\n"
        "\r\n--b\r\nContent-Type: text/rfc822-headers\r\n\r\n"
        f"Message-ID: {message_id}\r\nSubject: =?utf-8?b?{base64.b64encode('注文'.encode()).decode()}?=\r\n"
        "\r\n--b--\r\n"
    ).encode()
