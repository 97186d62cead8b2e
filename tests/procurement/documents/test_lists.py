"""Lists of documents: filters, columns, views, totals and files, never beyond the reader's reach."""

import csv
import io
from html import unescape

import pytest

from app.access.roles.model import Role, UserRole
from app.kernel.db import session
from app.procurement.orders.record import ORDER
from app.procurement.rfqs.record import RFQ
from app.records.lists.asking import question_from
from app.records.saved_views import operations
from app.records.saved_views.model import EVERYBODY
from tests.procurement.fulfilment.conftest import item
from tests.procurement.sourcing import bench
from tests.support.people import fixed_id

ORDERS = "/yamada/orders"
HTMX = {"HX-Request": "true", "HX-Request-Type": "partial"}
MAKING = fixed_id("yamada", "organisation", "200")


def names(response):
    """The subjects in the rows of a list."""
    return [
        unescape(part.split("<")[0])
        for part in response.text.split('class="row-link"')[1:]
        for part in [part.partition(">")[2]]
    ]


@pytest.fixture
def two_orders(ordering, inside, cast, the_order):
    """One order of the buyer's department, one of another that a requester does not reach."""
    own = ordering(item(price=1000), subject="油圧ホース")
    other = ordering(item(price=2500), subject="軸受", issue=False, submit=False)
    with inside(cast.buyer):
        the_order(other).organisation_id = MAKING
    return own, other


@pytest.mark.parametrize(
    "asked, found",
    [
        ("", ["軸受", "油圧ホース"]),
        ("?q=油", ["油圧ホース"]),
        ("?q=油圧", ["油圧ホース"]),
        ("?status=open", ["油圧ホース"]),
        ("?status.in=draft", ["軸受"]),
        ("?total.from=20000", ["軸受"]),
        ("?total.to=20000", ["油圧ホース"]),
        ("?ordered_on.when=this-month", ["油圧ホース"]),
        ("?organisation_id.in=mine", ["油圧ホース"]),
        ("?created_by_id.in=me&sort=subject", ["油圧ホース", "軸受"]),
        ("?number.starts=PO-", ["油圧ホース"]),
        ("?1~number.empty=1&1~subject.has=油", ["軸受", "油圧ホース"]),
        ("?mine=1&status=draft", ["軸受"]),
    ],
)
def test_a_list_of_orders_can_be_asked_anything(two_orders, client, cast, asked, found):
    assert names(client(cast.buyer).get(ORDERS + asked)) == found


@pytest.mark.parametrize(
    "sort", ["number", "-number", "partner_id", "-due_on", "status", "total", "-organisation_id"]
)
def test_any_column_orders_the_list(two_orders, client, cast, sort):
    assert sorted(names(client(cast.buyer).get(f"{ORDERS}?sort={sort}"))) == ["油圧ホース", "軸受"]


def test_a_supplier_is_asked_for_by_link(two_orders, partner_id, client, cast):
    assert len(names(client(cast.buyer).get(f"{ORDERS}?partner_id.in={partner_id}"))) == 2
    assert names(client(cast.buyer).get(f"{ORDERS}?partner_id.in={fixed_id('nobody')}")) == []


def test_columns_totals_and_what_is_shown_end_at_the_readers_reach(two_orders, client, cast):
    for person, rows, total in ((cast.buyer, 2, "38,500"), (cast.requester, 1, "11,000")):
        reader = client(person)
        shown = reader.get(f"{ORDERS}?columns=subject,total,memo")
        assert len(names(shown)) == rows
        count = reader.get(f"{ORDERS}/count?columns=subject,total", headers=HTMX).text
        assert (f"{rows}件" in count, total in count) == (True, True)
        assert ("38,500" in count) == (rows == 2)


def test_a_shared_view_shows_each_reader_their_own_reach(two_orders, inside, client, cast):
    with inside(cast.system_admin) as admin:
        assert admin.may("records.view.share")
        question = question_from(ORDER, {"sort": "subject", "columns": "subject,total"})
        view = operations.save_view(ORDER, question, "すべての発注", subjects=[EVERYBODY])
        address = f"{ORDERS}?view={view.id}"
    assert names(client(cast.buyer).get(address)) == ["油圧ホース", "軸受"]
    shown = client(cast.requester).get(address)
    assert (names(shown), "すべての発注" in shown.text) == (["油圧ホース"], True)


