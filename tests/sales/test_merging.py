"""名寄せ: two accounts or two persons become one, field by field, with all that hangs on them, and two again."""

import uuid

import pytest
from sqlalchemy import select

from app.kernel import clock
from app.kernel.db import session
from app.kernel.errors import Rejected
from app.kernel.ids import public
from app.masters.partners.banking import add_account
from app.masters.partners.model import Partner, PartnerBankAccount
from app.masters.partners.record import PARTNER
from app.platform.storage import StoredFile
from app.records.changes.operations import ask_for
from app.records.comments.model import Comment
from app.records.comments.operations import comment
from app.records.following.model import Follow
from app.records.following.operations import follow
from app.records.kit import keeping
from app.records.layouts.operations import configure
from app.records.layouts.shaping import shaped
from app.records.lists.asking import question_from
from app.records.moves.candidates import pairs_of
from app.records.moves.model import RecordMove
from app.records.moves.operations import merge, undo
from app.records.moves.queries import merger_of
from app.sales.activities.record import ACTIVITY
from app.sales.cards.model import BusinessCard, CardBatch
from app.sales.cards.queries import history_of
from app.sales.opportunities.record import OPPORTUNITY
from app.sales.parties.model import RecordParty
from app.sales.parties.operations import add_party
from app.sales.persons.record import PERSON

PAGE = "/yamada/partners/moves"
ACCOUNT = {
    "bank_code": "0001",
    "bank_name": "みずほ",
    "branch_code": "001",
    "branch_name": "東京",
    "account_number": "1234567",
    "holder_kana": "ﾐﾂﾜ",
}
OWN = {"x_agent": {"kind": "link", "label": {"ja": "代理店"}, "link": "partner", "slot": "slot_text_1"}}


def versions(*rows):
    return [row.version for row in rows]


@pytest.fixture
def twins(inside, cast, sales):
    """Ids of two accounts that are the same, a company below the second, a deal with it, another, and a person."""
    with inside(cast.system_admin):
        configure("record:opportunity", {"fields": OWN}, "made")
    with inside(cast.sales_manager):
        keep = sales.account("A", name="三ツ輪精機", phone="03-1234-5678")
        gone = sales.account("B", name="㈱三ツ輪精機", fax="03-9999-0001", phone="0312345678", note="旧社名")
        child = sales.account("C", parent_id=gone.id)
        keeping.change(PARTNER, keep, {"parent_id": child.id}, version=keep.version)
        deal, other = (
            sales.deal("件", partner_id=gone.id, end_user_id=gone.id),
            sales.deal("別", partner_id=keep.id),
        )
        keeping.change(shaped(OPPORTUNITY), deal, {"x_agent": gone.id}, version=deal.version)
        person = keeping.enter(PERSON, {"name": "高橋", "partner_id": gone.id})
        for record, party in ((other, gone), (deal, keep), (deal, gone)):
            add_party(OPPORTUNITY, record, role="ally", partner_id=party.id)
        for one in (keep, gone):
            add_account(one, dict(ACCOUNT))
            follow(PARTNER, one)
        comment(PARTNER, gone, "支払いは手形")
        session.commit()
        return [one.id for one in (keep, gone, child, deal, other, person)]


@pytest.fixture
def row(cast):
    """`row(model, id)` as the database has it."""
    return lambda model, row_id: session.get(
        model, (cast.sales_manager.tenant_id, row_id), populate_existing=True
    )


def merged(row, twins):
    keep, gone = (row(Partner, one) for one in twins[:2])
    take = {"fax": "source", "name": "target", "note": "source"}
    move = merge(PARTNER, keep, gone, take, versions(keep, gone))
    session.commit()
    return move.id


