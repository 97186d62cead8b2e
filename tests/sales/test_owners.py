"""自社担当者: who is in charge, who else works on a record, and who did before."""

import datetime as dt
import io

import pytest
from sqlalchemy import func, select

from app.access.users.model import User
from app.kernel import clock
from app.kernel.copying import copy_in
from app.kernel.db import session
from app.kernel.errors import Rejected
from app.masters.partners.record import PARTNER
from app.records.changes.operations import ask_for
from app.records.imports.model import Import
from app.records.imports.weighing import Weight, weight_of
from app.records.kit import keeping
from app.records.kit.queries import every
from app.records.lists.asking import question_from
from app.sales.leads.model import Lead
from app.sales.leads.record import LEAD
from app.sales.opportunities.record import OPPORTUNITY
from app.sales.owners.model import RecordOwner
from app.sales.owners.operations import add_owner, end_owner
from tests.records.importing import a_file, counts_of


def lines():
    found = session.scalars(select(RecordOwner).order_by(RecordOwner.created_at, RecordOwner.id))
    return [(one.role, one.user_id, one.until) for one in found]


def test_who_was_in_charge_is_kept_by_form_and_by_a_change_of_many(inside, cast, sales):
    other = cast.sales_manager.user_id
    with inside(cast.salesperson) as who:
        deal = sales.deal()
        keeping.change(OPPORTUNITY, deal, {"owner_id": other}, version=deal.version)
        assert (deal.owner_id, lines()) == (other, [("main", who.id, clock.today())])
        question = question_from(OPPORTUNITY, {"ids": [str(deal.id)]})
        ask_for(OPPORTUNITY, question, "field", {"field": "owner_id", "value": str(who.id)})
        session.refresh(deal)
        assert deal.owner_id == who.id
        assert [one[1] for one in lines()] == [who.id, other]


def test_a_file_that_names_another_keeps_the_former_one(take_in, inside, cast, sales):
    with inside(cast.salesperson) as who:
        sales.account("C1", owner_id=who.id)
        session.commit()
    file = a_file(["取引先コード", "主担当"], ["C1", cast.sales_manager.email])
    assert counts_of(take_in(file, kind=PARTNER))[1] == 1
    with inside(cast.salesperson):
        assert lines() == [("main", cast.salesperson.user_id, clock.today())]


def test_a_light_licence_is_never_in_charge_and_somebody_always_is(inside, cast, sales):
    with inside(cast.salesperson) as who:
        deal = sales.deal()
        session.get(User, (cast.buyer.tenant_id, cast.buyer.user_id)).licence = "light"
        session.flush()
        for wrong in (cast.buyer.user_id, None):
            with pytest.raises(Rejected) as refused:
                keeping.change(OPPORTUNITY, deal, {"owner_id": wrong}, version=deal.version)
            assert refused.value.field == "owner_id"
            session.refresh(deal)
        assert (deal.owner_id, lines()) == (who.id, [])


def test_a_further_owner_of_a_restricted_record_knows_of_it(inside, cast, sales):
    with inside(cast.salesperson) as who:
        deal = sales.deal("秘密", disclosed_to=[f"user:{who.id}"])
        add_owner(OPPORTUNITY, deal, cast.sales_manager.user_id, "deputy", dt.date(2026, 11, 1))
        session.commit()
        with pytest.raises(Rejected):
            add_owner(OPPORTUNITY, deal, cast.sales_manager.user_id, "deputy")
    with inside(cast.sales_manager):
        assert [one.name for one in session.scalars(every(OPPORTUNITY))] == ["秘密"]


