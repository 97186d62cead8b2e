"""Partners on their pages: found in three ways, registered, given rights, hidden; nobody unseen is named anywhere."""

import pytest
from sqlalchemy import select, text

from app.kernel.db import session
from app.trade import sight
from app.trade.partners.model import PartnerHistory
from app.trade.partners.trees import tree
from app.trade.rooms.model import Participation
from app.trade.rooms.queries import enter
from app.web import limits


@pytest.fixture
def page(client, trade, cast):
    """`page(code, path)`: the answer to a person of that company; `post(code, path, data, form_page)`."""
    limits._own.storage.reset()
    if limits.limiter.initialized:
        limits.limiter.storage.reset()

    def browser(code):
        person = trade.people[code][0]
        return client(person), f"/{person.tenant}"

    def get(code, path):
        someone, root = browser(code)
        return someone.get(root + path)

    def post(code, path, data, form_page=None):
        someone, root = browser(code)
        return someone.post_form(root + path, data, form_page=root + (form_page or path))

    get.post = post
    return get


def seats(deal):
    asked = select(Participation).where(Participation.deal_id == deal).order_by(Participation.id)
    return session.scalars(asked).all()


FORM = {
    "code": "BROKER",
    "type": "FW",
    "visibility": "public",
    "levels-commercial_invoice": "-",
    "message": "よろしく",
}


def registration(deal):
    where = f"/deals/{deal}/partners/"
    return where, f"{where}new?code=BROKER&type=FW"


def test_a_partner_is_found_by_name_and_registered_in_the_official_order(page, trade):
    deal = trade.open()
    found = page("SHIPPER", f"/deals/{deal}/partner-candidates?mode=name&q=BROKER").text
    assert ("通関業者" in found, "HAULIER" in found) == (True, False)
    where, new = registration(deal)
    form = page("SHIPPER", new).text.split("<main")[1]
    words = ("取引管理番号", "招待元", "取引に参加させる組織", "公開（", "帳票アクセス権限", "メッセージ")
    order = [form.index(word) for word in words]
    assert order == sorted(order)
    assert page.post("SHIPPER", where, FORM | {"levels-house_bill": "W"}, new).status_code == 422
    sent = page.post("SHIPPER", where, FORM, new)
    assert (sent.status_code, sent.location.split("?")[0]) == (303, f"/yamada{where}")
    assert page.post("SHIPPER", where, FORM, new).status_code == 303
    with trade.as_("SHIPPER"):
        [_owner, seat] = seats(deal)
        kinds = ("commercial_invoice", "packing_list", "house_bill")
        assert [seat.grants[kind] for kind in kinds] == ["-", "W", "R"]
        [line] = session.query(PartnerHistory).all()
        assert (line.partner_organisation_id, line.uses) == (trade.made["BROKER"].id, 1)
    assert "BROKER 本店" in page("SHIPPER", f"/deals/{deal}/partner-candidates").text


def chosen(answer, kind):
    row = answer.text.split(f'name="levels-{kind}"')[1:]
    return [part.split('value="')[1][0] for part in row if " checked" in part.split(">")[0]]


def test_buttons_fill_in_rights_and_register_nothing(page, trade):
    first = trade.open()
    where, new = registration(first)
    assert page.post("SHIPPER", where, FORM, new).status_code == 303
    where, new = registration(trade.open("次の取引"))
    assert chosen(page("SHIPPER", new), "commercial_invoice") == ["W"]
    for preset, marks in (("read", "RR"), ("nothing", "--"), ("default", "WR"), ("former", "-R")):
        filled = page.post("SHIPPER", where, {**FORM, "preset": preset}, new)
        shown = [chosen(filled, kind) for kind in ("commercial_invoice", "house_bill")]
        assert (filled.status_code, shown) == (200, [[mark] for mark in marks])
    with trade.as_("SHIPPER"):
        assert session.query(Participation).count() == 3


def test_names_are_found_only_as_their_owners_allow_now_r57_r58(page, trade):
    deal = trade.open()
    trade.invite(deal, "SHIPPER", "HAULIER", "RT")
    search = f"/deals/{deal}/partner-candidates"

    def former():
        return "HAULIER 本店" in page("SHIPPER", search).text

    assert former()
    for column in ("searchable", "enabled"):
        with trade.as_("HAULIER"):
            session.execute(text(f"UPDATE trade_organisations SET {column} = false"))
        assert not former()
        assert "HAULIER 本店" not in page("SHIPPER", f"{search}?mode=name&q=HAULIER").text
        by_code = page("SHIPPER", f"{search}?mode=code&q=HAULIER").text
        assert ("HAULIER 本店" in by_code) is (column == "searchable")
    with trade.as_("HAULIER"):
        session.execute(text("UPDATE trade_organisations SET searchable = true, enabled = true"))
    assert former()
    assert page("LINE", search).status_code == 404