def test_all_that_hangs_on_one_account_goes_over_to_the_other(inside, cast, twins, row, client):
    keep_id, gone_id, child_id, deal_id, other_id, person_id = twins
    with inside(cast.sales_manager):
        found = [(one.first[1], one.second[1], one.fields) for one in pairs_of(PARTNER)[0]]
        assert found == [("A", "B", ("name", "phone"))]
        move_id = merged(row, twins)
        keep, gone, deal = row(Partner, keep_id), row(Partner, gone_id), row(OPPORTUNITY.model, deal_id)
        assert (keep.fax, keep.name, keep.note, keep.parent_id) == (
            "03-9999-0001",
            "三ツ輪精機",
            "旧社名",
            None,
        )
        assert (gone.state, merger_of(gone_id).id) == ("archived", move_id)
        assert (row(Partner, child_id).parent_id, row(PERSON.model, person_id).partner_id) == (
            keep_id,
            keep_id,
        )
        assert (deal.partner_id, deal.end_user_id) == (keep_id, keep_id)
        assert (deal.extra["x_agent"], deal.slot_text_1) == (str(keep_id), str(keep_id))
        assert session.scalars(select(Comment.record_id)).all() == [keep_id]
        assert session.scalars(select(Follow.record_id)).all() == [keep_id]
        accounts = select(PartnerBankAccount.partner_id, PartnerBankAccount.preferred)
        assert session.execute(accounts).all() == [(keep_id, True)]
        parties = session.execute(select(RecordParty.record_id, RecordParty.partner_id)).all()
        assert sorted(parties) == sorted([(other_id, keep_id), (deal_id, keep_id)])
        session.commit()
    page = client(cast.salesperson)
    for address in (f"/yamada/partners/{gone_id}", f"/yamada/s/partner/{public(gone_id)}"):
        answer = page.get(address, follow_redirects=True)
        assert (answer.request.path, answer.status_code) == (f"/yamada/partners/{keep_id}", 200)
    assert "統合された記録" in answer.get_data(as_text=True)
    assert page.get(f"/yamada/partners/{gone_id}/history").status_code == 200


def test_what_was_merged_comes_back_only_by_undoing_and_untouched(inside, cast, twins, row):
    keep_id, gone_id, child_id, deal_id, _other_id, _person_id = twins
    with inside(cast.sales_manager):
        move_id = merged(row, twins)
        keep, gone = row(Partner, keep_id), row(Partner, gone_id)
        with pytest.raises(Rejected):
            keeping.restore(PARTNER, gone)
        archived = question_from(PARTNER, {"ids": [str(gone_id)], "state": "archived"})
        assert ask_for(PARTNER, archived, "restore").counts == {"refused": 1}
        with pytest.raises(Rejected):
            merge(PARTNER, keep, gone, {}, versions(keep, gone))
        keeping.change(PARTNER, keep, {"note": "新しいメモ"}, version=keep.version)
        undo(PARTNER, row(RecordMove, move_id))
        session.commit()
        keep, gone, deal = row(Partner, keep_id), row(Partner, gone_id), row(OPPORTUNITY.model, deal_id)
        move = row(RecordMove, move_id)
        assert (move.state, move.left_fields) == ("undone", ["note"])
        assert (keep.fax, keep.note, keep.parent_id, gone.state) == ("", "新しいメモ", child_id, "active")
        assert (deal.partner_id, deal.end_user_id, deal.extra["x_agent"]) == (gone_id, gone_id, str(gone_id))
        assert sorted(session.scalars(select(Follow.record_id))) == sorted([keep_id, gone_id])
        accounts = session.execute(select(PartnerBankAccount.partner_id, PartnerBankAccount.preferred))
        assert set(accounts) == {(keep_id, True), (gone_id, True)}
        assert len(session.scalars(select(RecordParty.id)).all()) == 3


