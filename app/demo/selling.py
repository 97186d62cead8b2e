"""Orders of the demonstration: three shops and the telephone, a week of orders in every standing."""

import datetime as dt
import random

from sqlalchemy import select

from app.commerce.channels.record import CHANNEL
from app.commerce.intake.taking import take
from app.commerce.orders.incoming import IncomingLine, IncomingMoney, IncomingOrder, IncomingSlip
from app.commerce.persons.person import Person
from app.demo import arranging, serving, shipping
from app.demo.stage import Stage, moment, office_hours
from app.kernel import clock
from app.kernel.db import session
from app.masters.products.model import Product
from app.records.kit import keeping

CLERK = "matsumoto"
SENDER = {
    "sender_name": "山田精機オンライン", "sender_postal": "146-0092", "sender_address": "東京都大田区下丸子3-1-1",
    "sender_phone": "03-5555-0100", "from_prefecture": "東京都", "mail_from": "shop@yamada.example",
    "mail_signature": "山田精機オンライン\n03-5555-0100", "registration_number": "T7000012050002",
    "foreign_papers": True,
}  # fmt: skip
SHOPS = (
    ("R1", "楽天市場店", "rakuten", "123456"),
    ("Y1", "Yahoo!ショッピング店", "yahoo", "yamada-seiki"),
    ("S1", "自社サイト（Shopify）", "shopify", "yamada-online"),
)
PLACES = (
    ("1050011", "東京都", "港区", "芝公園1-2-3"), ("5300001", "大阪府", "大阪市北区", "梅田2-4-9"),
    ("0600001", "北海道", "札幌市中央区", "北一条西3-2"), ("8100001", "福岡県", "福岡市中央区", "天神1-8-1"),
    ("4600008", "愛知県", "名古屋市中区", "栄3-15-33"), ("2310023", "神奈川県", "横浜市中区", "山下町123"),
    ("1002101", "東京都", "小笠原村", "父島字西町12"), ("6048135", "京都府", "京都市中京区", "御射山町266"),
)  # fmt: skip
NAMES = (
    ("髙橋", "花子", "タカハシ", "ハナコ"), ("山﨑", "健太", "ヤマザキ", "ケンタ"),
    ("渡邊", "真理", "ワタナベ", "マリ"), ("井上", "大輔", "イノウエ", "ダイスケ"),
    ("清水", "彩", "シミズ", "アヤ"), ("小川", "誠司", "オガワ", "セイジ"),
    ("長谷川", "美和", "ハセガワ", "ミワ"), ("村上", "翔太", "ムラカミ", "ショウタ"),
)  # fmt: skip
PAYMENTS = ("クレジットカード", "代金引換", "銀行振込", "後払い決済", "PayPay残高等")
REMARKS = (
    "",
    "",
    "",
    "特になし",
    "インターホンが壊れています。お電話ください。",
    "領収書を同封してください。",
)
ORDERS, EARLY = 48, 36
"""The early ones had come in by yesterday morning."""


def play(known, today):
    """The shops, then the orders of the last week as they came in; what became of them is played by `shipping`."""
    stage, dice = Stage(known), random.Random(7)
    if clock.now() < moment(today, 9, 30):
        today -= dt.timedelta(days=1)  # nothing of it lies in the future
    yesterday = today - dt.timedelta(days=1)
    with stage.as_(CLERK, office_hours(today - dt.timedelta(days=30), 9)):
        shops = [_open(*one) for one in SHOPS]
        arranging.the_shops(shops)
        products = session.scalars(
            select(Product).where(Product.state == "active").order_by(Product.code)
        ).all()[:30]
        for n, one in enumerate(products):
            one.shelf, one.weight_g, one.size_points = f"A-{n // 6 + 1}-{n % 6 + 1}", 300 + 50 * n, 5
    orders = [_order(number, today, products, dice) for number in range(ORDERS)]
    _come_in(stage, shops, orders[:EARLY], moment(yesterday, 9))
    shipping.yesterday(stage, CLERK, yesterday)
    _come_in(stage, shops, orders[EARLY:], moment(today, 8))
    shipping.this_morning(stage, CLERK, today)
    serving.play(stage, CLERK, today)


def _come_in(stage, shops, orders, when):
    with stage.as_(CLERK, when):
        for place, shop in enumerate(shops):
            take(session.merge(shop), [one for n, one in enumerate(orders) if n % len(shops) == place])


def _open(code, name, kind, account):
    return keeping.enter(CHANNEL, {"code": code, "name": name, "kind": kind, "account": account, **SENDER})


def _order(number, today, products, dice):
    """One order; some go to somebody else, some have a wrong postal code, an unknown code, a remark, a wished day."""
    buyer = _person(dice, number % 20)
    recipient = _person(dice, 50 + number) if number % 9 == 4 else buyer
    lines = [_line(place, dice.choice(products), dice) for place in range(1, dice.choice((2, 2, 3, 4)))]
    if number % 11 == 5:
        lines[0].own_code, lines[0].mall_code, lines[0].name = "", f"item-{number}", "限定セット 工具箱"
    goods = sum(line.price * line.quantity for line in lines)
    postage = 0 if goods >= 8_000 else 660
    ordered = moment(today, 8) - dt.timedelta(hours=3 * (ORDERS - number))
    return IncomingOrder(
        number=f"123456-{ordered:%Y%m%d}-{number + 100001:010}",
        ordered_at=ordered,
        buyer=buyer,
        slips=[
            IncomingSlip(
                recipient=recipient,
                wished_on=today + dt.timedelta(days=dice.choice((2, 3, 5))) if number % 4 == 1 else None,
                slot=dice.choice(("none", "am", "14-16", "18-20")),
                noshi="御歳暮" if number % 9 == 4 else "",
            )
        ],
        lines=lines,
        money=IncomingMoney(goods=goods, postage=postage, total=goods + postage),
        payment=PAYMENTS[number % len(PAYMENTS)],
        remarks=dice.choice(REMARKS),
    )


def _line(place, product, dice):
    price = int((product.price or 0) * 11 / 10)
    return IncomingLine(
        key=str(place),
        name=product.name,
        quantity=dice.choice((1, 1, 2, 3)),
        price=price,
        own_code=product.code,
        rate=10,
    )


def _person(dice, number):
    family, given, family_kana, given_kana = NAMES[number % len(NAMES)]
    postal, prefecture, city, street = PLACES[number % len(PLACES)]
    if number % 13 == 12:
        postal = "5300001"
    last = dice.randrange(1000, 9999) if number > 40 else 2000 + number
    return Person(
        family=family,
        given=given,
        family_kana=family_kana,
        given_kana=given_kana,
        postal=postal,
        prefecture=prefecture,
        city=city,
        street=street,
        phone=f"090-{1000 + number}-{last}",
        mail=f"customer{number}@mail.example",
    )
