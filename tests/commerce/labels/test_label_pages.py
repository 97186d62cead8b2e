"""The screens of labels: a file opened, put right and made by clicking; who may not, may not."""

import re
from dataclasses import replace

import pytest
from sqlalchemy import func, select, update

from app.commerce.label_names.model import NameRule
from app.commerce.labels.model import BatchedLabel, LabelBatch
from app.commerce.persons.model import PersonalDataRead
from app.commerce.slips.model import Slip
from app.kernel.db import session
from app.platform.jobs import Job
from tests.commerce.labels.making import HANAKO
from tests.commerce.labels.slips import contract, shop, slip, tomorrow


@pytest.fixture
def prepared(inside, cast):
    with inside(cast.shop_manager):
        account = contract(name="ヤマト本社")
        store = shop()
        slip(store, number="A-1")
        slip(store, number="A-2", recipient=replace(HANAKO, family="𠮷田", phone=""))
        return account


def rows(cast, inside, query):
    with inside(cast.shop_manager):
        return session.execute(query).all()


def test_a_clerk_makes_labels_from_the_count_to_the_download(client, cast, inside, prepared):
    web = client(cast.shipping_clerk)
    new = web.get("/yamada/label-batches/new").get_data(as_text=True)
    assert "ヤマト本社" in new
    answer = web.post_form(
        "/yamada/label-batches",
        {
            "account_id": str(prepared.id),
            "ship_on": f"{tomorrow():%Y/%m/%d}",
            "channel_id": "",
            "planned_until": "",
        },
        form_page="/yamada/label-batches/new",
    )
    address = answer.headers["Location"]
    page = web.get(address).get_data(as_text=True)
    assert "運送会社のファイルに書けない文字があります：𠮷" in page
    assert "吉田" in page
    [(batch, label)] = rows(
        cast, inside, select(BatchedLabel.batch_id, BatchedLabel.id).where(BatchedLabel.stops > 0)
    )
    key = re.search(r'name="(S\d{9})-family"', page)[1]
    web.post_form(
        f"/yamada/label-batches/{batch}/labels/{label}?_method=PUT",
        {f"{key}-family": "吉田　花子", f"{key}-phone": "03-0000-0001"},
        form_page=address,
    )
    assert "すべての送り状を出力できます" in web.get(address).get_data(as_text=True)
    assert web.get(f"{address}?shown=all").status_code == 200
    assert web.get(f"{address}/names").status_code == 200
    assert web.get(f"/yamada/label-batches/{batch}/labels/{label}/edit").status_code == 200
    web.post_form(f"/yamada/label-batches/{batch}/making", form_page=address)
    made = web.get(address).get_data(as_text=True)
    file = re.search(rf"/yamada/label-batches/{batch}/files/[0-9a-f-]+/handing-over", made)[0]
    given = web.post_form(file[file.index("/yamada/label-batches") :], form_page=address)
    assert given.headers["Content-Disposition"].startswith("attachment")
    assert "吉田　花子".encode("cp932") in given.data
    assert rows(cast, inside, select(Slip.status)) == [("working",), ("working",)]
    web.post_form(f"/yamada/label-batches/{batch}/making?_method=DELETE", form_page=address)
    assert rows(cast, inside, select(Slip.status)) == [("ready",), ("ready",)]
    assert web.get("/yamada/label-batches").status_code == 200
    [(number,)] = rows(cast, inside, select(LabelBatch.number))
    seen = rows(cast, inside, select(PersonalDataRead.way, PersonalDataRead.label))
    assert set(seen) == {("page", number), ("page", "A-2"), ("file", number)}


def opened(web, account):
    """The address of a new file with everything that waits."""
    form = {
        "account_id": str(account.id),
        "ship_on": f"{tomorrow():%Y/%m/%d}",
        "channel_id": "",
        "planned_until": "",
    }
    page = "/yamada/label-batches/new"
    return web.post_form("/yamada/label-batches", form, form_page=page).headers["Location"]


def test_many_labels_are_looked_at_and_made_by_jobs(client, cast, inside, prepared, run_jobs, monkeypatch):
    monkeypatch.setattr("app.commerce.labels.working.AT_ONCE", 1)
    with inside(cast.shop_manager):
        session.execute(update(Slip).where(Slip.order_number == "A-2").values(recipient=HANAKO))
    web = client(cast.shipping_clerk)
    address = opened(web, prepared)
    page = web.get(address).get_data(as_text=True)
    assert "送り状を確認しています" in page
    assert "送り状データを作成" not in page
    asked = {"HX-Request": "true"}
    assert "送り状を確認しています" in web.get(f"{address}/work", headers=asked).get_data(as_text=True)
    assert web.get(f"{address}/work").headers["Location"] == address
    thrown = web.post_form(f"{address}?_method=DELETE", {}, form_page="/yamada/label-batches/new")
    assert thrown.status_code == 409
    run_jobs()
    assert web.get(f"{address}/work", headers=asked).headers["HX-Redirect"] == address
    assert "すべての送り状を出力できます" in web.get(address).get_data(as_text=True)
    web.post_form(f"{address}/making", form_page=address)
    assert rows(cast, inside, select(Slip.status)) == [("ready",), ("ready",)]
    run_jobs()
    assert rows(cast, inside, select(Slip.status)) == [("working",), ("working",)]
    assert "handing-over" in web.get(address).get_data(as_text=True)
    done = select(Job.state).where(Job.name == "commerce.labels.work")
    assert rows(cast, inside, done) == [("done",), ("done",)]