def test_the_card_adds_and_ends_in_place(client, cast, inside, sales):
    with inside(cast.salesperson):
        deal = sales.deal().id
        session.commit()
    browser, page = client(cast.salesperson), f"/yamada/opportunities/{deal}"
    wrong = browser.post_form(f"{page}/owners", {"user_id": "", "part": "deputy"}, form_page=page)
    given = {"user_id": str(cast.sales_manager.user_id), "part": "deputy", "since": "2026/11/01"}
    right = browser.post_form(f"{page}/owners", given, form_page=page)
    assert (wrong.status_code, right.status_code) == (422, 303)
    with inside(cast.salesperson):
        one = session.scalars(select(RecordOwner)).one()
        one_id = one.id
    assert "副担当" in browser.get(page).get_data(as_text=True)
    assert browser.post_form(f"{page}/owners/{one_id}/ending", {}, form_page=page).status_code == 303
    with inside(cast.salesperson):
        assert lines() == [("deputy", cast.sales_manager.user_id, clock.today())]
    assert client(cast.auditor).post_form(f"{page}/owners", given, form_page=page).status_code == 403


def test_my_own_are_also_those_i_work_on_beside_who_is_in_charge(client, inside, cast, sales, statements):
    me, other = cast.salesperson.user_id, cast.sales_manager.user_id
    with inside(cast.sales_manager):
        for name, part in (("補佐", "deputy"), ("終了", "technical"), ("無関係", None)):
            deal = sales.deal(f"{name}の案件", owner_id=other)
            if part:
                one = add_owner(OPPORTUNITY, deal, me, part)
            if name == "終了":
                end_owner(OPPORTUNITY, deal, one)
        sales.deal("自分の案件", owner_id=me)
        add_owner(PARTNER, session.scalars(every(PARTNER)).one(), me, "deputy")
        session.commit()
    page = client(cast.salesperson)
    for kind, question, there in (
        ("opportunities", "", ["補佐", "自分"]), ("opportunities", "&q=の案件", ["補佐", "自分"]),
        ("partners", "", ["C1"]), ("partners", "&q=得意先", ["C1"]),
    ):  # fmt: skip
        text = page.get(f"/yamada/{kind}?scope=own{question}").get_data(as_text=True)
        found = [one for one in ("補佐", "終了", "無関係", "自分") if f"{one}の案件" in text]
        assert (found or [one for one in ("C1",) if f"得意先 {one}" in text]) == there, (kind, question)
    counts = []
    for scope in ("", "own"):
        statements.clear()
        page.get(f"/yamada/opportunities?scope={scope}")
        counts.append(len(statements))
    assert counts[0] == counts[1]


def test_a_file_that_hands_over_more_than_a_thousand_records_is_asked_about_twice(
    client, inside, cast, sales, run_jobs
):
    codes = [f"L{number:04}" for number in range(1_001)]
    rows = [
        {"code": code, "name": "来場者", "company": "機械", "owner_id": cast.salesperson.user_id}
        for code in codes
    ]
    with inside(cast.sales_admin):
        copy_in(Lead, rows, {"search_text": "", "changed_at": clock.now()})
        session.commit()
    boss, to = client(cast.sales_admin), cast.sales_manager

    def dropped(some):
        content = a_file(["リード番号", "主担当"], *([code, to.email] for code in some))
        file = {"file": (io.BytesIO(content), "leads.csv")}
        where = "/yamada/leads/imports"
        return boss.post_form(where, file, content_type="multipart/form-data").headers["Location"]

    assert "start-form" not in boss.get(dropped(codes[1:])).text
    where = dropped(codes)
    assert "1,001件の「主担当」を変更する" in boss.get(where).text
    refused = boss.post_form(f"{where}/intake", {}, form_page=where)
    assert (refused.status_code, "変更する件数を確認し" in refused.text) == (422, True)
    assert boss.post_form(f"{where}/intake", {"sure": "y"}, form_page=where).status_code == 303
    run_jobs()
    mine = select(func.count()).where(Lead.owner_id == to.user_id)
    with inside(cast.sales_admin):
        assert session.scalar(mine) == 1_001
        unseen = {"whole": False, "lines": 5_000, "fields": {"owner_id": 900}, "counts": {}}
        made = Import(mode="both", mapping={"owner_id": 1}, line_count=6_001, seen=unseen)
        assert weight_of(LEAD, made) == Weight(LEAD.fields["owner_id"].label, 1_001, False)
        made.mode = "create"
        assert weight_of(LEAD, made) is None
