"""What tests of mails share: mails as programs write them, and a door that is open."""

import datetime as dt
import smtplib
from dataclasses import replace
from email.message import EmailMessage
from types import SimpleNamespace

import pytest
from sqlalchemy import select

from app.config import Config
from app.kernel import clock
from app.kernel.db import session
from app.platform.mail import incoming
from app.sales.mails import issuing
from app.sales.mails.model import IncomingMail
from app.smtp import opened
from tests.peers.mail_servers import free_port

DOMAIN, PACE = "in.choba.example", 0.05
SENT = dt.datetime(2026, 11, 26, 10, 30, tzinfo=clock.JST)


def mail(author, to, subject="お見積の件", text="お世話になっております。", **headers):
    """A mail as a program writes it; `files`: `[(name, bytes)]`."""
    made = EmailMessage()
    made["From"], made["To"], made["Subject"] = author, to, subject
    made["Date"] = headers.pop("date", SENT.strftime("%a, %d %b %Y %H:%M:%S +0900"))
    files = headers.pop("files", ())
    for name, value in headers.items():
        made[name.replace("_", "-")] = value
    made.set_content(text)
    for name, content in files:
        made.add_attachment(content, maintype="application", subtype="octet-stream", filename=name)
    return made.as_bytes()


def config_of(port):
    """A door at that port."""
    return replace(Config.from_environment(), mail_in_port=port, mail_in_domain=DOMAIN)


@pytest.fixture
def door(app, cast, inside, sales, run_jobs):
    """`door.send(address, bytes)` through the real server; `door.address(person)` makes an address."""
    port = free_port()
    incoming.use(DOMAIN, open_door=True)
    server = opened(app, config_of(port), pace=PACE)
    server.start()

    def send(address, raw, sender="me@yamada.example"):
        session.commit()
        with smtplib.SMTP("127.0.0.1", port) as line:
            line.sendmail(sender, [address], raw)
        run_jobs()
        session.expire_all()

    def address(person, **arranged):
        with inside(person):
            row = issuing.make()
            issuing.arrange(arranged.get("senders", ""), arranged.get("automatic", False))
            return issuing.written(row)

    yield SimpleNamespace(port=port, send=send, address=address)
    server.stop()
    incoming.use("", open_door=False)


def came(cast, inside, person=None):
    with inside(person or cast.salesperson):
        found = select(IncomingMail).order_by(IncomingMail.received_at, IncomingMail.id)
        return session.scalars(found.execution_options(populate_existing=True)).all()
