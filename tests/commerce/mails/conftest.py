"""A shop that mails, and a mail server that takes what it sends."""

import pytest
from sqlalchemy import select

from app.commerce.channels.model import ChannelCredential
from app.commerce.mails.model import OrderMail, ShopMailing
from app.commerce.mails.sending import send_due
from app.commerce.slips.model import Tracking
from app.commerce.slips.moving import move
from app.kernel import clock
from app.kernel.db import session
from app.platform.mail.delivering import deliver, use
from app.platform.mail.model import Mail
from tests.commerce.orders.conftest import MORNING, Shop
from tests.peers.mail_servers import MailServer


class MailingShop(Shop):
    """The shop of orders, with everything a mail needs."""

    def __init__(self):
        super().__init__()
        self.channel.name, self.channel.mail_from = "花の店", "shop@flowers.example"
        self.channel.mail_signature = "花の店\n電話 03-0000-1111"
        self.wants()

    def wants(self, channel=None, **facts):
        """What the shop wants of mails; nothing is quiet and nothing waits unless said."""
        channel = channel or self.channel
        row = session.scalars(select(ShopMailing).where(ShopMailing.channel_id == channel.id)).one_or_none()
        if row is None:
            row = ShopMailing(channel_id=channel.id, quiet_from=0, quiet_until=0, delay_minutes=0)
            session.add(row)
        for name, value in facts.items():
            setattr(row, name, value)
        session.flush()
        return row

    def server(self, channel, **secrets):
        """The channel gets a mail server of its own."""
        held = {"host": "127.0.0.1", "port": 25, "security": "none", "user": "", "password": ""} | secrets
        service = held.pop("service", "smtp")
        session.add(
            ChannelCredential(channel_id=channel.id, service=service, secrets=held, changed_at=clock.now())
        )
        session.flush()

    def ship(self, slip, *numbers, carrier="yamato"):
        """The slip leaves with these tracking numbers."""
        slip.carrier, slip.shipped_on = carrier, MORNING.date()
        for piece, number in enumerate(numbers, 1):
            session.add(Tracking(slip_id=slip.id, piece_no=piece, carrier=carrier, number=number))
        session.flush()
        move([slip.id], "working")
        return move([slip.id], "shipped")

    def mails(self, kind=None):
        """All mails, oldest first."""
        session.flush()
        found = select(OrderMail).order_by(OrderMail.created_at, OrderMail.label, OrderMail.id)
        rows = session.scalars(found.execution_options(populate_existing=True)).all()
        return [one for one in rows if kind in (None, one.kind)]

    def mail(self, kind):
        """The only mail of that kind."""
        [found] = self.mails(kind)
        return found

    def post(self):
        """Everything that is due leaves."""
        send_due([one.id for one in self.mails()])
        session.flush()
        for mail in session.scalars(select(Mail).where(Mail.state == "pending").order_by(Mail.id)):
            deliver(mail)
        session.flush()


@pytest.fixture
def shop(cast):
    """A shop that mails, in the buyer's tenant, on the morning of the orders."""
    with cast.inside(cast.shop_manager), clock.frozen(MORNING):
        yield MailingShop()


@pytest.fixture
def server():
    """The installation's mail server."""
    with MailServer() as found:
        use(f"smtp://127.0.0.1:{found.port}", "帳場 <no-reply@choba.example>")
        yield found
        use(None, "Choba <no-reply@choba.example>")


class Browser:
    """A browser that sends forms with the token of one page."""

    def __init__(self, client, form_page):
        self.client, self.form_page = client, form_page

    def get(self, url, **options):
        return self.client.get(url, **options)

    def post(self, url, data=None):
        return self.client.post_form(url, data, form_page=self.form_page)

    def delete(self, url):
        return self.post(f"{url}?_method=DELETE")


@pytest.fixture
def browse(client):
    """`browse(person)`: a Browser of a clerk."""
    return lambda person: Browser(client(person), "/yamada/customer-mails")
