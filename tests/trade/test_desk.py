"""The desk of deals through the browser: what is there for those who take part, and nothing for others."""

import re
import uuid

import pytest
from sqlalchemy import select

from app.kernel.db import session
from app.kernel.errors import Missing, Rejected
from app.kernel.ids import new_id
from app.trade.desk.operations import say
from app.trade.desk.showing import events_shown
from app.trade.documents.queries import papers_noted
from app.trade.partners.permitting import conceal
from app.trade.rooms.model import Deal, DealEvent
from app.trade.rooms.queries import deal_numbered, enter
from tests.trade.test_documents import sent

DEALS = {
    "SHIPPER": "/yamada/deals/",
    "BROKER": "/kanda/deals/",
    "HAULIER": "/suzuki/deals/",
    "LINE": "/foreign/deals/",
}


def plain(text):
    """A page without what differs from answer to answer: ids and tokens."""
    return re.sub(r"[0-9a-f]{8}-[0-9a-f-]{27}|\"[\w-]+\.[\w-]+\.[\w-]+\"", "", text)


@pytest.fixture
def page_of(trade, client):
    def shown(code, path=""):
        return client(trade.people[code][0]).get(f"{DEALS[code]}{path}")

    return shown


def test_a_deal_is_opened_by_its_form_and_heads_the_list(trade, client):
    clerk = client(trade.people["SHIPPER"][0])
    owner = f"{trade.made['SHIPPER'].id}:SH"
    axes = {"direction": "import", "load_type": "LCL", "brokered": "no", "coastal": "yes"}
    typed = {"name": "果物 20 トン", "owner": owner, "own_number": "S-77", "parent": "", **axes}
    answered = clerk.post_form(DEALS["SHIPPER"], typed, form_page=f"{DEALS['SHIPPER']}new")
    with trade.as_("SHIPPER"):
        deal = session.scalars(select(Deal)).one()
    assert answered.headers["Location"] == f"{DEALS['SHIPPER']}{deal.id}"
    assert (deal.pattern, deal.number[:4]) == ("import/LCL/direct/coastal", "IMP-")
    listed = clerk.get(DEALS["SHIPPER"]).text
    assert listed.count("果物 20 トン") == 1
    assert listed.count("S-77") == 1
    for words, there in (("S-77", True), (deal.number.lower(), True), ("20 ト", True), ("S-7", False)):
        assert ("果物" in clerk.get(DEALS["SHIPPER"], query_string={"q": words}).text) is there


def test_a_name_is_missing_and_nothing_that_was_typed_is_lost(trade, client):
    clerk = client(trade.people["SHIPPER"][0])
    typed = {"name": "", "owner": f"{trade.made['SHIPPER'].id}:SH", "own_number": "S-78"}
    answered = clerk.post_form(DEALS["SHIPPER"], typed, form_page=f"{DEALS['SHIPPER']}new")
    assert answered.status_code == 422
    assert 'value="S-78"' in answered.text
    unknown = {**typed, "name": "果物", "parent": "EXP-1"}
    answered = clerk.post_form(DEALS["SHIPPER"], unknown, form_page=f"{DEALS['SHIPPER']}new")
    assert (answered.status_code, "この番号の取引には参加していません" in answered.text) == (422, True)
    with trade.as_("SHIPPER"):
        assert session.scalars(select(Deal)).all() == []


def test_a_deal_of_others_is_as_little_there_as_one_that_never_was(trade, page_of):
    deal = trade.open()
    inside, outside = page_of("SHIPPER", str(deal)), page_of("LINE", str(deal))
    never = page_of("LINE", "01a21d7e-0000-7000-8000-000000000000")
    assert (inside.status_code, outside.status_code, never.status_code) == (200, 404, 404)
    assert plain(outside.text) == plain(never.text)
    assert "衣料" not in page_of("LINE").text


def test_a_hidden_partner_stands_nowhere_on_the_pages_of_others(trade, page_of):
    deal = trade.open()
    trade.invite(deal, "SHIPPER", "BROKER", "FW")
    trade.invite(deal, "BROKER", "HAULIER", "RT", hidden=True, message="よろしくお願いします")
    with trade.as_("HAULIER"):
        say(enter(deal, lock=True), "10時に伺います")
    for marker in ("HAULIER", "鈴木", "suzuki"):
        assert marker not in page_of("SHIPPER", str(deal)).text
    assert "10時に伺います" in page_of("SHIPPER", str(deal)).text
    assert "鈴木工具商会 HAULIER 本店" in page_of("BROKER", str(deal)).text
    assert "鈴木工具商会 HAULIER 本店" in page_of("HAULIER", str(deal)).text


