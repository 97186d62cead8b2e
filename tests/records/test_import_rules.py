"""What rows of a file may do, by which field they are recognised, and what empty cells mean."""

import pytest
from sqlalchemy import select

from app.kernel.db import session
from app.kernel.errors import Rejected
from app.masters.partners.model import Partner
from app.masters.partners.record import PARTNER
from app.masters.products.model import Product
from app.masters.products.record import PRODUCT
from app.records.imports import operations
from app.records.imports.model import Import
from tests.records.importing import a_file, counts_of, reasons

NUMBERS = ("7000012050002", "2180001135973")


def products():
    return {row.code: row for row in session.scalars(select(Product))}


def partners():
    return {row.code: row for row in session.scalars(select(Partner))}


@pytest.mark.parametrize(
    "mode, counts, said, names",
    [
        ("both", (1, 1, 0, 0), [], {"P-1": "ナット", "P-2": "座金"}),
        ("create", (1, 0, 0, 1), ["品目コード: すでに登録されています。"], {"P-1": "ボルト", "P-2": "座金"}),
        ("update", (0, 1, 0, 1), ["品目コード: 更新する登録がありません。"], {"P-1": "ナット"}),
    ],
)
def test_a_mode_says_whether_rows_may_be_new_or_change(
    take_in, product, inside, cast, mode, counts, said, names
):
    product("P-1", "ボルト")
    made = take_in(
        a_file(("品目コード", "品目名", "税区分"), ("P-1", "ナット", "10"), ("P-2", "座金", "10")), mode=mode
    )
    assert counts_of(made) == counts
    with inside(cast.master_admin):
        assert {code: row.name for code, row in products().items()} == names
        assert (reasons(made) if made.refused_file_id else []) == said


def test_an_empty_cell_changes_nothing_and_the_mark_empties(take_in, product, inside, cast):
    product("P-1", "ボルト", spec="M8", maker="帳場", price=100, note="棚1")
    header = ("品目コード", "品目名", "仕様", "メーカー", "標準単価", "備考")
    made = take_in(
        a_file(header, ("P-1", "", "<NULL>", "　", "<NULL>", "棚2"), ("P-2", "<NULL>", "", "", "", ""))
    )
    assert counts_of(made) == (0, 1, 0, 1)
    with inside(cast.master_admin):
        row = products()["P-1"]
        assert (row.name, row.spec, row.maker, row.price, row.note) == ("ボルト", "", "帳場", None, "棚2")
        assert reasons(made) == ["品目名: 必ず入力してください。"]


def test_rows_are_recognised_by_the_corporate_number(take_in, partner, inside, cast):
    partner("T-1", "山田鋼材", corporate_number=NUMBERS[0])
    header = ("取引先コード", "取引先名", "法人番号")
    rows = [("T-9", "山田鋼材工業", NUMBERS[0]), ("T-2", "別の会社", NUMBERS[1]), ("T-3", "番号なし", "")]
    made = take_in(a_file(header, *rows), kind=PARTNER, key="corporate_number")
    assert counts_of(made) == (2, 1, 0, 0)
    with inside(cast.master_admin):
        assert {code: row.name for code, row in partners().items()} == {
            "T-9": "山田鋼材工業",
            "T-2": "別の会社",
            "T-3": "番号なし",
        }


def test_a_key_that_two_records_have_or_a_code_that_another_has_is_refused(take_in, partner, inside, cast):
    for code in ("T-1", "T-2"):
        partner(code, f"会社{code}", corporate_number=NUMBERS[0])
    partner("T-3", "三番", corporate_number=NUMBERS[1])
    rows = [("T-1", "二つある", NUMBERS[0]), ("T-2", "取られた", NUMBERS[1]), ("T-4", "同じ行", NUMBERS[1])]
    made = take_in(
        a_file(("取引先コード", "取引先名", "法人番号"), *rows), kind=PARTNER, key="corporate_number"
    )
    assert counts_of(made) == (0, 0, 0, 3)
    with inside(cast.master_admin):
        assert reasons(made) == [
            "同じ値の登録が複数あります。コードで指定してください。",
            "取引先コード: このコードは別の登録で使われています。",
            "3行目と法人番号が重複しています。",
        ]
        assert partners()["T-3"].name == "三番"


def test_the_internal_id_lets_a_file_change_codes(take_in, product, inside, cast):
    bolt = product("P-1", "ボルト")
    strange = "00000000-0000-7000-8000-000000000001"
    rows = [(str(bolt.id), "Q-1", "ボルト"), (strange, "Q-2", "知らない"), ("", "Q-3", "新しい")]
    made = take_in(a_file(("内部ID", "品目コード", "品目名"), *rows), key="id")
    assert counts_of(made) == (1, 1, 0, 1)
    with inside(cast.master_admin):
        found = products()
        assert (sorted(found), found["Q-1"].id) == (["Q-1", "Q-3"], bolt.id)
        assert reasons(made) == ["内部ID: 更新する登録がありません。"]


def test_a_name_that_two_targets_bear_is_refused_unless_the_record_holds_one(
    take_in, product, category, inside, cast
):
    one, other = category("10", "鋼材"), category("20", "鋼材")
    product("P-1", "ボルト", category_id=other.id)
    product("P-2", "座金")
    rows = [("P-1", "ボルト2", "鋼材"), ("P-2", "座金", "鋼材"), ("P-3", "板", "10")]
    made = take_in(a_file(("品目コード", "品目名", "分類"), *rows))
    assert counts_of(made) == (1, 1, 0, 1)
    with inside(cast.master_admin):
        assert (products()["P-1"].category_id, products()["P-3"].category_id) == (other.id, one.id)
        assert reasons(made) == ["分類: 「鋼材」という名称の登録が複数あります。コードで指定してください。"]


def test_all_or_nothing_keeps_every_row_out_for_one_refused(take_in, product, inside, cast):
    product("P-1", "ボルト", price=100)
    rows = [("P-1", "ボルト", "120"), ("P-2", "座金", "5"), ("P-3", "板", "四百円")]
    made = take_in(a_file(("品目コード", "品目名", "標準単価"), *rows), whole=True)
    assert (made.state, counts_of(made)) == ("failed", (0, 0, 0, 1))
    assert made.error == "1行が取込不可でした。一括取込の指定のため、全体を取り込んでいません。"
    with inside(cast.master_admin):
        assert {code: int(row.price) for code, row in products().items()} == {"P-1": 100}
        assert len(reasons(made)) == 1
    good = take_in(a_file(("品目コード", "品目名", "標準単価"), *rows[:2]), whole=True)
    assert (good.state, counts_of(good)) == ("done", (1, 1, 0, 0))


def test_a_row_must_have_the_key_column(inside, cast):
    made = Import(record_type="product", file_id=None, file_name="x", header=["品名", "番号"], state="draft")
    with inside(cast.master_admin):
        with pytest.raises(Rejected) as refused:
            operations.match(PRODUCT, made, {"name": 0, "code": 1}, key="id")
        assert str(refused.value) == "「内部ID」の列を選んでください。この値で行を見分けます。"
        with pytest.raises(Rejected):
            operations.match(PRODUCT, made, {"code": 1}, mode="delete")
    assert made.state == "draft"
