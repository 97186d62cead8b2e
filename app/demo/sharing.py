"""Deals shared with a forwarder, a shipping line and a haulier whom the forwarder keeps to itself."""

import datetime as dt

from app.access.users.model import User
from app.demo.stage import Stage, office_hours
from app.kernel.db import session
from app.trade.deals.opening import complete, open_deal
from app.trade.desk.operations import say, set_own_number
from app.trade.documents.beginning import create
from app.trade.documents.queries import document_in, roots_of, values_of
from app.trade.documents.saving import save
from app.trade.documents.sending import send
from app.trade.organisations.arranging import add_organisation, set_members
from app.trade.organisations.model import TradeOrganisation
from app.trade.organisations.queries import found_by_code
from app.trade.partners.inviting import invite
from app.trade.rooms.queries import enter
from app.trade.rulebooks.patterns import Pattern

ORGANISATIONS = {
    "nagai": ("YAMADA-BOEKI", "貿易課", ["SH"], "13"),
    "ueda": ("MINATO-YOK", "横浜支店", ["FW", "CB", "NV"], "14"),
    "ishii": ("KEIHIN-DRAY", "本牧営業所", ["RT", "WH"], "14"),
    "shimizu": ("TOYO-LINE", "定期船部", ["OC", "SA"], "13"),
}
OUT = Pattern("export", "FCL", brokered=True, coastal=False)
IN = Pattern("import", "FCL", brokered=True, coastal=False)
ROUTE = {"pol": "JPYOK", "pol_name": "YOKOHAMA", "pod": "SGSIN", "pod_name": "SINGAPORE"}
SHIP = {"vessel_name": "TOYO HIKARI", "voyage": "118W"}
GOODS = [
    {"description": "直動ガイド LG-25 720mm", "hs_code": "848340", "origin": "JP", "quantity": "120", "unit": "PCS",
     "price": "184.50", "amount": 2214000},
    {"description": "ボールねじ BS-20 1000mm", "hs_code": "848340", "origin": "JP", "quantity": "60", "unit": "PCS",
     "price": "231.00", "amount": 1386000},
]  # fmt: skip
CASES = [
    {"case": "1-24", "description": "直動ガイド LG-25", "quantity": "120", "unit": "PCS", "packages": "24",
     "net_weight": "1440", "gross_weight": "1620", "measurement": "6.2"},
    {"case": "25-36", "description": "ボールねじ BS-20", "quantity": "60", "unit": "PCS", "packages": "12",
     "net_weight": "660", "gross_weight": "750", "measurement": "3.1"},
]  # fmt: skip


def play(known, today):
    """Set up the four organisations, then three deals: one under way, one done, one that has just begun."""
    stage = Stage(known)
    for login in ORGANISATIONS:
        with stage.as_(login, office_hours(today - dt.timedelta(days=60), 9)) as who:
            _organisation(login, who.id)
    _done(stage, today)
    _under_way(stage, today)
    with stage.as_("nagai", office_hours(today - dt.timedelta(days=1), 15)):
        _open("工作機械部品 ハイフォン向け 12月積み", OUT, "Y-2612-03")


def _organisation(login, user_id):
    code, name, types, prefecture = ORGANISATIONS[login]
    mail = session.query(User.email).filter_by(id=user_id).scalar()
    set_members(add_organisation(code, types, name=name, prefecture=prefecture, mail=mail), [user_id])


def _open(name, pattern, number):
    mine = session.query(TradeOrganisation).one()
    entered = open_deal(name, pattern, mine, "SH")
    set_own_number(entered, number)
    return entered.deal.id


def _under_way(stage, today):
    def at(days, hour):
        return office_hours(today - dt.timedelta(days=days), hour)

    with stage.as_("nagai", at(12, 10)):
        deal = _open("直動部品 36 箱 横浜–シンガポール", OUT, "Y-2611-18")
        _invite(deal, "MINATO-YOK", "FW", message="いつもの便でお願いします。")
    with stage.as_("ueda", at(11, 13)):
        set_own_number(enter(deal), "M-88104")
        _invite(deal, "TOYO-LINE", "OC")
        _invite(
            deal,
            "KEIHIN-DRAY",
            "RT",
            hidden=True,
            message="ドレージをお願いします。荷主様へは当社名で動きます。",
        )
    with stage.as_("nagai", at(10, 11)):
        facts = {
            "document_number": "YS-2611-018",
            "document_date": at(10, 11).date().isoformat(),
            "currency": "USD",
        }
        _write(
            deal, "commercial_invoice", {**facts, "incoterms": "CIF", "goods": GOODS, "total_amount": 3600000}
        )
        _write(
            deal,
            "packing_list",
            {**facts, "packages": "36", "goods_name": "LINEAR MOTION PARTS", "packing": CASES},
        )
    with stage.as_("shimizu", at(8, 16)):
        _write(deal, "booking_confirmation", _booked(today + dt.timedelta(days=4)))
    with stage.as_("ueda", at(6, 10)):
        box = {"number": "CSQU3054383", "size_type": "22G1", "packages": "36", "gross_weight": "2370"}
        _write(deal, "shipping_instruction", {"containers": [box]})
        say(enter(deal, lock=True), "バンニングは 2 日前の午前に決まりました。")
    with stage.as_("ishii", at(2, 9)):
        box = {
            "container_number": "CSQU3054383",
            "size_type": "22G1",
            "seal": "JP771204",
            "cargo_weight": "2370",
        }
        _write(deal, "gate_in_slip", {**box, "plate": "横浜 100 か 12-34"}, "CSQU3054383")
        say(enter(deal, lock=True), "本牧へ 9:40 に搬入しました。")


def _booked(leaving):
    days = {"etd": leaving, "eta": leaving + dt.timedelta(days=9), "cy_cut": leaving - dt.timedelta(days=1)}
    place = {"booking_number": "TOY4481720", "scac": "TOYO", "delivery_terminal": "横浜本牧 BC"}
    return {**ROUTE, **SHIP, **place, **{name: day.isoformat() for name, day in days.items()}}


def _done(stage, today):
    with stage.as_("nagai", office_hours(today - dt.timedelta(days=50), 10)):
        deal = _open("制御盤 2 台 上海–横浜", IN, "Y-2610-02")
        _invite(deal, "MINATO-YOK", "CB")
    with stage.as_("nagai", office_hours(today - dt.timedelta(days=21), 17)):
        complete(enter(deal, lock=True))


def _invite(deal, code, business_type, **more):
    invite(enter(deal, lock=True), found_by_code(code), business_type, **more)


def _write(deal, kind, values, unit=""):
    """Begin a document, fill in what is typed over what it was begun with, send it."""
    entered = enter(deal, lock=True)
    row = create(entered, kind, unit)
    session.flush()
    begun = values_of(document_in(entered, row.id), roots_of(deal))
    save(entered, row.id, {**begun, **values}, None)
    send(entered, row.id, None)