def test_the_inviter_looks_as_its_partner_does_and_nobody_else_can(trade, page_of):
    deal = trade.open()
    broker = trade.invite(deal, "SHIPPER", "BROKER", "FW")
    haulier = trade.invite(deal, "BROKER", "HAULIER", "RT", hidden=True)
    assert "HAULIER" in page_of("BROKER", f"{deal}?as={haulier}").text
    assert page_of("SHIPPER", f"{deal}?as={haulier}").status_code == 404
    assert page_of("HAULIER", f"{deal}?as={broker}").status_code == 404
    assert "HAULIER" not in page_of("SHIPPER", f"{deal}?as={broker}").text
    trade.invite(deal, "BROKER", "LINE", "OC")
    assert "無関係商事株式会社 LINE 本店" in page_of("SHIPPER", f"{deal}?as={broker}").text


def test_a_message_to_a_few_is_read_by_them_alone(trade, client, page_of):
    deal = trade.open()
    broker = trade.invite(deal, "SHIPPER", "BROKER", "FW")
    line = trade.invite(deal, "SHIPPER", "LINE", "OC")
    clerk = client(trade.people["SHIPPER"][0])
    here = f"{DEALS['SHIPPER']}{deal}"
    clerk.post_form(f"{here}/messages", {"text": "運賃の件", "audience": [str(broker)]}, form_page=here)
    assert "運賃の件" in page_of("BROKER", str(deal)).text
    assert "運賃の件" not in page_of("LINE", str(deal)).text
    empty = clerk.post_form(f"{here}/messages", {"text": " "}, form_page=here)
    assert empty.status_code == 422
    with trade.as_("SHIPPER"):
        said = session.scalars(select(DealEvent).where(DealEvent.kind == "message")).all()
        assert [one.audience for one in said] == [[str(broker)]]
    assert line


def told(trade, deal, code):
    """What a company reads of what happened, newest first: `(who, about or to, body)` of each."""
    with trade.as_(code):
        entered = enter(deal)
        shown = events_shown(entered, papers_noted(entered))
        return [(one["who"].split()[1], one["about"] or one["to"], one["body"]) for one in shown]


def wrote(trade, deal, code, text, to=None):
    with trade.as_(code):
        say(enter(deal, lock=True), text, to)


def test_what_is_said_to_others_leaves_no_gap_in_what_one_reads_r14(trade):
    deal = trade.open()
    broker = trade.invite(deal, "SHIPPER", "BROKER", "FW", message="よろしく")
    trade.invite(deal, "SHIPPER", "LINE", "OC", message="運賃は据置き")
    with trade.as_("SHIPPER"):
        entered = enter(deal, lock=True)
        for number in range(60):
            say(entered, f"内緒 {number}", [broker])
    assert [one[2] for one in told(trade, deal, "LINE")] == ["運賃は据置き", "", ""]
    assert [one[2] for one in told(trade, deal, "BROKER")] == [f"内緒 {one}" for one in range(59, 9, -1)]


def test_hidden_later_it_stays_where_it_was_seen_and_newcomers_never_hear_of_it_r46_r47(trade):
    deal = trade.open()
    trade.invite(deal, "SHIPPER", "BROKER", "FW")
    haulier = trade.invite(deal, "BROKER", "HAULIER", "RT")
    with trade.as_("SHIPPER"):
        shipper = enter(deal).seat
    wrote(trade, deal, "HAULIER", "前")
    wrote(trade, deal, "BROKER", "相談", [haulier, shipper])
    with trade.as_("BROKER"):
        conceal(enter(deal, lock=True), haulier, hidden=True)
    wrote(trade, deal, "HAULIER", "後")
    wrote(trade, deal, "BROKER", "密談", [haulier, shipper])
    wrote(trade, deal, "HAULIER", "回答", [shipper, enter_seat(trade, deal, "BROKER")])
    line = trade.invite(deal, "SHIPPER", "LINE", "OC")
    seen = told(trade, deal, "SHIPPER")
    people = [
        ["神田鋼材株式会社 BROKER 本店"],
        ["鈴木工具商会 HAULIER 本店"],
        ["山田精機株式会社 SHIPPER 本店"],
    ]
    assert seen[1:6] == [
        ("BROKER", people[2], "回答"),
        ("BROKER", people[2], "密談"),
        ("BROKER", [], "後"),
        ("BROKER", people[1] + people[2], "相談"),
        ("HAULIER", [], "前"),
    ]
    assert seen[6] == ("BROKER", people[1][0], "")
    late = told(trade, deal, "LINE")
    assert [(who, body) for who, _to, body in late if body] == [("BROKER", "後"), ("BROKER", "前")]
    assert "HAULIER" not in str(late)
    with trade.as_("BROKER"):
        conceal(enter(deal, lock=True), haulier, hidden=False)
    assert told(trade, deal, "SHIPPER")[1:] == seen
    assert line


def enter_seat(trade, deal, code):
    with trade.as_(code):
        return enter(deal).seat