def test_connections_go_along_and_two_of_them_are_refused(inside, cast, sales):
    with inside(cast.sales_manager):
        keep, gone = sales.account("A"), sales.account("B")
        gone.linked_tenant_id = tenant = uuid.uuid4()
        session.flush()
        move = merge(PARTNER, keep, gone, {}, versions(keep, gone))
        assert (keep.linked_tenant_id, gone.linked_tenant_id) == (tenant, None)
        undo(PARTNER, move)
        assert (keep.linked_tenant_id, gone.linked_tenant_id) == (None, tenant)
        keep.linked_tenant_id = uuid.uuid4()
        with pytest.raises(Rejected, match="接続"):
            merge(PARTNER, keep, gone, {}, versions(keep, gone))
        assert session.scalars(select(RecordMove.state)).all() == ["undone"]


def test_persons_keep_the_history_of_their_cards(inside, client, cast, sales):
    with inside(cast.sales_manager):
        account = sales.account("A")
        keep = keeping.enter(PERSON, {"name": "髙橋 健", "partner_id": account.id, "email": "t@a.example"})
        gone = keeping.enter(
            PERSON, {"name": "高橋健", "title": "部長", "email": "T@a.example", "introduced_by_id": keep.id}
        )
        file = StoredFile(name="a.jpg", content_type="image/jpeg", size=1, sha256="0" * 64)
        batch = CardBatch(name="展示会")
        session.add_all((file, batch))
        session.flush()
        for place, person in enumerate((keep, gone)):
            made = {"person": True, "version": 2, "before": {}, "lead": False}
            card = {"batch_id": batch.id, "file_id": file.id, "position": place, "person_id": person.id}
            session.add(BusinessCard(**card, state="imported", made=made, imported_at=clock.now()))
        keeping.enter(ACTIVITY, {"name": "訪問", "starts_at": clock.now(), "person_id": gone.id})
        session.commit()
        ids = {"keep": keep.id, "other": gone.id}
        kept_versions = "-".join(map(str, versions(keep, gone)))
    manager = client(cast.sales_manager)
    here = "/yamada/persons/moves"
    candidates = manager.get(f"{here}/candidates").get_data(as_text=True)
    assert ("髙橋 健" in candidates, f"keep={ids['keep']}" in candidates) == (True, True)
    found = manager.get(f"{here}/merges/new?keep={ids['keep']}").get_data(as_text=True)
    assert "高橋健" in found
    side = f"{here}/merges/new?keep={ids['keep']}&other={ids['other']}"
    text = manager.get(side).get_data(as_text=True)
    assert ('name="take-title" value="source" checked' in text, "名刺" in text) == (True, True)
    asked = {**ids, "take-title": "source", "versions": kept_versions, "sure": ""}
    assert manager.post_form(f"{here}/merges", asked, form_page=side).status_code == 422
    stale = {**asked, "sure": "y", "versions": "9-9"}
    assert "変更されました" in manager.post_form(f"{here}/merges", stale, form_page=side).get_data(
        as_text=True
    )
    with inside(cast.sales_manager):
        assert session.scalars(select(RecordMove)).all() == []
    done = manager.post_form(f"{here}/merges", {**asked, "sure": "y"}, form_page=side)
    assert done.status_code == 303, done.get_data(as_text=True)
    with inside(cast.sales_manager):
        cards = session.execute(select(BusinessCard.person_id, BusinessCard.made["version"].astext)).all()
        assert sorted(cards) == sorted([(ids["keep"], "2"), (ids["keep"], "-1")])
        assert (len(history_of(ids["keep"])), history_of(ids["other"])) == (2, [])
        assert session.scalars(select(ACTIVITY.model.person_id)).all() == [ids["keep"]]
        session.commit()
    assert manager.post_form(f"{done.location}/undoing", {}, form_page=done.location).status_code == 303
    with inside(cast.sales_manager):
        cards = session.execute(select(BusinessCard.person_id, BusinessCard.made["version"].astext)).all()
        assert sorted(cards) == sorted([(ids["keep"], "2"), (ids["other"], "2")])
    assert client(cast.salesperson).get(f"{here}/candidates").status_code == 403