def test_a_look_that_failed_is_said_and_asked_for_again(
    client, cast, inside, prepared, run_jobs, monkeypatch
):
    monkeypatch.setattr("app.commerce.labels.working.AT_ONCE", 1)
    web = client(cast.shipping_clerk)
    address = opened(web, prepared)
    with inside(cast.shop_manager):
        session.execute(update(Job).values(state="failed", error="壊れました"))
    page = web.get(address).get_data(as_text=True)
    assert "壊れました" in page
    assert "すべての送り状を出力できます" not in page
    web.post_form(f"{address}/look", form_page=address)
    run_jobs()
    assert "運送会社のファイルに書けない文字があります：𠮷" in web.get(address).get_data(as_text=True)


def test_offers_are_taken_for_the_whole_file_and_a_slip_is_left_out(client, cast, inside, prepared):
    web = client(cast.shipping_clerk)
    facts = {"account_id": str(prepared.id), "ship_on": f"{tomorrow():%Y/%m/%d}"}
    address = web.post_form("/yamada/label-batches", facts, form_page="/yamada/label-batches/new").headers[
        "Location"
    ]
    batch = address.rpartition("/")[2]
    web.post_form(f"/yamada/label-batches/{batch}/offers", form_page=address)
    [(label, problems)] = rows(
        cast, inside, select(BatchedLabel.id, BatchedLabel.problems).where(BatchedLabel.stops > 0)
    )
    assert problems == [["phone", "missing", True]]
    web.post_form(f"/yamada/label-batches/{batch}/labels/{label}?_method=DELETE", form_page=address)
    assert rows(cast, inside, select(LabelBatch.label_count, LabelBatch.stop_count)) == [(1, 0)]
    web.post_form(f"/yamada/label-batches/{batch}?_method=DELETE", form_page=address)
    assert rows(cast, inside, select(func.count()).select_from(LabelBatch)) == [(0,)]


def test_nothing_to_label_is_said_with_its_reason(client, cast, inside, prepared):
    with inside(cast.shop_manager):
        sent = slip(shop(), status="shipped").id
    web = client(cast.shipping_clerk)
    facts = {"account_id": str(prepared.id), "ship_on": f"{tomorrow():%Y/%m/%d}", "ids": str(sent)}
    answer = web.post_form("/yamada/label-batches", facts, form_page="/yamada/label-batches/new")
    assert answer.status_code == 422
    assert "出荷待ちの伝票だけ" in answer.get_data(as_text=True)


def test_an_empty_queue_is_said_instead_of_showing_the_form_once_more(client, cast, inside):
    with inside(cast.shop_manager):
        account = contract().id
    facts = {"account_id": str(account), "ship_on": f"{tomorrow():%Y/%m/%d}"}
    new = "/yamada/label-batches/new"
    answer = client(cast.shipping_clerk).post_form("/yamada/label-batches", facts, form_page=new)
    assert answer.status_code == 422
    assert "この契約で出荷待ちの伝票はありません。" in answer.get_data(as_text=True)
    assert rows(cast, inside, select(func.count()).select_from(LabelBatch)) == [(0,)]


def test_strangers_and_others_do_not_see_labels(client, cast, inside, prepared):
    assert client(cast.buyer).get("/yamada/label-batches").status_code == 403
    assert client(cast.buyer).get("/yamada/label-names").status_code == 403
    assert client(cast.auditor).get("/yamada/label-names").status_code == 200
    assert (
        client(cast.auditor).post_form("/yamada/label-names", {"kind": "remove", "word": "a"}).status_code
        == 403
    )


def test_the_rules_of_names_are_kept_and_tried_on_their_page(client, cast, inside):
    web = client(cast.shipping_clerk)
    web.post_form("/yamada/label-names", {"kind": "remove", "word": "送料無料", "put": ""})
    page = web.get("/yamada/label-names?names=送料無料 はちみつ").get_data(as_text=True)
    assert "<td" in page
    assert re.search(r">\s*はちみつ\s*<", page)
    [(rule,)] = rows(cast, inside, select(NameRule.id))
    web.post_form(f"/yamada/label-names/{rule}?_method=DELETE", form_page="/yamada/label-names")
    assert rows(cast, inside, select(func.count()).select_from(NameRule)) == [(0,)]


def test_contracts_are_entered_and_checked(client, cast, inside):
    web = client(cast.shop_manager)
    assert web.get("/yamada/carrier-accounts/new").status_code == 200
    wrong = {"code": "Y1", "name": "ヤマト", "system": "b2", "service": "hikyaku"}
    assert (
        web.post_form("/yamada/carrier-accounts", wrong, form_page="/yamada/carrier-accounts/new").status_code
        == 422
    )
    right = web.post_form(
        "/yamada/carrier-accounts", wrong | {"service": "takkyubin"}, form_page="/yamada/carrier-accounts/new"
    )
    assert right.status_code == 303
    assert "ヤマト運輸 B2クラウド" in web.get(right.headers["Location"]).get_data(as_text=True)
