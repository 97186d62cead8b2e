"""取引先グループ: a tree, accounts in any number of them, by form, file, filter and for many at once."""

import pytest
from sqlalchemy import select

from app.kernel.db import session
from app.kernel.errors import Rejected
from app.masters.partner_groups.queries import in_tree
from app.masters.partner_groups.record import PARTNER_GROUP
from app.masters.partners.model import Partner
from app.masters.partners.record import PARTNER
from app.records.changes.operations import ask_for, undo
from app.records.kit import keeping
from app.records.lists.asking import question_from
from tests.records.importing import a_file, counts_of, reasons, take_in

__all__ = ["take_in"]


@pytest.fixture
def groups(inside, cast):
    """Key accounts; the regions, with the east below them and Tokyo below that."""
    with inside(cast.master_admin):
        east = None
        for code, name, above, position in (
            ("R", "地域", None, 2), ("E", "東日本", "R", 1), ("T", "東京", "E", 1), ("K", "重点顧客", None, 1),
        ):  # fmt: skip
            values = {"code": code, "name": name, "position": position, "parent_id": above and east.id}
            east = keeping.enter(PARTNER_GROUP, values)
        for code, held in (("C1", ["T", "K"]), ("C2", ["E"]), ("C3", [])):
            keeping.enter(PARTNER, {"code": code, "name": f"商店{code}", "is_customer": True, "groups": held})
        session.commit()


def held():
    return {row.code: row.groups for row in session.scalars(select(Partner).order_by(Partner.code))}


def codes_in(page, address):
    text = page.get(address).get_data(as_text=True)
    return [code for code in ("C1", "C2", "C3") if f"商店{code}" in text]


def test_the_list_finds_a_group_with_all_below_it_and_pages_show_them(client, inside, cast, groups):
    page = client(cast.buyer)
    assert codes_in(page, "/yamada/partners") == ["C1", "C2", "C3"]
    assert codes_in(page, "/yamada/partners?group=R") == ["C1", "C2"]
    assert codes_in(page, "/yamada/partners?group=R&q=商店") == ["C1", "C2"]
    assert codes_in(page, "/yamada/partners?groups.in=E") == ["C2"], (
        "the field itself knows its own group only"
    )
    with inside(cast.buyer):
        assert [(depth, one.code) for depth, one in in_tree()] == [(0, "K"), (0, "R"), (1, "E"), (2, "T")]
        first = session.scalars(select(Partner).where(Partner.code == "C1")).one().id
        east = session.scalars(select(PARTNER_GROUP.model).where(PARTNER_GROUP.model.code == "E")).one().id
    assert "東京, 重点顧客" in page.get(f"/yamada/partners/{first}").get_data(as_text=True)
    text = page.get(f"/yamada/partner-groups/{east}").get_data(as_text=True)
    assert [text.count(f'<span class="stat-value">{n}</span>') for n in (1, 2)] == [1, 1]


def test_files_name_groups_by_code_or_name_and_go_round(take_in, inside, cast, groups):
    file = a_file(["取引先コード", "groups(;)"], ["C1", "E;重点顧客"], ["C2", "<NULL>"], ["C3", "X"])
    made = take_in(file, kind=PARTNER)
    assert counts_of(made) == (0, 2, 0, 1)
    with inside(cast.master_admin):
        assert held() == {"C1": ["E", "K"], "C2": [], "C3": []}
        assert reasons(made)[0].startswith("取引先グループ: 「X」は選択肢（")
    assert counts_of(take_in(file, kind=PARTNER)) == (0, 0, 2, 1)


def test_many_accounts_are_put_into_a_group_and_taken_out_again(inside, cast, groups):
    def do(way, *codes):
        question = question_from(PARTNER, {"all": "1"})
        return ask_for(PARTNER, question, "field", {"field": "groups", "value": list(codes), "way": way})

    with inside(cast.master_admin):
        added = do("add", "E")
        session.expire_all()
        assert held() == {"C1": ["T", "K", "E"], "C2": ["E"], "C3": ["E"]}
        do("remove", "E", "K")
        session.expire_all()
        assert held() == {"C1": ["T"], "C2": [], "C3": []}
        assert undo(PARTNER, added).counts == {"refused": 2}, "rows changed since stay as they are"


def test_the_page_asks_whether_to_add_or_to_take_out(client, inside, cast, groups):
    page = client(cast.master_admin)
    with inside(cast.master_admin):
        one = session.scalars(select(Partner.id).where(Partner.code == "C2")).one()
    there = f"/yamada/partners/changes/new?ids={one}&action=field&field=groups"
    given = {"ids": str(one), "action": "field", "field": "groups", "way": "add", "groups": ["K"]}
    assert page.post_form("/yamada/partners/changes", given, form_page=there).status_code == 303
    with inside(cast.master_admin):
        assert held()["C2"] == ["E", "K"]


def test_a_group_in_use_keeps_its_code_and_never_stands_below_itself(inside, cast, groups):
    with inside(cast.master_admin):
        found = {one.code: one for one in session.scalars(select(PARTNER_GROUP.model))}
        for values, field in (({"code": "E2"}, "code"), ({"parent_id": found["T"].id}, "parent_id")):
            with pytest.raises(Rejected) as refused:
                keeping.change(PARTNER_GROUP, found["E"], values, version=1)
            assert refused.value.field == field
        keeping.archive(PARTNER_GROUP, found["K"])
        session.commit()
    with inside(cast.master_admin):
        rows = {row.code: row for row in session.scalars(select(Partner))}
        keeping.change(PARTNER, rows["C1"], {"groups": ["K"]}, version=rows["C1"].version)
        assert rows["C1"].groups == ["K"], "who is in it stays in it"
