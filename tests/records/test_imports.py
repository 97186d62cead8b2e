"""Files on their way in: matched, looked at, taken in once, refused rows handed back."""

import csv
import io

import pytest
from sqlalchemy import select, update

from app.kernel.db import session
from app.masters.products.model import Product
from app.masters.products.record import PRODUCT
from app.platform.audit.model import AuditEntry
from app.platform.jobs.model import Job, JobBell
from app.records.imports import operations
from app.records.imports.matching import by_name
from app.records.imports.model import Import
from app.records.kit import keeping

HEADER = ("商品コード", "商品名", "フリガナ", "単価(税抜)", "税率", "分類", "メモ")
ROWS = (
    ("P-1", "六角ボルト Ｍ８", "ﾛｯｶｸﾎﾞﾙﾄ", "1,200", "10%", "鋼材", ""),
    ("P-2", "髙級①座金", "", "12.5", "軽減", "10", "棚"),
    ("P-3", "", "", "5", "10%", "", ""),
    ("P-4", "平座金", "", "四百円", "10%", "", ""),
    ("P-1", "二つ目", "", "1", "10%", "", ""),
    ("P-6", "板", "", "", "10%", "無い分類", ""),
)


def as_csv(header=HEADER, rows=ROWS, encoding="cp932"):
    """A file as Excel in Japan writes it."""
    out = io.StringIO(newline="")
    csv.writer(out, quoting=csv.QUOTE_ALL).writerows([header, *rows])
    return out.getvalue().encode(encoding)


@pytest.fixture
def take(inside, cast, run_jobs):
    """`take(content, name) -> Import`: upload, start, and let the worker do it."""

    def taken(content, name="商品.csv", mapping=None):
        with inside(cast.master_admin):
            made = operations.upload(PRODUCT, io.BytesIO(content), name)
            if mapping:
                operations.match(PRODUCT, made, mapping)
            operations.start(PRODUCT, made)
            session.commit()
        run_jobs()
        with inside(cast.master_admin):
            return session.get(Import, (made.tenant_id, made.id))

    return taken


def products():
    return {row.code: row for row in session.scalars(select(Product))}


def test_valid_rows_go_in_and_the_rest_comes_back_with_reasons(take, inside, cast, category, app):
    made_category = category("10", "鋼材")
    made = take(as_csv())
    assert (made.state, made.encoding) == ("done", "cp932")
    assert made.counts == {"created": 2, "updated": 0, "unchanged": 0, "refused": 4}
    with inside(cast.master_admin):
        found = products()
        assert set(found) == {"P-1", "P-2"}
        bolt, washer = found["P-1"], found["P-2"]
        assert (bolt.name, bolt.kana, bolt.price, bolt.tax_code) == (
            "六角ボルト Ｍ８",
            "ロッカクボルト",
            1200,
            "10",
        )
        assert (bolt.category_id, washer.category_id) == (made_category.id, made_category.id)
        assert (washer.name, str(washer.price), washer.tax_code, washer.unit) == (
            "髙級①座金",
            "12.5000",
            "8R",
            "個",
        )
        assert washer.search_text == "p-2 髙級1座金"
        refused = refused_rows(made)
    assert refused[0] == [*HEADER, "理由"]
    assert [row[0] for row in refused[1:]] == ["P-3", "P-4", "P-1", "P-6"]
    assert [row[-1] for row in refused[1:]] == [
        "品目名: 必ず入力してください。",
        "標準単価: 数値は 1,234 や -1,234 のように入力してください。",
        "2行目とコードが重複しています。",
        "分類: コードまたは名称「無い分類」の登録がありません。",
    ]


def refused_rows(made):
    from app.platform.storage import opened

    file, content = opened(made.refused_file_id)
    assert file.name == "商品_取込不可.csv"
    with content:
        return list(csv.reader(io.StringIO(content.read().decode("cp932"), newline="")))


def test_the_same_file_twice_changes_nothing(take, inside, cast, category):
    category("10", "鋼材")
    take(as_csv())
    with inside(cast.master_admin):
        before = {code: (row.version, row.changed_at) for code, row in products().items()}
        trail = len(list(session.scalars(select(AuditEntry.id).where(AuditEntry.verb.like("product.c%")))))
    again = take(as_csv())
    assert again.counts == {"created": 0, "updated": 0, "unchanged": 2, "refused": 4}
    with inside(cast.master_admin):
        assert {code: (row.version, row.changed_at) for code, row in products().items()} == before
        assert (
            len(list(session.scalars(select(AuditEntry.id).where(AuditEntry.verb.like("product.c%")))))
            == trail
        )


def test_changed_rows_are_changed_field_by_field(take, product, inside, cast):
    made = product("P-1", "六角ボルト", spec="M8", price=100)
    done = take(as_csv(("品番", "標準単価"), [("P-1", "120"), ("P-2", "5")], "utf-8-sig"))
    assert done.counts == {"created": 0, "updated": 1, "unchanged": 0, "refused": 1}
    with inside(cast.master_admin):
        row = products()["P-1"]
        assert (row.id, row.name, row.spec, row.price, row.version) == (made.id, "六角ボルト", "M8", 120, 2)
        entry = session.scalars(select(AuditEntry).where(AuditEntry.verb == "product.changed")).one()
        assert entry.details["changes"] == {"price": ["100", "120"]}
        assert (entry.subject_id, entry.actor_name) == (made.id, "master_admin yamada")


