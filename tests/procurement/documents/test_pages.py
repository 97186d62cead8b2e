"""What the pages of documents take of the kit: comments, internal files, marks, neighbours, one time line."""

import io
from html import unescape

import pytest
from sqlalchemy import select

from app.access.users.model import User
from app.exchange.envelopes.model import EnvelopeFile
from app.kernel.db import session
from app.kernel.ids import public
from app.platform.notifications.model import Notification
from app.platform.storage import StoredFile
from app.procurement.orders.record import ORDER
from app.procurement.rfqs.drafting import HEAD
from app.procurement.rfqs.model import Rfq
from app.procurement.rfqs.operations import copy_of, file_of
from app.procurement.rfqs.record import RFQ
from app.records.attachments.model import Attachment
from app.records.comments import operations as comments
from app.records.following.model import Viewed
from app.records.following.operations import follow
from tests.procurement.fulfilment.conftest import item
from tests.procurement.sourcing import bench
from tests.support.people import fixed_id

ORDERS, RFQS = "/yamada/orders", "/yamada/rfqs"
HTMX = {"HX-Request": "true", "HX-Request-Type": "partial"}
MAKING = fixed_id("yamada", "organisation", "200")


@pytest.fixture
def order_id(ordering):
    return ordering(item(), subject="油圧ホース")


@pytest.fixture
def rfq_id(inside, cast):
    with inside(cast.buyer):
        return bench.draft(subject="丸棒の購入").id


def put_on(reader, address, name="メモ.txt", expected=303):
    """Put an internal file on a document."""
    data = {"files": [(io.BytesIO(b"within the house"), name)]}
    said = reader.post_form(f"{address}/files", data, form_page=address, content_type="multipart/form-data")
    assert said.status_code == expected


def notices():
    rows = session.execute(select(Notification.user_id, Notification.kind, Notification.values))
    return [(one, kind, values.get("what")) for one, kind, values in rows]


def test_the_time_line_tells_of_changes_comments_and_files(client, cast, order_id):
    buyer, address = client(cast.buyer), f"{ORDERS}/{order_id}"
    said = buyer.post_form(f"{address}/comments", {"body": "単価を確かめました"}, form_page=address)
    assert said.status_code == 303
    put_on(buyer, address)
    shown = unescape(buyer.get(address).text)
    line = shown.split('id="happening"')[1]
    for words in ("注文を発行しました", "単価を確かめました", "メモ.txt", "社内のみ・仕入先には見えません"):
        assert words in line
    assert "社内のみ" in shown.split('id="attachments"')[1].split("</section>")[0]
    only = buyer.get(f"{address}/happening?about=comments", headers=HTMX).text
    assert ("単価を確かめました" in only, "注文を発行しました" in only) == (True, False)
    told = unescape(buyer.get(f"{address}/history").text)
    assert ("注文を発行しました" in told, "件名" in told) == (True, True)


def test_whoever_may_only_look_comments_but_attaches_nothing(client, cast, order_id):
    auditor, address = client(cast.auditor), f"{ORDERS}/{order_id}"
    assert auditor.post_form(f"{address}/comments", {"body": "確認"}, form_page=address).status_code == 303
    assert 'name="files"' not in auditor.get(address).text
    put_on(auditor, address, expected=403)


def test_an_empty_comment_comes_back_with_what_is_wrong(client, cast, order_id):
    buyer, address = client(cast.buyer), f"{ORDERS}/{order_id}"
    plain = buyer.post_form(f"{address}/comments", {"body": " "}, form_page=address)
    assert (plain.status_code, "ひとこと" in plain.text or "入力" in plain.text) == (422, True)