def test_a_number_of_a_deal_of_colleagues_is_as_little_there_as_any_other_r8(trade, inside, cast):
    with trade.as_("SHIPPER"):
        number = enter(trade.open()).deal.number
        assert deal_numbered(number, "parent")
    with inside(cast.system_admin):  # who acts for no organisation
        for asked in (number, "EXP-261127-000000"):
            with pytest.raises(Rejected, match="参加していません"):
                deal_numbered(asked, "parent")


def test_what_is_sent_twice_stands_once(trade, client):
    clerk, new = client(trade.people["SHIPPER"][0]), f"{DEALS['SHIPPER']}new"
    typed = {"name": "果物", "owner": f"{trade.made['SHIPPER'].id}:SH", "deal": str(new_id())}
    typed |= {
        "direction": "export",
        "load_type": "FCL",
        "brokered": "yes",
        "coastal": "no",
        "own_number": "S-1",
    }
    there = [clerk.post_form(DEALS["SHIPPER"], typed, form_page=new).location for _click in range(2)]
    assert there == [f"{DEALS['SHIPPER']}{typed['deal']}"] * 2
    said = {"text": "出荷します", "id": str(new_id())}
    assert f'name="id" type="hidden" value="{said["id"]}"' not in clerk.get(there[0]).text
    for _click in range(2):
        assert clerk.post_form(f"{there[0]}/messages", said, form_page=there[0]).status_code == 303
    with trade.as_("SHIPPER"):
        assert [one.name for one in session.scalars(select(Deal))] == ["果物"]
        kinds = session.scalars(select(DealEvent.kind).order_by(DealEvent.position)).all()
        assert kinds == ["deal.opened", "message"]
    with trade.as_("LINE"), pytest.raises(Missing):
        say(enter(uuid.UUID(typed["deal"]), lock=True), "x")


def test_who_comes_in_while_a_page_is_made_is_not_on_it_yet(trade):
    deal = trade.open()
    with trade.as_("SHIPPER"):
        entered = enter(deal)
        session.expunge_all()
    trade.invite(deal, "SHIPPER", "BROKER", "FW")
    wrote(trade, deal, "BROKER", "到着")
    sent(trade, deal, "BROKER", "attachment", title="写真")
    with trade.as_("SHIPPER"):
        papers = papers_noted(entered)
        assert ([one["text"] for one in events_shown(entered, papers)], papers) == (
            ["が取引を作成しました"],
            {},
        )
    assert len(told(trade, deal, "SHIPPER")) == 5


def test_news_are_marked_until_they_were_read(trade, page_of):
    deal = trade.open()
    trade.invite(deal, "SHIPPER", "BROKER", "FW")
    assert 'class="unread"' in page_of("BROKER").text
    page_of("BROKER", str(deal))
    assert 'class="unread"' not in page_of("BROKER").text


def test_completing_renaming_numbering_and_muting_from_the_page(trade, client, page_of):
    deal = trade.open()
    clerk, here = client(trade.people["SHIPPER"][0]), f"{DEALS['SHIPPER']}{deal}"
    clerk.post_form(f"{here}/name", {"name": "新しい名前"}, form_page=here)
    clerk.post_form(f"{here}/own-number", {"number": "A-1"}, form_page=here)
    clerk.post_form(f"{here}/muting", {}, form_page=here)
    clerk.post_form(f"{here}/completion", {}, form_page=here)
    shown = page_of("SHIPPER", str(deal)).text
    assert [word in shown for word in ("新しい名前", "A-1", "完了を取り消す", "この取引の通知を止める")] == [
        True,
        True,
        True,
        False,
    ]
    clerk.post_form(f"{here}/completion?_method=DELETE", {}, form_page=here)
    with trade.as_("SHIPPER"):
        assert session.scalars(select(Deal.status)).one() == "open"


def test_the_page_of_a_deal_takes_ten_statements_however_much_is_in_it(trade, page_of, statements):
    deal = trade.open()
    page_of("SHIPPER", str(deal))
    counts = []
    for code, kind in (("BROKER", "FW"), ("LINE", "OC"), ("BROKER", "CB")):
        trade.invite(deal, "SHIPPER", code, kind)
        statements.clear()
        page_of("SHIPPER", str(deal))
        counts.append(len([one for one in statements if "INSERT" not in one]))
    assert max(counts) <= 10, statements


def test_a_hidden_partners_private_message_is_its_inviters_through_the_inviters_eyes_too_r32(trade, client):
    deal = trade.open()
    broker = trade.invite(deal, "SHIPPER", "BROKER", "FW")
    haulier = trade.invite(deal, "BROKER", "HAULIER", "RT", hidden=True)
    with trade.as_("SHIPPER"):
        shipper = enter(deal).seat
    for code, seat, text in (("HAULIER", haulier, "内密 1"), ("BROKER", broker, "内密 2")):
        with trade.as_(code):
            say(enter(deal, seat, lock=True), text, [shipper])
    shown = client(trade.people["SHIPPER"][0]).get(f"/yamada/deals/{deal}?as={broker}").text
    assert ("内密 1" in shown, "内密 2" in shown) == (True, True)