def test_an_export_holds_what_its_reader_may_know(two_orders, inside, client, cast, run_jobs):
    found = {}
    for person in (cast.buyer, cast.auditor):
        with inside(person) as who:
            found[person.role] = who.may("procurement.order.export")
    assert found == {"buyer": True, "auditor": True}
    assert client(cast.requester).get(f"{ORDERS}/exports/new").status_code == 403
    rows = exported(
        client(cast.buyer), ORDERS, run_jobs, sort="subject", columns="number,subject,status,total"
    )
    assert [row[1:] for row in rows[1:]] == [["油圧ホース", "発行済み", "11000"], ["軸受", "下書き", "27500"]]


def test_a_file_never_holds_orders_of_other_departments(two_orders, inside, client, cast, run_jobs):
    with inside(cast.system_admin):
        grant(cast.requester, "procurement.order.export")
    rows = exported(client(cast.requester), ORDERS, run_jobs, sort="subject")
    assert [row[1] for row in rows[1:]] == ["油圧ホース"]


def grant(person, permission):
    """Let the roles of a person hold one more permission."""
    held = session.query(Role).join(UserRole, UserRole.role_id == Role.id).filter_by(user_id=person.user_id)
    for role in held:
        role.permissions = [*role.permissions, permission]
    session.flush()


def exported(reader, address, run_jobs, **question):
    """The rows of the list's file."""
    data = {"format": "utf8", "columns": question.get("columns", "list"), **question}
    where = reader.post_form(f"{address}/exports", data, form_page=f"{address}/exports/new").headers[
        "Location"
    ]
    run_jobs()
    with reader.get(f"{where}/file") as response:
        return list(csv.reader(io.StringIO(response.data.decode("utf-8-sig"), newline="")))


@pytest.mark.parametrize("many", [1, 3])
@pytest.mark.parametrize(
    "path",
    ["orders", "orders?sort=partner_id&status=open", "rfqs", "rfqs?q=丸棒", "users/", "organisations/"],
)
def test_a_list_costs_four_statements_whatever_its_length(
    ordering, inside, client, cast, statements, path, many
):
    for number in range(many):
        if path.startswith("orders"):
            ordering(subject=f"注文{number}")
    with inside(cast.buyer):
        for number in range(many if path.startswith("rfqs") else 0):
            bench.draft(suppliers=[], subject=f"丸棒{number}")
    reader = client(cast.system_admin if path.endswith("/") else cast.buyer)
    reader.get(f"/yamada/{path}")
    statements.clear()
    assert reader.get(f"/yamada/{path}").status_code == 200
    assert len(statements) <= 4


def test_requests_can_be_asked_for_their_answers(inside, client, cast):
    with inside(cast.buyer):
        made = bench.partners()
        bench.draft(suppliers=made, subject="二社")
        bench.draft(suppliers=made[:1], subject="一社")
        question = question_from(RFQ, {"invited_count.from": "2"})
        assert question.asked[0][0].values == ("2",)
    buyer = client(cast.buyer)
    assert names(buyer.get("/yamada/rfqs?invited_count.from=2")) == ["二社"]
    assert names(buyer.get("/yamada/rfqs?q=社&sort=-invited_count")) == ["二社", "一社"]
    assert names(buyer.get("/yamada/rfqs?q=二社&invited_count.from=2")) == ["二社"]
    assert names(buyer.get("/yamada/rfqs?answered_count.is=1")) == []


@pytest.mark.parametrize(
    "asked, found",
    [
        ("state.in=active&name.has=buyer", ["buyer yamada"]),
        ("roles_held.in=Buyer", ["buyer yamada"]),
        ("q=buyer", ["buyer yamada"]),
        ("licence=supplier", []),
    ],
)
def test_colleagues_can_be_asked_anything(client, cast, asked, found):
    assert names(client(cast.system_admin).get(f"/yamada/users/?{asked}")) == found


def test_departments_are_a_list_too(client, cast):
    admin = client(cast.system_admin)
    assert names(admin.get("/yamada/organisations/")) == ["購買部", "製造部"]
    assert names(admin.get("/yamada/organisations/?q=製")) == ["製造部"]
    assert names(admin.get("/yamada/organisations/?sort=-code&columns=code,name")) == ["製造部", "購買部"]
    assert client(cast.buyer).get("/yamada/organisations/").status_code == 403