def test_a_mention_reaches_those_only_whose_reach_holds_the_document(inside, cast, order_id, the_order):
    with inside(cast.buyer):
        order = the_order(order_id)
        for person, name in ((cast.requester, "林 花"), (cast.approver, "佐藤 美咲")):
            session.get(User, (person.tenant_id, person.user_id)).name = name
        session.flush()
        outcome = comments.comment(ORDER, order, "@林花 @佐藤美咲 見てください", None)
        assert outcome.unreached == ()
        order.organisation_id = MAKING
        session.flush()
        outcome = comments.comment(ORDER, order, "@林花 @佐藤美咲 見てください", None)
        assert outcome.unreached == ("林 花",)
        assert outcome.comment.mentions == [[str(cast.approver.user_id), "@佐藤美咲"]]


def test_followers_hear_of_the_verbs_of_a_document_while_it_is_in_their_reach(
    inside, cast, ordering, the_order
):
    order_id = ordering(issue=False)
    for person in (cast.requester, cast.approver):
        with inside(person):
            follow(ORDER, the_order(order_id))
    with inside(cast.buyer) as buyer:
        order = the_order(order_id)
        order.organisation_id = MAKING
        session.flush()
        order.issue(by=buyer)
        session.flush()
        assert notices() == [(cast.approver.user_id, "record.changed", "注文を発行しました")]


@pytest.mark.parametrize(
    "path", ["", "/happening", "/comments/new", "/files", "/history", "/files/bundle", "/colleagues"]
)
def test_other_departments_find_nothing(client, cast, inside, order_id, the_order, path):
    with inside(cast.buyer):
        the_order(order_id).organisation_id = MAKING
    assert client(cast.requester).get(f"{ORDERS}/{order_id}{path}").status_code == 404
    assert client(cast.kanda.supplier_user).get(f"/kanda/orders/{order_id}{path}").status_code in (403, 404)


def test_internal_files_never_go_to_suppliers(client, cast, inside, rfq_id, monkeypatch):
    buyer, address = client(cast.buyer), f"{RFQS}/{rfq_id}"
    put_on(buyer, address, "社内の見積.txt")
    drawing = {"files": [(io.BytesIO(b"drawing"), "図面.txt")]}
    buyer.post_form(f"{address}/attachments", drawing, form_page=address, content_type="multipart/form-data")
    shown = unescape(buyer.get(address).text)
    outside, inner = (
        shown.split(f'id="{one}"')[1].split("</section>")[0] for one in ("sent-files", "attachments")
    )
    assert ("図面.txt" in outside, "社内の見積.txt" in outside) == (True, False)
    assert ("図面.txt" in inner, "社内の見積.txt" in inner) == (False, True)
    with inside(cast.buyer) as person:
        rfq = session.get(Rfq, (fixed_id("yamada"), rfq_id))
        assert [one.name for one in rfq.files()] == ["図面.txt"]
        internal = session.query(StoredFile).filter_by(name="社内の見積.txt").one()
        assert (internal.purpose, file_of(rfq, internal.id)) == ("internal", None)
        assert [one.name for one in copy_of(rfq, by=person).files()] == ["図面.txt"]


def test_an_internal_file_taken_back_from_the_bin_stays_internal(client, cast, inside, rfq_id):
    buyer, address = client(cast.buyer), f"{RFQS}/{rfq_id}"
    put_on(buyer, address)
    with inside(cast.buyer):
        one = session.scalars(select(Attachment.id)).one()
    for act in ("?_method=DELETE", "/restoration"):
        sent = buyer.post_form(f"{address}/files/{one}{act}", {}, form_page=address)
        assert sent.status_code == 303
    with inside(cast.buyer):
        assert session.scalars(select(StoredFile.purpose)).all() == ["internal"]
        assert session.get(Rfq, (fixed_id("yamada"), rfq_id)).files() == []


