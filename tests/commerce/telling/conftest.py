"""Shops at peers on this machine that are told our stock, and a few products that are listed in them."""

import pytest
from flask_babel import force_locale
from sqlalchemy import select

from app.commerce.connections import operations
from app.commerce.connections.needs import API
from app.commerce.listings.model import Listing
from app.commerce.telling.model import StockRun, StockTelling
from app.kernel.db import session
from app.platform.webhooks import sending
from tests.commerce.malls.conftest import PACE, SCALE
from tests.commerce.orders.conftest import Shop
from tests.peers.amazon import Amazon
from tests.peers.rakuten import Rakuten
from tests.peers.shopify import Shopify
from tests.peers.yahoo import Yahoo

HERE = "gid://shopify/Location/1"
SECRETS = {
    "rakuten": {"service_secret": "SP000000_secret", "license_key": "SL000000_key"},
    "yahoo": {"client_id": "client-id", "client_secret": "client-secret", "refresh_token": "refresh-1"},
    "amazon": {"client_id": "amzn1.client", "client_secret": "amzn1.secret", "refresh_token": "Atzr|refresh"},
    "shopify": {"access_token": "shpat_token"},
}
ACCOUNTS = {"yahoo": "chobaya", "amazon": "A1SELLER", "shopify": "chobaya.myshopify.com"}
PEERS = {"rakuten": Rakuten, "yahoo": Yahoo, "amazon": Amazon, "shopify": Shopify}
SWITCHES = {
    "stock_way": "api", "orders_on": False, "orders_minutes": 10, "notices_on": False, "done_when_told": True,
}  # fmt: skip


class Told(Shop):
    """A shop whose other shops are told its stock."""

    def connect(self, kind, peer=None, code=None, switches=None, **settings):
        """Another shop, at a peer."""
        channel = self.open(code or kind, kind, account=ACCOUNTS.get(kind, ""))
        operations.keep_secrets(channel, API, SECRETS[kind])
        settings = {"pace": PACE, "location": HERE} | ({"base_url": peer.url} if peer else {}) | settings
        operations.set_up(channel, SWITCHES | (switches or {}), settings)
        return channel

    def list(self, channel, product, code, sku="", factor=1):
        """A listing of a product in a shop."""
        made = Listing(
            channel_id=channel.id,
            product_id=product.id,
            mall_code=code,
            mall_sku=sku,
            factor=factor,
            by_name="",
        )
        session.add(made)
        session.flush()
        return made

    def telling(self, listing):
        """`(wanted, told, state, code)` of a listing."""
        found = select(StockTelling.wanted, StockTelling.told, StockTelling.state, StockTelling.code)
        row = session.execute(found.where(StockTelling.listing_id == listing.id)).one_or_none()
        return tuple(row) if row else None

    def runs(self, channel):
        """`[(told, refused, unknown)]` of a shop's runs."""
        found = select(StockRun.told, StockRun.refused, StockRun.unknown)
        found = found.where(StockRun.channel_id == channel.id).order_by(StockRun.at, StockRun.id)
        return [tuple(row) for row in session.execute(found)]


@pytest.fixture
def told(cast):
    """The shop, as its manager; time goes on."""
    sending.use(loopback=True)
    with cast.inside(cast.shop_manager), force_locale("en"):
        yield Told()


@pytest.fixture
def peer():
    """`peer("rakuten")`: one of the four, its second lasting a fiftieth of one."""
    opened = []

    def made(kind, **more):
        opened.append(PEERS[kind](scale=SCALE, slowness=1.0, **more).__enter__())
        return opened[-1]

    yield made
    for one in opened:
        one.__exit__()


@pytest.fixture
def work(run_jobs, cast):
    """`work()`: commit, and do what is due. Returns the names of the jobs."""

    def done():
        session.commit()
        found = run_jobs()
        session.expire_all()
        return found

    return done
