"""What the shops of the demonstration have set up: mails, contracts, the robot, names on labels, a blacklist."""

from sqlalchemy import select

from app.commerce.blacklist import operations as blacklist
from app.commerce.carriers.record import CARRIER_ACCOUNT
from app.commerce.label_names.operations import add_rule
from app.commerce.mails.operations import enter_sentence, enter_template, keep_mailing
from app.commerce.robot.operations import enter_rule, switch_on
from app.commerce.robot.trying import try_out
from app.commerce.shipping_requests.defaults import LAYOUTS
from app.commerce.shipping_requests.profiles import enter_profile
from app.commerce.warehouses.model import Warehouse
from app.kernel.db import session
from app.records.kit import keeping

MAILING = {
    "thanks": True, "paid": True, "shipped": True, "follow_days": 7, "quiet_from": 21, "quiet_until": 8,
    "delay_minutes": 10, "reply_to": "",
}  # fmt: skip
TEMPLATE = {
    "kind": "thanks", "name": "ご注文のお礼（銀行振込）", "channel_id": None, "payment_kind": "prepay", "rank_id": None,
    "language": "", "with_html": True, "advertising": False,
    "subject": "【{店舗名}】お振込先のご案内（{受注番号}）",
    "body": (
        "{お名前} 様\n\nご注文ありがとうございます。ご入金の確認後に発送いたします。\n\n"
        "■お振込先\n○○銀行 蒲田支店 普通 1234567 ヤマダセイキ（カ\n■お振込金額　{合計金額}\n\n"
        "{明細}\n\n{お客様ページ}\n\n{署名}\n"
    ),
}  # fmt: skip
SENTENCES = (
    ("お届け", "北海道・沖縄のお届け", "北海道・沖縄へは、通常より1〜2日多くかかります。", {"region": ["01", "47"]}),
    ("お支払い", "代金引換のご案内", "商品と引き換えに、配送員へ現金でお支払いください。", {"payment": ["cod"]}),
    ("結び", "初めてのお客様へ", "初めてのご利用、誠にありがとうございます。", {"first": ["yes"]}),
)  # fmt: skip
CONTRACTS = (
    {"code": "YMT", "name": "ヤマト運輸（発払い）", "system": "b2", "service": "takkyubin",
     "customer_code": "031234567801"},
    {"code": "SGW", "name": "佐川急便（元払い）", "system": "ehiden3", "service": "hikyaku",
     "customer_code": "134567890012"},
)  # fmt: skip
RULES = (
    ("moved", {"to": "ready"}, {"remarks": ["領収書"]}, {"note": "領収書を同封する"}, "領収書のご希望を控える"),
    ("imported", {}, {"total": [500_000, None]}, {"hold": "高額のため、店長が納期を確かめます。"}, "高額の注文は保留"),
    ("moved", {"to": "ready"}, {"region": ["01"]}, {"set": {"carrier": "yamato"}}, "北海道はヤマトで送る"),
)  # fmt: skip
NAMES = (("remove", "【送料無料】", ""), ("replace", "六角ボルト", "ボルト"))


def the_shops(shops):
    """What does not depend on orders: mails, contracts, names, an outside warehouse's layout, the blacklist."""
    for one in shops:
        keep_mailing(one, None, MAILING)
    enter_template(TEMPLATE)
    for place, (spot, name, text, conditions) in enumerate(SENTENCES, 1):
        enter_sentence(
            {"spot": spot, "position": 10 * place, "name": name, "text": text, "conditions": conditions}
        )
    for one in CONTRACTS:
        keeping.enter(CARRIER_ACCOUNT, one)
    for one in NAMES:
        add_rule(*one)
    outside = session.scalars(select(Warehouse).where(Warehouse.kind == "outside")).first()
    enter_profile(LAYOUTS["rsl"] | {"company": "rsl", "warehouse_id": outside.id, "with_header": True})
    blacklist.enter("phone", "090-0000-9999", "長期不在による返送が3回続いています。")
    blacklist.enter("mail", "no-reply@mail.example", "代金引換の受取拒否がありました。")


def the_robot():
    """Rules that were tried on the orders so far and are switched on, but the last."""
    for trigger, at, conditions, actions, name in RULES:
        rule = enter_rule(
            {
                "name": name,
                "trigger": trigger,
                "at": at,
                "conditions": conditions,
                "actions": actions,
                "stops": False,
            }
        )
        session.flush()
        try_out(rule, 14)
        if name != RULES[-1][-1]:
            switch_on(rule)
