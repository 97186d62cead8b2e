"""公開範囲: limiting a record on its form and its page; who may, who still knows, what is noted."""

import pytest
from sqlalchemy import select

from app.access.groups import operations as groups
from app.kernel.db import db, session
from app.kernel.errors import Conflict, Rejected
from app.platform.audit.model import AuditEntry
from app.records.disclosures.model import Disclosure
from app.records.disclosures.operations import open_up, restrict
from app.records.kit import keeping
from app.records.kit.queries import every
from tests.records.private.conftest import BUYING, LIST, MAKING, found, user


def test_a_form_enters_a_record_that_only_those_chosen_and_its_author_find(client, cast, kind, inside, moved):
    moved(cast.inspector, MAKING)
    data = {
        "code": "D1",
        "name": "極秘の案件",
        "kana": "",
        "reach": "restricted",
        "disclosed_to": [f"below:{MAKING}"],
        "disclosed_to_text": "approver yamada",
    }
    sent = client(cast.buyer).post_form(LIST, data, form_page=f"{LIST}/new")
    assert sent.status_code == 303, sent.text
    for person, codes in {
        cast.buyer: ["D1"],
        cast.inspector: ["D1"],
        cast.approver: ["D1"],
        cast.requester: [],
        cast.system_admin: [],
    }.items():
        assert found(kind, inside, person) == codes
    page = client(cast.approver).get(sent.location).text
    assert [
        one for one in ("限定公開", "製造部と配下", "approver yamada", "buyer yamada") if one not in page
    ] == []
    assert client(cast.requester).get(sent.location).status_code == 404
    assert "限定公開" in client(cast.approver).get(LIST).text


def test_a_name_nobody_has_is_refused_and_nothing_is_entered(client, cast, kind, inside):
    data = {"code": "D1", "name": "案件", "reach": "restricted", "disclosed_to_text": "だれか"}
    sent = client(cast.buyer).post_form(LIST, data, form_page=f"{LIST}/new")
    assert (sent.status_code, "該当する人・組織・グループがありません" in sent.text) == (422, True)
    assert found(kind, inside, cast.buyer) == []


def test_the_card_changes_who_knows_and_counts_at_once(client, cast, deal, kind, inside):
    row = deal("D1", "案件", to=[user(cast.approver)])
    page = f"{LIST}/{row.id}/disclosure"
    data = {"reach": "restricted", "disclosed_to": [user(cast.requester)], "version": "1"}
    assert client(cast.buyer).post_form(page, data).status_code == 303
    assert found(kind, inside, cast.approver) == []
    assert found(kind, inside, cast.requester) == ["D1"]
    assert client(cast.buyer).post_form(page, data).status_code == 409
    assert client(cast.approver).get(page).status_code == 404
    assert client(cast.buyer).post_form(page, {"reach": "open", "version": "2"}).status_code == 303
    assert found(kind, inside, cast.inspector) == ["D1"]
    history = client(cast.inspector).get(f"{LIST}/{row.id}/history").text
    assert [
        one
        for one in ("全員", "approver yamada, buyer yamada", "buyer yamada, requester yamada")
        if one not in history
    ] == []
    with inside(cast.buyer):
        assert db.session.query(Disclosure).count() == 0


def test_nobody_shuts_themselves_out(cast, deal, kind, inside):
    row = deal("D1", "案件")
    with inside(cast.approver):
        mine = session.scalars(every(kind)).one()
        with pytest.raises(Rejected):
            restrict(kind, mine, [user(cast.requester)])
        restrict(kind, mine, [user(cast.requester), user(cast.approver)])
        assert (mine.restricted, mine.version) == (True, 2)
        restrict(kind, mine, [user(cast.requester), user(cast.approver)])
        assert mine.version == 2
        with pytest.raises(Conflict):
            open_up(kind, mine, version=1)
    assert found(kind, inside, cast.buyer) == [row.code]


def test_who_becomes_the_owner_of_a_restricted_record_knows_of_it(cast, deal, kind, inside):
    deal("D1", "案件", to=[])
    assert found(kind, inside, cast.requester) == []
    with inside(cast.buyer):
        row = session.scalars(every(kind)).one()
        keeping.change(
            kind, row, {"code": "D1", "name": "案件", "owner_id": cast.requester.user_id}, version=1
        )
    assert found(kind, inside, cast.requester) == ["D1"]


def test_a_subject_that_does_not_exist_is_refused(cast, deal, kind, inside):
    deal("D1", "案件")
    with inside(cast.buyer):
        row = session.scalars(every(kind)).one()
        for word in ("user:7", f"team:{MAKING}", "nonsense", f"user:{MAKING}"):
            with pytest.raises(Rejected):
                restrict(kind, row, [user(cast.buyer), word])
        assert (row.restricted, db.session.query(Disclosure).count()) == (False, 0)


def test_leaving_a_department_or_a_group_ends_the_knowledge_at_once(cast, deal, kind, inside, moved):
    with inside(cast.system_admin):
        team = groups.add(kind="public", name="新規開拓", subjects=[f"organisation:{BUYING}"])
        brick = groups.add(kind="brick", name="役員会", subjects=[f"group:{team.id}"])
    moved(cast.inspector, MAKING)
    deal("D1", "案件", to=[f"group:{brick.id}"])
    assert found(kind, inside, cast.requester) == ["D1"]
    assert found(kind, inside, cast.inspector) == []
    moved(cast.requester, MAKING)
    assert found(kind, inside, cast.requester) == []
    with inside(cast.system_admin):
        team = db.session.merge(team)
        groups.change(team, version=1, name="新規開拓", note="", subjects=[f"below:{MAKING}"])
    assert found(kind, inside, cast.inspector) == ["D1"]


def test_a_group_that_is_given_up_narrows_what_it_was_told(cast, deal, kind, inside, client):
    with inside(cast.system_admin):
        team = groups.add(kind="public", name="新規開拓", subjects=[user(cast.requester)])
        brick = groups.add(kind="brick", name="役員会", subjects=[f"group:{team.id}"])
    deal("D1", "見せない案件", to=[f"group:{team.id}"])
    deal("D2", "見える案件", to=[f"group:{team.id}", user(cast.system_admin)])
    page = f"/yamada/groups/{team.id}/removal"
    shown = client(cast.system_admin).get(page).text
    assert ("見える案件" in shown, "見せない案件" in shown, "役員会" in shown) == (True, False, True)
    assert client(cast.system_admin).post_form(page, {}).status_code == 303
    assert found(kind, inside, cast.requester) == []
    assert found(kind, inside, cast.buyer) == ["D1", "D2"]
    with inside(cast.system_admin):
        verbs = db.session.scalars(
            select(AuditEntry.verb)
            .where(AuditEntry.verb != "trial_deal.created")
            .order_by(AuditEntry.at, AuditEntry.id)
        ).all()
        assert [one for one in verbs if one.startswith("trial_deal.")] == ["trial_deal.restricted"] * 2
        assert groups.members_of(brick.id) == []
