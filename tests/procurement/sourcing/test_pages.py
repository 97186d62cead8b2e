"""The screens of a request from the list to the result letters."""

import io
import re

import pytest
from sqlalchemy import select

from app.kernel.clock import frozen
from app.kernel.db import db
from app.procurement.awards.model import Award
from app.procurement.quotes.model import Quote, QuoteLine
from tests.procurement.sourcing import bench

LIST = "/yamada/rfqs"
IDS = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}")
"""Ids hold any figure by chance."""


def token(response):
    return re.search(r'name="csrf_token" value="([^"]+)"', response.text)[1]


def form_values(suppliers, **changes):
    values = {
        "subject": "丸棒の購入",
        "deadline": "2026/11/09 17:00",
        "opening_rule": "immediate",
        "lines-0-name": "丸棒 S45C",
        "lines-0-quantity": "10",
        "lines-0-unit": "本",
        "lines-0-tax_code": "10",
        "lines-0-target_price": "1,200",
        "suppliers": [str(one) for one in suppliers],
    }
    return values | changes


@pytest.fixture
def buyer(client, cast):
    return client(cast.buyer)


@pytest.fixture
def suppliers(inside, cast):
    with inside(cast.buyer):
        return [one.id for one in bench.partners()]


@pytest.fixture
def compared(inside, cast, asked, answers):
    """A closed request with two answers; its id."""

    def make(**options):
        cases, lines = asked(**options)
        answers("kanda", cases["kanda"], lines, [100, 200])
        answers("suzuki", cases["suzuki"], lines, [90, 220], extras=[("型代", 50_000)])
        with frozen(bench.START), inside(cast.buyer) as person:
            rfq = bench.the_rfq()
            rfq.close_early(by=person)
            return rfq.id

    return make


def test_an_empty_list_offers_the_first_step(buyer):
    page = buyer.get(LIST)
    assert page.status_code == 200
    assert "/yamada/rfqs/new" in page.text


def test_the_whole_way_to_the_suppliers(buyer, suppliers, inside, cast):
    with frozen(bench.START):
        form = buyer.get(f"{LIST}/new")
        values = form_values(suppliers, csrf_token=token(form), files=(io.BytesIO(b"%PDF-1.4 x"), "図面.pdf"))
        created = buyer.post(LIST, data=values, content_type="multipart/form-data")
        assert created.status_code == 303
        show = buyer.get(created.location)
        assert "図面.pdf" in show.text
        assert buyer.get(created.location + "/edit").status_code == 200
        for step in ("submission", "dispatch"):
            done = buyer.post(f"{created.location}/{step}", data={"csrf_token": token(show)})
            assert done.status_code == 303
        for tab in ("", "/progress", "/comparison", "/conversations", "/history", "/extension/new",
                    "/revisions/new", "/cancellation/new"):  # fmt: skip
            assert buyer.get(created.location + tab).status_code == 200
        assert "RQ-2611-00001" in buyer.get(LIST).text
    with inside(cast.kanda.supplier_user):
        pass


def test_a_form_with_mistakes_comes_back_with_what_was_typed(buyer, suppliers):
    with frozen(bench.START):
        form = buyer.get(f"{LIST}/new")
        values = form_values(suppliers, csrf_token=token(form), subject="", **{"lines-0-quantity": "0"})
        page = buyer.post(LIST, data=values)
        assert page.status_code == 422
        values["subject"] = "丸棒"
        page = buyer.post(LIST, data=values)
        assert page.status_code == 422
        assert "丸棒 S45C" in page.text


def test_rows_from_excel_are_put_into_the_lines(buyer, suppliers):
    block = "品名\t仕様\t数量\t単位\t希望納期\t予定単価\n鋼板\tSPCC 1.6t\t20\t枚\t2026/12/01\t1,500\n"
    with frozen(bench.START):
        form = buyer.get(f"{LIST}/new")
        values = form_values(suppliers, csrf_token=token(form), pasted=block)
        page = buyer.post(f"{LIST}/lines", data=values)
        assert page.status_code == 200
        assert 'value="SPCC 1.6t"' in page.text
        assert 'value="丸棒 S45C"' in page.text
        bad = buyer.post(f"{LIST}/lines", data=values | {"pasted": "鋼板\tx\t10枚\t枚"})
        assert bad.status_code == 200
        assert "1行目" in bad.text


def test_the_comparison_shows_lowest_extras_and_differences(buyer, compared):
    rfq_id = compared()
    page = buyer.get(f"{LIST}/{rfq_id}/comparison")
    assert page.status_code == 200
    assert page.text.count("最安") >= 3
    assert "型代" in page.text
    book = buyer.get(f"{LIST}/{rfq_id}/comparison.xlsx")
    assert book.status_code == 200
    assert book.data[:2] == b"PK"