def test_a_star_the_short_link_and_what_was_seen(client, cast, inside, order_id):
    buyer, address = client(cast.buyer), f"{ORDERS}/{order_id}"
    assert buyer.post_form(f"{address}/favourite", {}, form_page=address).status_code == 303
    assert "油圧ホース" in buyer.get("/yamada/favourites?type=order").text
    assert "油圧ホース" in buyer.get("/yamada/recent").text
    assert f"/s/order/{public(order_id)}" in buyer.get(address).text
    assert buyer.get(f"/yamada/s/order/{public(order_id)}").location == address
    assert client(cast.nobody).get(f"/yamada/s/order/{public(order_id)}").status_code == 404
    with inside(cast.buyer):
        assert session.scalars(select(Viewed.record_type)).all() == ["order"]


def test_one_steps_through_the_list_one_came_from(client, cast, ordering):
    first, second, third = (ordering(item(price=price), subject=f"注文{price}") for price in (300, 100, 200))
    tail = "?sort=total&total.from=100"
    shown = client(cast.buyer).get(f"{ORDERS}/{third}{tail}").text
    before, after = (shown.split(f'rel="{rel}" href="')[1].split('"')[0] for rel in ("prev", "next"))
    assert (str(second) in before, str(first) in after) == (True, True)
    by_supplier = client(cast.buyer).get(f"{ORDERS}/{third}?sort=partner_id").text
    assert 'rel="prev"' in by_supplier


@pytest.mark.parametrize("many", [1, 3])
@pytest.mark.parametrize("noun", ["orders", "rfqs"])
def test_a_page_costs_the_same_however_much_was_said(
    ordering, inside, client, cast, the_order, statements, noun, many
):
    with inside(cast.buyer):
        row = bench.draft(suppliers=[]) if noun == "rfqs" else None
    row_id = row.id if row else ordering()
    kind = RFQ if row else ORDER
    with inside(cast.buyer):
        row = session.get(kind.model, (fixed_id("yamada"), row_id))
        for number in range(many):
            comments.comment(kind, row, f"ひとこと{number}", None)
    reader, address = client(cast.buyer), f"/yamada/{noun}/{row_id}?sort=-created_at"
    reader.get(address)
    statements.clear()
    assert reader.get(address).status_code == 200
    assert len(statements) == 15  # eleven of its own; how one stands to it, the time line, files, neighbours


def test_what_suppliers_receive_names_nothing_internal(inside, cast, ordering, the_order):
    order_id = ordering(issue=False)
    with inside(cast.buyer) as buyer:
        order = the_order(order_id)
        comments.comment(ORDER, order, "内緒の話", None)
        order.issue(by=buyer)
        session.flush()
        assert session.scalars(select(EnvelopeFile.purpose)).all() == ["rendition"]


def test_the_page_of_a_supplier_shows_its_newest_orders_within_reach(
    client, cast, inside, ordering, the_order, partner_id
):
    ids = [ordering(subject=f"注文{number}") for number in range(7)]
    with inside(cast.buyer):
        the_order(ids[6]).organisation_id = MAKING
    card = {}
    for person in (cast.buyer, cast.requester):
        shown = unescape(client(person).get(f"/yamada/partners/{partner_id}").text)
        card[person.role] = [n for n in range(7) if f"<b>注文{n}</b>" in shown]
    assert card == {"buyer": [2, 3, 4, 5, 6], "requester": [1, 2, 3, 4, 5]}


def test_the_trail_of_a_document_is_told_in_words(client, cast, inside, rfq_id):
    with inside(cast.buyer):
        rfq = session.get(Rfq, (fixed_id("yamada"), rfq_id))
        head = {"subject": "丸棒の再購入", "organisation_id": MAKING, "validity_days": 30}
        lines = [bench.line(id=one.id) for one in rfq.lines]
        rfq.change({**{name: getattr(rfq, name) for name in HEAD}, **head}, lines, [], version=rfq.version)
    buyer, address = client(cast.buyer), f"{RFQS}/{rfq_id}"
    for shown in (buyer.get(address).text.split('id="happening"')[1], buyer.get(f"{address}/history").text):
        told = unescape(shown)
        for words in ("丸棒の購入", "丸棒の再購入", "製造部", "見積有効日数"):
            assert words in told
        assert str(MAKING) not in told
