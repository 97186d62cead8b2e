"""Partners: their numbers, terms, accounts, and the connection with their own company."""

import pytest
from sqlalchemy import select

from app.kernel.db import session
from app.kernel.errors import Rejected
from app.masters.partners.connecting import connect
from app.masters.partners.model import Partner, PartnerBankAccount
from app.masters.partners.record import PARTNER
from app.platform.audit.model import AuditEntry
from app.records.kit import keeping

FORM = {
    "code": "S-1", "name": "神田鋼材株式会社", "kana": "カンダコウザイ", "is_supplier": "y", "closing_day": "31",
    "pay_months": "1", "pay_day": "31", "holiday_rule": "before", "payment_method": "transfer", "fee_bearer": "us",
    "price_basis": "exclusive", "rounding": "floor", "over_tolerance_percent": "0",
}  # fmt: skip
ACCOUNT = {
    "bank_code": "０００１", "bank_name": "みずほ", "branch_code": "001", "branch_name": "東京営業部",
    "account_type": "1", "account_number": "1234567", "holder_kana": "ｶﾝﾀﾞｺｳｻﾞｲ(ｶ",
}  # fmt: skip


@pytest.fixture
def partner(inside, cast):
    with inside(cast.master_admin):
        return keeping.enter(PARTNER, {"code": "S-1", "name": "神田鋼材", "is_supplier": True})


def entered(client, cast, **typed):
    return client(cast.master_admin).post_form(
        "/yamada/partners", {**FORM, **typed}, form_page="/yamada/partners/new"
    )


def test_a_partner_is_entered_with_numbers_in_any_width(client, cast, inside):
    answer = entered(
        client,
        cast,
        corporate_number="７０００-０１２０-５０００２",
        registration_number="t7000012050002",
        closing_day="２０日",
    )
    assert answer.status_code == 303
    with inside(cast.master_admin):
        made = session.scalars(select(Partner)).one()
        assert (made.corporate_number, made.registration_number) == ("7000012050002", "T7000012050002")
        assert (made.closing_day, made.is_supplier, made.is_customer, made.state) == (
            20,
            True,
            False,
            "active",
        )


@pytest.mark.parametrize(
    "typed, said",
    [
        ({"corporate_number": "7000012050003"}, "検査"),
        ({"corporate_number": "12345"}, "13"),
        ({"registration_number": "T7000012050003"}, "検査"),
        ({"registration_number": "7000012050002"}, "T"),
        ({"registration_number": "T4011001098993", "corporate_number": "7000012050002"}, "法人番号"),
        ({"sole_proprietor": "y", "corporate_number": "7000012050002"}, "個人事業主"),
        ({"is_supplier": ""}, "仕入先"),
        ({"pay_months": "0", "pay_day": "10"}, "締日"),
        ({"closing_day": "32"}, "末日"),
        ({"pay_months": "13"}, "12"),
        ({"email": "kanda"}, "メールアドレス"),
    ],
)
def test_what_cannot_be_is_refused_beside_its_field(client, cast, inside, typed, said):
    form = {name: value for name, value in {**FORM, **typed}.items() if value}
    answer = client(cast.master_admin).post_form("/yamada/partners", form, form_page="/yamada/partners/new")
    assert answer.status_code == 422
    assert said in answer.get_data(as_text=True)
    assert 'class="error"' in answer.get_data(as_text=True)
    with inside(cast.master_admin):
        assert list(session.scalars(select(Partner))) == []


def test_a_sole_proprietors_number_only_warns(client, cast):
    answer = entered(client, cast, sole_proprietor="y", registration_number="T1234567890123")
    assert answer.status_code == 303
    shown = client(cast.master_admin).get(answer.headers["Location"]).get_data(as_text=True)
    assert "公表サイト" in shown


def test_bank_accounts_are_added_once_and_removed(client, cast, partner, inside):
    page, where = client(cast.accounts_payable), f"/yamada/partners/{partner.id}"
    assert page.post_form(f"{where}/accounts", ACCOUNT, form_page=f"{where}/accounts/new").status_code == 303
    shown = page.get(where).get_data(as_text=True)
    assert "東京営業部" in shown
    assert "カンダコウザイ(カ" in shown
    again = page.post_form(f"{where}/accounts", ACCOUNT, form_page=f"{where}/accounts/new")
    assert again.status_code == 422
    with inside(cast.accounts_payable):
        account = session.scalars(select(PartnerBankAccount)).one()
        assert (account.bank_code, account.preferred) == ("0001", True)
    page.post_form(f"{where}/accounts/{account.id}?_method=DELETE", form_page=where)
    with inside(cast.accounts_payable):
        assert list(session.scalars(select(PartnerBankAccount))) == []
        trail = list(session.scalars(select(AuditEntry).where(AuditEntry.verb.like("partner.account%"))))
        assert [entry.verb for entry in trail] == ["partner.account_added", "partner.account_removed"]
        assert "1234567" not in str([entry.details for entry in trail])