def test_a_row_changed_by_somebody_else_meanwhile_is_read_again(
    take, product, inside, cast, monkeypatch, run_jobs
):
    product("P-1", "六角ボルト", price=100)
    stage, raced = operations.Stage.update, []

    def race(self, planned):
        if not raced:
            raced.append(1)
            session.connection().exec_driver_sql("UPDATE products SET version = version + 1, spec = 'M10'")
        return stage(self, planned)

    monkeypatch.setattr(operations.Stage, "update", race)
    done = take(as_csv(("品番", "標準単価"), [("P-1", "120")]))
    assert (done.state, raced) == ("pending", [1])
    with inside(cast.master_admin):
        assert products()["P-1"].price == 100
        session.execute(update(Job).values(due_at=done.created_at))
        session.execute(update(JobBell).values(due_at=done.created_at))
        session.commit()
    run_jobs()
    with inside(cast.master_admin):
        assert products()["P-1"].price == 120


def test_the_screens_lead_from_the_file_to_the_result(client, cast, run_jobs, category):
    category("10", "鋼材")
    page = client(cast.master_admin)
    answer = page.post_form(
        "/yamada/products/imports",
        {"file": (io.BytesIO(as_csv()), "商品.csv")},
        content_type="multipart/form-data",
    )
    where = answer.headers["Location"]
    looked_at = page.get(where).get_data(as_text=True)
    assert "2行目とコードが重複しています" in looked_at
    assert "六角ボルト Ｍ８" in looked_at
    page.post_form(f"{where}/intake", form_page=where)
    assert 'aria-busy="true"' in page.get(where).get_data(as_text=True)
    run_jobs()
    done = page.get(where).get_data(as_text=True)
    assert "取込が終わりました" in done
    with page.get(f"{where}/refused") as refused:
        assert refused.status_code == 200
        assert refused.headers["Content-Disposition"].startswith("attachment")
    assert "商品.csv" in page.get("/yamada/products/imports").get_data(as_text=True)


def test_a_match_made_by_hand_is_remembered(client, cast, inside):
    content = as_csv(("謎の列", "別の列"), [("P-1", "ボルト")])
    with inside(cast.master_admin):
        made = Import(
            record_type="product", file_id=None, file_name="x", header=["謎の列", "別の列"], state="draft"
        )
        operations.match(PRODUCT, made, {"code": 0, "name": 1})
        session.flush()
        again = operations.upload(PRODUCT, io.BytesIO(content), "x.csv")
        assert again.mapping == {"code": 0, "name": 1}
    with inside(cast.buyer):
        assert operations.upload(PRODUCT, io.BytesIO(content), "x.csv").mapping == {"code": 0, "name": 1}


def test_matching_on_the_page_answers_with_a_new_preview(client, cast):
    page = client(cast.master_admin)
    content = as_csv(("コード", "別の列", "税"), [("P-1", "ボルト", "10%")])
    where = page.post_form(
        "/yamada/products/imports",
        {"file": (io.BytesIO(content), "x.csv")},
        content_type="multipart/form-data",
    ).headers["Location"]
    assert "新規の行には次の項目が必要です" in page.get(where).get_data(as_text=True)
    asked = {"HX-Request": "true", "HX-Request-Type": "partial"}
    answer = page.post_form(
        f"{where}/matching", {"code": "0", "name": "1", "tax_code": "2"}, form_page=where, headers=asked
    )
    text = answer.get_data(as_text=True)
    assert answer.status_code == 200
    assert "P-1 ボルト" in text
    assert "単位" in text
    twice = page.post_form(f"{where}/matching", {"code": "0", "name": "0"}, form_page=where)
    assert twice.status_code == 422


@pytest.mark.parametrize(
    "header, found",
    [
        (["品名", "品番"], {"name": 0, "code": 1}),
        ([" 商品　コード ", "商品名（必須）"], {"code": 0}),
        (["コード", "品目コード"], {"code": 1}),
        (["備考", "メモ"], {"note": 0}),
        (["ＳＫＵ", "ｶﾅ"], {"code": 0, "kana": 1}),
        (["x"], {}),
    ],
)
def test_columns_are_known_by_many_names(app, header, found):
    assert by_name(PRODUCT, header) == found


def test_starting_twice_is_starting_once(inside, cast, app):
    with inside(cast.master_admin):
        made = operations.upload(PRODUCT, io.BytesIO(as_csv()), "x.csv")
        session.flush()
        operations.start(PRODUCT, made)
        operations.start(PRODUCT, made)
        assert len(list(session.scalars(select(Job).where(Job.subject_id == made.id)))) == 1


def test_a_price_that_changes_leaves_its_predecessor_in_the_history(take, inside, cast, product):
    import datetime as dt

    from app.kernel import clock
    from app.masters.products.pricing import price_history

    with clock.frozen(dt.datetime(2026, 1, 5, tzinfo=dt.UTC)):
        product("P-1", "六角ボルト", price=100)
    take(as_csv(("品番", "標準単価"), [("P-1", "120")]))
    with inside(cast.master_admin):
        row = products()["P-1"]
        assert [(day, int(price)) for day, price in price_history(row)] == [
            (dt.date(2026, 1, 5), 100),
            (clock.today(), 120),
        ]
        keeping.change(PRODUCT, row, {"code": "P-1", "price": 130}, version=row.version)
        assert [int(price) for _day, price in price_history(row)] == [100, 130]


def test_who_may_not_import_finds_no_way_in(client, cast):
    assert client(cast.buyer).get("/yamada/products/imports").status_code == 403