def test_nothing_of_a_sealed_request_is_shown_before_the_deadline(buyer, asked, answers, inside, cast):
    cases, lines = asked(opening_rule="after_deadline")
    answers("kanda", cases["kanda"], lines, [777, 888])
    with inside(cast.buyer):
        rfq_id = bench.the_rfq().id
    with frozen(bench.START):
        for tab in ("comparison", "progress", "history"):
            page = buyer.get(f"{LIST}/{rfq_id}/{tab}")
            assert page.status_code == 200
            assert "777" not in IDS.sub("", page.text)
        assert buyer.get(f"{LIST}/{rfq_id}/comparison.xlsx").status_code == 422


def test_choosing_on_the_screen_and_the_letters(buyer, compared, inside, cast):
    rfq_id = compared()
    path = f"{LIST}/{rfq_id}/award"
    with inside(cast.buyer):
        kanda, suzuki = [str(one) for one in db.session.scalars(select(Quote.id).order_by(Quote.subtotal))]
        lines = list(db.session.scalars(select(QuoteLine).where(QuoteLine.rfq_line_id.is_not(None))))
        cells = {f"line-{one.rfq_line_id}": str(one.id) for one in lines}
    with frozen(bench.START):
        for mode in ("whole", "per_line", "split"):
            form = buyer.get(f"{path}/new?mode={mode}")
            assert form.status_code == 200
        values = {"csrf_token": token(form), "mode": "whole", "quote": suzuki}
        values["version"] = re.search(r'name="version"[^>]*value="(\d+)"', form.text)[1]
        seen = buyer.post(f"{path}/preview", data=values)
        assert seen.status_code == 200
        assert buyer.post(path, data=values).status_code == 422
        assert buyer.post(f"{path}/preview", data=values | {"mode": "per_line", **cells}).status_code == 200
        done = buyer.post(path, data=values | {"reason": "納期を優先"})
        assert done.status_code == 303
        shown = buyer.get(path)
        assert "納期を優先" in shown.text
        letters = re.findall(r"award/letters/([0-9a-f-]+)/edit", shown.text)
        assert len(letters) == 2
        edit = buyer.get(f"{path}/letters/{letters[0]}/edit")
        changed = buyer.post(
            f"{path}/letters/{letters[0]}?_method=PUT",
            data={"csrf_token": token(edit), "text": "御社に決めました"},
        )
        assert changed.status_code == 303
        assert buyer.post(f"{path}/letters", data={"csrf_token": token(edit)}).status_code == 303
        assert buyer.post(f"{path}/letters", data={"csrf_token": token(edit)}).status_code == 409
        assert "御社に決めました" in buyer.get(path).text
    with inside(cast.buyer):
        assert db.session.scalars(select(Award.status)).one() == "approved"


def test_an_old_page_that_chooses_again_is_told_so(buyer, compared):
    rfq_id = compared()
    path = f"{LIST}/{rfq_id}/award"
    with frozen(bench.START):
        form = buyer.get(f"{path}/new")
        values = {"csrf_token": token(form), "mode": "whole", "reason": "理由"}
        values["quote"] = re.search(r'name="quote" value="([^"]+)"', form.text)[1]
        values["version"] = re.search(r'name="version"[^>]*value="(\d+)"', form.text)[1]
        assert buyer.post(path, data=values).status_code == 303
        assert buyer.post(path, data=values).status_code == 409


def test_ending_without_a_choice(buyer, compared):
    rfq_id = compared()
    with frozen(bench.START):
        page = buyer.get(f"{LIST}/{rfq_id}")
        assert buyer.post(f"{LIST}/{rfq_id}/evaluation", data={"csrf_token": token(page)}).status_code == 303
        form = buyer.get(f"{LIST}/{rfq_id}/ending/new")
        values = {"csrf_token": token(form), "reason": "予算がない", "text": "今回は見送ります"}
        assert buyer.post(f"{LIST}/{rfq_id}/ending", data=values).status_code == 303
        assert "予算がない" in buyer.get(f"{LIST}/{rfq_id}").text


@pytest.mark.parametrize("person, status", [("nobody", 403), ("requester", 200), ("auditor", 200)])
def test_who_may_open_the_list(client, cast, person, status):
    assert client(cast.person("yamada", person)).get(LIST).status_code == status


def test_a_requester_does_not_reach_other_departments(client, cast, inside, asked):
    asked()
    with inside(cast.buyer):
        rfq = bench.the_rfq()
        rfq.organisation_id = None
        rfq_id = rfq.id
    assert client(cast.requester).get(f"{LIST}/{rfq_id}").status_code == 404
    assert client(cast.person("foreign", "buyer")).get(f"/foreign/rfqs/{rfq_id}").status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_asks_no_more_for_more_rows(buyer, cast, inside, statements, count):
    with frozen(bench.START), inside(cast.buyer):
        made = bench.partners()
        for _number in range(count):
            bench.draft(suppliers=made)
    statements.clear()
    assert buyer.get(LIST).status_code == 200
    assert len([one for one in statements if "rfqs" in one]) == 1