@pytest.mark.parametrize(
    "typed",
    [{"bank_code": "1"}, {"account_number": "123"}, {"holder_kana": "神田鋼材"}, {"bank_name": ""}],
)
def test_a_bank_account_has_the_banks_own_shape(client, cast, partner, inside, typed):
    page, where = client(cast.accounts_payable), f"/yamada/partners/{partner.id}"
    answer = page.post_form(f"{where}/accounts", {**ACCOUNT, **typed}, form_page=f"{where}/accounts/new")
    assert answer.status_code == 422
    with inside(cast.accounts_payable):
        assert list(session.scalars(select(PartnerBankAccount))) == []


def test_who_may_not_see_to_accounts_is_refused(client, cast, partner):
    assert client(cast.buyer).get(f"/yamada/partners/{partner.id}/accounts/new").status_code == 403


def test_a_partner_is_connected_by_the_code_of_its_company(client, cast, partner, inside):
    page, where = client(cast.system_admin), f"/yamada/partners/{partner.id}"
    form = f"{where}/connection/new"
    assert (
        page.post_form(f"{where}/connection", {"company_code": "KANDA "}, form_page=form).status_code == 303
    )
    with inside(cast.system_admin):
        assert (
            session.get(Partner, (partner.tenant_id, partner.id)).linked_tenant_id
            == cast.kanda.buyer.tenant_id
        )
    assert "接続済み" in page.get(where).get_data(as_text=True)
    assert "会社「kanda」と接続しました" in page.get(where).get_data(as_text=True)
    page.post_form(f"{where}/connection?_method=DELETE", form_page=where)
    with inside(cast.system_admin):
        assert session.get(Partner, (partner.tenant_id, partner.id)).linked_tenant_id is None


def test_an_unknown_company_and_ones_own_look_the_same(cast, partner, inside):
    said = set()
    with inside(cast.system_admin):
        row = session.get(Partner, (partner.tenant_id, partner.id))
        for code in ("nobody", "yamada", "", "%"):
            with pytest.raises(Rejected) as refused:
                connect(row, code)
            said.add(str(refused.value))
        assert len(said) == 1
        assert row.linked_tenant_id is None


def test_one_company_is_one_partner(cast, partner, inside):
    with inside(cast.system_admin):
        other = keeping.enter(PARTNER, {"code": "S-2", "name": "別の取引先", "is_supplier": True})
        connect(session.get(Partner, (partner.tenant_id, partner.id)), "kanda")
        with pytest.raises(Rejected) as refused:
            connect(other, "kanda")
        assert refused.value.values == {"name": "神田鋼材"}


def test_only_a_system_administrator_connects(client, cast, partner):
    assert client(cast.master_admin).get(f"/yamada/partners/{partner.id}/connection/new").status_code == 403


def test_trade_is_suspended_and_taken_up_again(client, cast, partner, inside):
    page, where = client(cast.master_admin), f"/yamada/partners/{partner.id}"
    page.post_form(f"{where}/suspension", form_page=where)
    assert "取引停止" in page.get(where).get_data(as_text=True)
    page.post_form(f"{where}/suspension?_method=DELETE", form_page=where)
    with inside(cast.master_admin):
        assert session.get(Partner, (partner.tenant_id, partner.id)).state == "active"


def test_the_list_of_partners_costs_the_same_with_one_row_and_with_three(
    client, cast, partner, inside, statements
):
    page, counted = client(cast.buyer), []
    page.get("/yamada/partners")
    for more in ((), ("S-2", "S-3")):
        for code in more:
            with inside(cast.master_admin):
                keeping.enter(PARTNER, {"code": code, "name": "神田鋼材", "is_supplier": True})
        statements.clear()
        page.get("/yamada/partners")
        counted.append(len(statements))
    assert counted == [3, 3], statements


def test_suppliers_and_customers_are_told_apart(client, cast, partner, inside):
    with inside(cast.master_admin):
        keeping.enter(
            PARTNER, {"code": "C-1", "name": "得意先商店", "is_supplier": False, "is_customer": True}
        )
    page = client(cast.buyer)
    assert "得意先商店" not in page.get("/yamada/partners?side=supplier").get_data(as_text=True)
    assert "神田鋼材" not in page.get("/yamada/partners?side=customer&q=鋼材").get_data(as_text=True)
    assert "得意先商店" in page.get("/yamada/partners?side=customer").get_data(as_text=True)
