"""A shop whose orders come by mail: a mailbox on this machine, a pattern for its texts, and jobs that are worked."""

import datetime as dt

import pytest
from flask_babel import force_locale
from sqlalchemy import select

from app.commerce.mailboxes import operations, patterns
from app.commerce.mailboxes.model import OrderLetter
from app.commerce.mailboxes.queries import mailbox_of
from app.kernel import clock
from app.kernel.db import session
from app.platform.webhooks import sending
from tests.commerce.mailboxes import mails
from tests.commerce.orders.conftest import Shop
from tests.peers.imap import PASSWORD, USER, Imap

NOW = dt.datetime(2026, 11, 20, 12, tzinfo=clock.JST)


class Post(Shop):
    """The shop and its mailbox."""

    def __init__(self, server, run_jobs):
        super().__init__()
        self.server, self.run_jobs = server, run_jobs
        self.cart = self.open("M1", "own")

    def set_up(self, password=PASSWORD, **more):
        """The mailbox of the shop `cart`."""
        values = {
            "host": "127.0.0.1", "port": self.server.port, "security": "none", "user_name": USER, "folder": "INBOX",
            "host_authority": "", "senders": "", "subjects": "", "after": "leave", "after_folder": "",
            "profile_id": None, "by_itself": False, "minutes": 10,
        }  # fmt: skip
        return operations.set_up(self.cart, values | more, password)

    def pattern(self, **more):
        """A pattern that reads `mails.TEXT`."""
        values = {
            "name": "カート", "kind": "", "labels": mails.LABELS, "headings": mails.HEADINGS, "item": mails.ITEM,
            "words": {},
        }  # fmt: skip
        return patterns.keep(patterns.pattern_from(**(values | more)))

    def fetch(self):
        """Fetch by hand and let the jobs run. Returns their names."""
        operations.ask_to_fetch(self.mailbox)
        return self.work()

    def work(self):
        """Commit, and do what is due."""
        session.commit()
        found = self.run_jobs()
        session.expire_all()
        return found

    @property
    def mailbox(self):
        """As it is now."""
        return mailbox_of(self.cart.id)

    def letters(self):
        """All mails that were looked at, as they came."""
        found = select(OrderLetter).order_by(OrderLetter.uid, OrderLetter.id)
        return session.scalars(found.execution_options(populate_existing=True)).all()

    def states(self):
        """`[(uid, state, numbers)]`."""
        return [(one.uid, one.state, one.numbers) for one in self.letters()]


@pytest.fixture
def server():
    """A mail server."""
    with Imap() as found:
        yield found


@pytest.fixture
def post(server, run_jobs, cast):
    """The shop, as its manager, on the day of the mails."""
    sending.use(loopback=True)
    with cast.inside(cast.shop_manager), force_locale("en"), clock.frozen(NOW):
        yield Post(server, run_jobs)