def test_misses_tell_nothing_and_run_out_r58(page, trade, statements):
    deal = trade.open()
    with trade.as_("HAULIER"):
        session.execute(text("UPDATE trade_organisations SET enabled = false"))
    with trade.as_("LINE"):
        session.execute(text("UPDATE trade_organisations SET searchable = false"))

    def asked(code):
        del statements[:]
        answer = page("SHIPPER", f"/deals/{deal}/partner-candidates?mode=code&q={code}")
        return answer.status_code, answer.text.replace(code, "…").split("<main")[1], len(statements)

    asked("FIRST")
    assert asked("HAULIER") == asked("NOBODY1") == asked("haulier")
    assert "… 本店" in asked("LINE")[1]
    codes = [asked(f"X{number}")[0] for number in range(25)]
    assert codes == [200] * 16 + [422] * 9
    assert asked("LINE") == asked("X26") == asked("HAULIER")
    assert page("SHIPPER", f"/deals/{deal}/partners/new?code=X27&type=FW").status_code == 422
    assert "… 本店" in asked("BROKER")[1]


def test_the_tree_names_nobody_unseen_r28_r29_r40(page, trade):
    deal = trade.open()
    broker = trade.invite(deal, "SHIPPER", "BROKER", "FW")
    hidden = trade.invite(deal, "BROKER", "HAULIER", "RT", hidden=True)
    line = trade.invite(deal, "HAULIER", "LINE", "OC")
    secret = ("HAULIER", "鈴木工具商会", str(hidden), str(trade.made["HAULIER"].id), "陸運業者")
    paths = ["", f"?as={broker}"], [""], [""]
    for code, asked in zip(("SHIPPER", "LINE", "BROKER"), paths, strict=True):
        for question in asked:
            shown = page(code, f"/deals/{deal}/partners/{question}")
            seen = [one for one in secret if one in shown.text.split("<main")[1]]
            assert bool(seen) is (code != "SHIPPER"), (code, seen)
            picture = shown.text.split('id="partner-tree"')[1].split("</section>")[0]
            assert ("#lock" in picture) is (code != "SHIPPER")
    with trade.as_("SHIPPER"):
        rows = {row.id: row for row in tree(enter(deal))}
        assert (rows[line].inviter, rows[line].secret, len(rows)) == (broker, None, 3)
    for path in (f"{hidden}/rights", f"?as={hidden}", f"?as={line}"):
        assert page("SHIPPER", f"/deals/{deal}/partners/{path}").status_code == 404
    assert "HAULIER" not in page("SHIPPER", f"/deals/{deal}/partner-candidates").text.split("<main")[1]
    assert "HAULIER" in page("BROKER", f"/deals/{deal}/partner-candidates").text
    with trade.as_("HAULIER"):
        assert [one.partner_organisation_id for one in session.query(PartnerHistory)] == [
            trade.made["LINE"].id
        ]


def test_rights_and_hiding_are_in_the_inviters_hand_r27_r37(page, trade):
    deal = trade.open()
    broker = trade.invite(deal, "SHIPPER", "BROKER", "FW")
    haulier = trade.invite(deal, "BROKER", "HAULIER", "RT")
    rights = f"/deals/{deal}/partners/{haulier}/rights/"
    assert page("SHIPPER", rights).status_code == 422
    assert page.post("BROKER", rights, {"levels-packing_list": "W"}).status_code == 422
    assert page.post("BROKER", rights, {"levels-packing_list": "-"}).status_code == 303
    concealment = f"/deals/{deal}/partners/{haulier}/concealment/"
    index = f"/deals/{deal}/partners/"
    assert page.post("SHIPPER", f"{concealment}", {}, index).status_code == 422
    assert page.post("BROKER", concealment, {}, index).status_code == 303
    assert page("SHIPPER", rights).status_code == 404
    with trade.as_("BROKER"):
        entered = enter(deal)
        assert entered.room.seats[haulier].hidden
        assert sight.allowed(entered.room, haulier, "packing_list") == sight.NONE
    data = {"code": "LINE", "type": "OC", "visibility": "hidden"}
    new = f"{index}new?code=LINE&type=OC"
    assert page.post("BROKER", index, data, new).status_code == 422
    data = {"code": "HAULIER", "type": "RT", "visibility": "public"}
    new = f"{index}new?code=HAULIER&type=RT"
    assert page.post("SHIPPER", index, data, new).status_code == 303
    data = {"code": "LINE", "type": "OC", "visibility": "public", "seat": str(haulier)}
    new = f"{index}new?code=LINE&type=OC&seat={haulier}"
    warned = page.post("HAULIER", index, data, new)
    assert (warned.status_code, "もう一度「登録」" in warned.text) == (422, True)
    assert page.post("HAULIER", index, {**data, "sure": "1"}, new).status_code == 303
    assert page.post("BROKER", f"{concealment}?_method=DELETE", {}, index).status_code == 303
    with trade.as_("SHIPPER"):
        assert [one.inviter_id for one in seats(deal)][1:3] == [seats(deal)[0].id, broker]


def test_a_partner_asks_its_inviter_alone_to_be_taken_out(page, trade):
    deal = trade.open()
    trade.invite(deal, "SHIPPER", "BROKER", "FW")
    trade.invite(deal, "BROKER", "HAULIER", "RT", hidden=True)
    path = f"/deals/{deal}/declination/"
    assert page.post("HAULIER", path, {"message": "車両が足りません"}).status_code == 303
    assert page.post("HAULIER", path, {"message": "もう一度"}).status_code == 422
    assert page.post("SHIPPER", path, {}).status_code == 422
    shown = {
        code: "辞退の申し出" in page(code, f"/deals/{deal}/partners/").text for code in ("SHIPPER", "BROKER")
    }
    assert shown == {"SHIPPER": False, "BROKER": True}
