"""The screens of selecting, bulk changes, the bin, cells and announcements."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import select

from app.kernel import clock
from app.kernel.db import session
from app.masters.products.model import Product
from app.masters.products.record import PRODUCT
from app.platform.audit.model import AuditEntry
from app.records.bin.model import BinnedRecord
from app.records.changes.model import ChangeSet
from app.records.exports.model import Export
from app.records.kit import keeping
from tests.records.test_lists import codes

ASKED = {"HX-Request": "true", "HX-Request-Type": "partial"}
LIST = "/yamada/products"


@pytest.fixture
def two(product):
    return [product("A-1", "平座金", price=120), product("B-2", "六角ボルト")]


def stored(*names):
    rows = session.execute(select(*(getattr(Product, n) for n in names)).order_by(Product.code))
    return [tuple(row) if len(names) > 1 else row[0] for row in rows]


def send(page, url, data, form_page=LIST):
    return page.post_form(url, data, form_page=form_page)


def test_the_list_has_ticks_and_a_bar_for_who_may_do_something(client, cast, two):
    text = client(cast.master_admin).get(LIST).get_data(as_text=True)
    assert text.count('name="ids"') == 2
    assert 'id="product-selection"' in text
    text = client(cast.requester).get(LIST).get_data(as_text=True)
    assert text.count('name="ids"') == 0
    assert 'id="product-selection"' not in text


def test_a_field_of_ticked_rows_is_changed_and_one_click_undoes_it(client, cast, inside, two):
    page, ids = client(cast.master_admin), [str(one.id) for one in two]
    chosen = page.get(f"{LIST}/changes/new", query_string={"ids": ids, "action": "field", "field": "unit"})
    assert "選択した行をまとめて変更" in chosen.get_data(as_text=True)
    seen = page.get(
        f"{LIST}/changes/preview",
        query_string={"ids": ids, "action": "field", "field": "unit", "unit": "枚"},
        headers=ASKED,
    )
    assert "選択中：2件" in seen.get_data(as_text=True)
    answer = send(
        page,
        f"{LIST}/changes",
        {"ids": ids, "action": "field", "field": "unit", "unit": "枚", "sort": "-code"},
    )
    assert (answer.status_code, answer.headers["Location"]) == (303, f"{LIST}?sort=-code")
    text = page.get(answer.headers["Location"]).get_data(as_text=True)
    assert "単位: 枚 · 2件" in text
    [undo] = re.findall(r'action="(/yamada/products/changes/[0-9a-f-]+/undo)"', text)
    with inside(cast.master_admin):
        assert stored("unit") == ["枚", "枚"]
    send(page, undo, {})
    with inside(cast.master_admin):
        assert stored("unit", "version") == [("個", 3), ("個", 3)]
    history = page.get(f"{LIST}/changes").get_data(as_text=True)
    assert history.count("単位: 枚") == 1
    whole = page.get(undo.removesuffix("/undo")).get_data(as_text=True)
    assert "master_admin yamadaさんが元に戻しました" in whole


def test_a_value_that_cannot_be_read_changes_nothing(client, cast, inside, two):
    page, ids = client(cast.master_admin), [str(one.id) for one in two]
    data = {"ids": ids, "action": "field", "field": "price", "price": "many"}
    assert send(page, f"{LIST}/changes", data).status_code == 422
    with inside(cast.master_admin):
        assert stored("price", "version") == [(120, 1), (None, 1)]
        assert session.scalars(select(ChangeSet)).all() == []


def test_without_ticks_nothing_is_selected_and_all_takes_the_word(client, cast, inside, two):
    page = client(cast.master_admin)
    assert send(page, f"{LIST}/changes", {"action": "archive"}).status_code == 303
    with inside(cast.master_admin):
        assert stored("state") == ["active", "active"]
    send(page, f"{LIST}/changes", {"action": "archive", "all": "1", "q": "平座金"})
    with inside(cast.master_admin):
        assert stored("state") == ["archived", "active"]


def test_who_may_only_look_cannot_change_and_may_export_the_selection(client, cast, inside, two):
    page = client(cast.auditor)
    ids = [str(two[0].id)]
    asked = page.get(f"{LIST}/changes/new", query_string={"ids": ids, "action": "delete"})
    assert (asked.status_code, asked.headers["Location"]) == (
        303,
        f"{LIST}/exports/new?sort=code&ids={ids[0]}",
    )
    assert f'name="ids" value="{ids[0]}"' in page.get(asked.headers["Location"]).get_data(as_text=True)
    assert send(page, f"{LIST}/changes", {"ids": ids, "action": "delete"}).status_code == 403
    assert send(page, f"{LIST}/exports", {"ids": ids, "format": "utf8", "columns": "list"}).status_code == 303
    with inside(cast.auditor):
        assert session.scalars(select(Export.question)).one()["ids"] == ids


def test_rows_that_stayed_are_listed_and_can_be_taken_away(client, cast, inside, two):
    page = client(cast.master_admin)
    with inside(cast.master_admin):
        keeping.archive(PRODUCT, session.get(Product, (two[0].tenant_id, two[0].id)))
    ids = [str(one.id) for one in two]
    answer = send(page, f"{LIST}/changes", {"ids": ids, "action": "field", "field": "maker", "maker": "神田"})
    text = page.get(answer.headers["Location"]).get_data(as_text=True)
    assert "一覧の条件に合わなくなったか、閲覧できない行です。" in text
    file = page.get(answer.headers["Location"] + "/refused")
    assert file.get_data().decode("utf-8-sig").splitlines()[1:] == [
        ",一覧の条件に合わなくなったか、閲覧できない行です。"
    ]


def test_a_deleted_record_is_gone_its_page_tells_and_it_comes_back(client, cast, inside, two):
    page, where = client(cast.master_admin), f"{LIST}/{two[0].id}"
    answer = send(page, f"{where}/deletion", {}, form_page=where)
    assert answer.headers["Location"] == LIST
    assert "元に戻す" in page.get(LIST).get_data(as_text=True)
    assert codes(page.get(LIST)) == ["B-2"]
    assert codes(page.get(f"{LIST}?q=平座金")) == []
    assert codes(page.get(f"{LIST}?state=archived")) == []
    assert "このデータは削除されています" in page.get(where).get_data(as_text=True)
    assert client(cast.requester).get(where).status_code == 404
    assert page.get(f"{where}/edit").status_code == 404
    assert "A-1 平座金" in page.get(f"{LIST}/bin").get_data(as_text=True)
    send(page, f"{where}/deletion?_method=DELETE", {}, form_page=where)
    assert codes(page.get(LIST)) == ["A-1", "B-2"]
    with inside(cast.master_admin):
        assert session.scalars(select(BinnedRecord)).all() == []
        verbs = session.scalars(
            select(AuditEntry.verb).where(AuditEntry.subject_id == two[0].id).order_by(AuditEntry.at)
        ).all()
        assert verbs == ["product.created", "product.deleted", "product.undeleted"]
    assert "ゴミ箱から戻しました" in page.get(where).get_data(as_text=True)


def cell(page, row, field, data=None, question="sort=code"):
    url = f"{LIST}/{row.id}/cells/{field}"
    if data is None:
        return page.get(url, query_string={"question": question}, headers=ASKED)
    return page.post_form(url, {"question": question, **data}, form_page=LIST, headers=ASKED)


def test_a_cell_is_changed_in_place_and_the_row_is_the_one_of_the_list(client, cast, inside, two):
    page = client(cast.master_admin)
    opened = cell(page, two[0], "price").get_data(as_text=True)
    assert 'value="120"' in opened
    saved = cell(page, two[0], "price", {"price": "１，２５０", "version": "1"})
    assert saved.status_code == 200
    answered = saved.get_data(as_text=True)
    row = re.search(r"<tr .*?</tr>", answered, re.S)[0]
    listed = page.get(f"{LIST}?sort=code").get_data(as_text=True)
    assert row in listed
    assert "1,250" in row
    fields = dict(re.findall(r'name="(price|version)" value="([^"]*)"', answered.split("data-undo")[0]))
    assert fields == {"price": "120", "version": "2"}
    cell(page, two[0], "price", fields)
    with inside(cast.master_admin):
        assert stored("price", "version")[0] == (120, 3)


def test_a_cell_that_somebody_else_changed_says_what_and_takes_it_on_the_second_try(
    client, cast, inside, two
):
    page = client(cast.master_admin)
    with inside(cast.buyer):
        row = session.get(Product, (two[0].tenant_id, two[0].id))
        keeping.change(PRODUCT, row, {"unit": "枚"}, version=1)
    refused = cell(page, two[0], "unit", {"unit": "箱", "version": "1"})
    text = refused.get_data(as_text=True)
    assert refused.status_code == 409
    assert "<del>個</del> → <ins>枚</ins>" in text
    assert 'name="version" value="2"' in text
    assert 'value="箱"' in text
    with inside(cast.master_admin):
        assert stored("unit", "version")[0] == ("枚", 2)
    assert cell(page, two[0], "unit", {"unit": "箱", "version": "2"}).status_code == 200


@pytest.mark.parametrize(
    "field, text, said",
    [
        ("name", " ", "必須です。"),
        ("code", "B-2", "このコードは「六角ボルト」がすでに使っています。"),
        ("price", "-1", "単価に負の数は使えません。"),
    ],
)
def test_a_cell_is_checked_as_the_form_is(client, cast, inside, two, field, text, said):
    page = client(cast.master_admin)
    refused = cell(page, two[0], field, {field: text, "version": "1"})
    assert refused.status_code == 422
    errors = re.findall(r'class="error"[^>]*>.*?</svg>([^<]*)</p>', refused.get_data(as_text=True), re.S)
    assert len(errors) == 1, errors
    with inside(cast.master_admin):
        assert stored("code", "name", "price", "version")[0] == ("A-1", "平座金", 120, 1)


def test_a_cell_of_no_field_and_of_no_record_does_not_exist(client, cast, two):
    page = client(cast.master_admin)
    assert page.get(f"{LIST}/{two[0].id}/cells/version", headers=ASKED).status_code == 404
    assert client(cast.requester).get(f"{LIST}/{two[0].id}/cells/name", headers=ASKED).status_code == 403
    assert page.get(f"{LIST}/{two[0].id}/cells/name").headers["Location"] == f"{LIST}/{two[0].id}/edit"


def test_rows_of_colleagues_are_announced_and_ones_own_are_not(client, cast, product, enter, statements):
    since = clock.now() - timedelta(seconds=1)
    page = client(cast.master_admin)
    product("A-1", "平座金")
    address = f"{LIST}/announcements"
    news = page.get(address, query_string={"since": since.isoformat()}, headers=ASKED)
    assert "新しい行" not in news.get_data(as_text=True)
    reader = client(cast.buyer)
    product("B-2", "六角ボルト")
    reader.get(LIST)
    statements.clear()
    news = reader.get(address, query_string={"since": since.isoformat()}, headers=ASKED).get_data(
        as_text=True
    )
    assert len(statements) == 2
    assert "新しい行が2件あります" in news
    assert 'hx-trigger="every 30s"' in news
    for question, said in (({"q": "ボルト"}, True), ({"q": "ナット"}, False), ({"tax_code": "8R"}, False)):
        asked = {"since": since.isoformat(), **question}
        found = reader.get(address, query_string=asked, headers=ASKED).get_data(as_text=True)
        assert ("新しい行が1件あります" in found) == said
    later = {"since": clock.now().isoformat()}
    assert "新しい行" not in reader.get(address, query_string=later, headers=ASKED).get_data(as_text=True)
    assert reader.get(address, query_string={"since": "x"}, headers=ASKED).status_code == 200
