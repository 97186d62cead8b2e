"""取込元: how the files of one program are read, saved under a name and chosen again."""

import io

from sqlalchemy import select

from app.kernel.db import session
from app.masters.products.record import PRODUCT
from app.records.imports import operations, sources
from app.records.imports.model import Import, ImportSource
from tests.records.importing import a_file


def upload(page, content, **data):
    answer = page.post_form(
        "/yamada/products/imports",
        {"file": (io.BytesIO(content), "売上.csv"), **data},
        content_type="multipart/form-data",
    )
    return answer.headers["Location"]


def test_a_reading_is_saved_and_chosen_for_a_file_with_other_columns(client, cast, inside):
    page = client(cast.master_admin)
    where = upload(page, a_file(("謎", "名", "品目コード"), ("M8", "ボルト", "P-1")))
    data = {"code": "2", "name": "1", "spec": "0", "mode": "update", "whole": "1"}
    page.post_form(f"{where}/matching", {**data, "source_name": "販売管理", "and_save": "1"}, form_page=where)
    with inside(cast.master_admin):
        [kept] = session.scalars(select(ImportSource)).all()
        assert (kept.name, kept.mode, kept.whole) == ("販売管理", "update", True)
        assert kept.columns == {"code": "品目コード", "name": "名", "spec": "謎"}
    other = a_file(("品目コード", "品目名", "謎", "余分"), ("P-1", "別", "M10", "x"))
    upload(page, other, source=str(kept.id))
    with inside(cast.master_admin):
        newest = session.scalars(select(Import).order_by(Import.id.desc())).first()
        assert (newest.mapping, newest.mode, newest.whole) == ({"code": 0, "spec": 2}, "update", True)
        assert newest.source_name == "販売管理"
    assert "販売管理" in page.get("/yamada/products/imports").get_data(as_text=True)


def test_a_name_is_needed_and_a_second_saving_takes_its_place(client, cast, inside):
    page = client(cast.master_admin)
    where = upload(page, a_file(("品目コード", "品目名"), ("P-1", "ボルト")))
    nameless = page.post_form(
        f"{where}/matching", {"code": "0", "source_name": " ", "and_save": "1"}, form_page=where
    )
    assert nameless.status_code == 422
    for name in ("0", "1"):
        data = {"code": "0", "name": "1", "mode": "both", "source_name": "基幹", "and_save": "1"}
        page.post_form(f"{where}/matching", data | ({"name": ""} if name == "0" else {}), form_page=where)
    with inside(cast.master_admin):
        assert [one.columns for one in session.scalars(select(ImportSource))] == [
            {"code": "品目コード", "name": "品目名"}
        ]


def test_a_source_is_forgotten(client, cast, inside):
    with inside(cast.master_admin):
        made = operations.upload(PRODUCT, io.BytesIO(a_file(("品目コード",), ("P-1",))), "x.csv")
        session.flush()
        sources.save(PRODUCT, made, "基幹")
        session.commit()
        kept = session.scalars(select(ImportSource)).one()
    page = client(cast.master_admin)
    page.post_form(
        f"/yamada/products/import-sources/{kept.id}?_method=DELETE", form_page="/yamada/products/imports"
    )
    with inside(cast.master_admin):
        assert list(session.scalars(select(ImportSource))) == []
