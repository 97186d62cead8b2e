"""Five shops with goods on the shelf and a contract with Yamato: `python -m tests.browser.morning`."""

from decimal import Decimal

from app.access.tenants.queries import tenant_by_slug
from app.access.users.model import User
from app.access.users.queries import actor_of
from app.commerce.carriers.model import CarrierAccount
from app.commerce.channels.model import Channel
from app.commerce.mails.model import ShopMailing
from app.commerce.stock.lines import StockLine
from app.commerce.stock.moving import receive
from app.factory import create_app
from app.kernel import clock, context
from app.kernel.db import session
from app.kernel.ids import new_id
from app.masters.products.model import Product
from tests.browser import cast

SHOPS = (
    ("rakuten", "123456", "楽天市場店"), ("yahoo", "farm-shop", "Yahoo!店"), ("amazon", "", "Amazon店"),
    ("shopify", "", "公式サイト"), ("eccube4", "", "本店"),
)  # fmt: skip
GOODS = (
    ("HNY-250-RENGE", "国産はちみつ れんげ 250g", "8R"), ("HNY-GIFT", "はちみつ詰合せ", "8R"),
    ("JAR-01", "ガラス保存瓶 500ml", "10"), ("JAR-S", "ガラス保存瓶 小", "10"), ("tea-100", "煎茶 100g", "8R"),
    ("cup-01", "湯呑み", "10"),
)  # fmt: skip


def main():
    """Everything a morning needs but the orders."""
    with create_app().app_context():
        context.set_tenant(tenant_by_slug("yamada").id)
        session.commit()  # the next transaction knows the tenant
        packer = session.query(User).filter_by(email=cast.PACKER.email).one()
        with context.acting_as(actor_of(packer.id)):
            for kind, account, name in SHOPS:
                _shop(kind, account, name)
            for code, name, tax in GOODS:
                product = Product(code=code, name=name, tax_code=tax, changed_at=clock.now())
                session.add(product)
                session.flush()
                receive([StockLine(product.id, Decimal(20))], source="test", source_id=new_id())
            session.add(CarrierAccount(
                code="Y1", name="ヤマト本社", system="b2", service="takkyubin", customer_code="0300000000",
                changed_at=clock.now(),
            ))  # fmt: skip
            session.commit()


def _shop(kind, account, name):
    shop = Channel(
        code=kind, name=name, kind=kind, account=account, mail_from="shop@example.com", sender_name=name,
        sender_postal="100-0001", sender_address="東京都千代田区千代田１－１", sender_phone="03-0000-0000",
        from_prefecture="東京都", changed_at=clock.now(),
    )  # fmt: skip
    session.add(shop)
    session.flush()
    session.add(ShopMailing(channel_id=shop.id, shipped=True, quiet_from=0, quiet_until=0, delay_minutes=0))


if __name__ == "__main__":
    main()
