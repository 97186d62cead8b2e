"""What merely names a restricted record (a notice, a file, a link, the trail) is for those who know of it."""

import pytest

from app.access.groups import operations as groups
from app.access.users.queries import row_for_request
from app.kernel.db import db, session
from app.platform.audit.model import AuditEntry
from app.platform.mail.model import Mail
from app.platform.notifications import KINDS, notify
from app.platform.notifications import kind as kind_of_notice
from app.platform.notifications.model import Notification
from app.platform.storage import keep_bytes
from app.records.disclosures.operations import restrict
from app.records.exports.operations import ask_for, make
from app.records.imports.planning import Planner
from app.records.kit import keeping
from app.records.kit.queries import every
from app.records.lists.asking import question_from
from tests.records.private.conftest import BUYING, LIST, found, user


@pytest.fixture
def loud():
    yield kind_of_notice("trial.loud", "Approvals")
    KINDS.pop("trial.loud")


def test_only_those_who_know_are_told_and_notices_vanish_with_the_knowledge(
    cast, deal, kind, inside, client, loud
):
    row = deal("D1", "案件", to=[user(cast.approver)])
    with inside(cast.buyer):
        told = [cast.approver.user_id, cast.requester.user_id]
        notify(told, loud, "RQ-2611-00001", f"/trial-deals/{row.id}", subject_id=row.id)
    with inside(cast.buyer):
        assert [one.user_id for one in db.session.query(Notification)] == [cast.approver.user_id]
        assert [one.to_address for one in db.session.query(Mail)] == [cast.approver.email]
        assert unread(cast.approver) == 1
    assert "RQ-2611-00001" in client(cast.approver).get("/yamada/notifications/").text
    with inside(cast.buyer):
        mine = session.scalars(every(kind)).one()
        restrict(kind, mine, [user(cast.requester)])
        notice = db.session.query(Notification).one().id
        db.session.flush()
        assert unread(cast.approver) == 0
    approver = client(cast.approver)
    assert "RQ-2611-00001" not in approver.get("/yamada/notifications/").text
    opened = approver.post_form(
        f"/yamada/notifications/{notice}/reading", {}, form_page="/yamada/notifications/preferences"
    )
    assert opened.status_code == 404


def unread(person):
    return row_for_request(person.tenant_id, person.user_id).unread


def test_a_file_of_a_restricted_record_opens_for_those_who_know(cast, deal, kind, inside, client):
    deal("D1", "案件", to=[user(cast.approver)])
    with inside(cast.buyer):
        file = keep_bytes(b"secret", "a.txt", subject=session.scalars(every(kind)).one())
    address = f"/yamada/files/{file.id}"
    assert client(cast.approver).get(address).data == b"secret"
    assert client(cast.requester).get(address).status_code == 404
    assert client(cast.person("yamada", "nobody")).get(address).status_code in (403, 404)


def test_the_file_of_a_list_opens_for_its_maker_alone(cast, deal, kind, inside, client):
    deal("D1", "案件", to=[user(cast.approver)])
    with inside(cast.approver):
        export = make(ask_for(kind, question_from(kind, {}), file_format="utf8", columns="list").id)
        assert export.rows == 1
    assert "D1" in client(cast.approver).get(f"/yamada/files/{export.file_id}").text
    assert client(cast.buyer).get(f"/yamada/files/{export.file_id}").status_code == 404
    with inside(cast.requester):
        assert make(ask_for(kind, question_from(kind, {}), file_format="utf8", columns="all").id).rows == 0


def test_a_file_taken_in_neither_shows_nor_changes_what_one_may_not_know(cast, deal, kind, inside):
    hidden = deal("D1", "極秘", to=[], amount=5)
    deal("D2", "公開", twin_id=None)
    with inside(cast.buyer):
        row = session.scalars(every(kind).where(kind.model.code == "D2")).one()
        keeping.change(kind, row, {"code": "D2", "name": "公開", "twin_id": hidden.id}, version=1)
    cells = [["D1", "のぞき見", ""], ["D2", "新しい名", ""], ["D3", "つなぐ", "D1"]]
    with inside(cast.requester):
        [chunk] = Planner(kind, {"code": 0, "name": 1, "twin_id": 2}).chunks(enumerate(cells, 2))
        assert [(one.line, one.reason) for one in chunk.refused] == [
            (2, "このコードはすでに使われています。別のコードにしてください。"),
            (4, "関連案件: コードまたは名称「D1」の登録がありません。"),
        ]
        assert [(one.changes, one.values["twin_id"]) for one in chunk.updated] == [
            ({"name": ["公開", "新しい名"]}, hidden.id)
        ]


def test_a_link_to_what_one_may_not_know_reads_as_empty_and_survives_saving(cast, deal, kind, inside, client):
    hidden = deal("D1", "極秘の計画", to=[])
    deal("D2", "公開", twin_id=hidden.id)
    with inside(cast.requester):
        row = session.scalars(every(kind)).one()
    address = f"{LIST}/{row.id}"
    browser = client(cast.requester)
    for page in (address, f"{address}/edit", f"{address}/history", LIST):
        text = browser.get(page).text
        assert [word for word in ("極秘の計画", str(hidden.id)) if word in text] == []
    saved = {"code": "D2", "name": "新しい名", "twin_id": "", "version": "1"}
    assert browser.post_form(address, saved, form_page=f"{address}/edit").status_code == 303
    guessed = {**saved, "twin_id": str(hidden.id), "version": "2"}
    assert browser.post_form(address, guessed, form_page=f"{address}/edit").status_code == 422
    assert "極秘の計画" in client(cast.buyer).get(address).text
    assert found(kind, inside, cast.requester, **{"twin_id.filled": "1"}) == []
    assert found(kind, inside, cast.buyer, **{"twin_id.filled": "1"}) == ["D2"]
    assert found(kind, inside, cast.requester, **{"twin_id.in": str(hidden.id)}) == []


def test_a_taken_code_does_not_say_whose_it_is(cast, deal, client):
    deal("D1", "極秘の計画", to=[])
    data = {"code": "D1", "name": "別", "reach": "open"}
    sent = client(cast.requester).post_form(LIST, data, form_page=f"{LIST}/new")
    assert (sent.status_code, "極秘の計画" in sent.text) == (422, False)
    assert "このコードはすでに使われています。" in sent.text


def test_the_trail_shows_restricted_records_to_an_auditor_who_gave_a_reason(cast, deal, client, inside):
    deal("D1", "極秘の計画", to=[])
    auditor, trail = client(cast.auditor), "/yamada/audit/"
    assert "極秘の計画" not in auditor.get(trail).text
    assert "極秘の計画" not in client(cast.system_admin).get(trail).text
    assert client(cast.system_admin).get(f"{trail}openings/new").status_code == 403
    page = f"{trail}openings/new"
    assert auditor.post_form(f"{trail}openings", {"reason": " "}, form_page=page).status_code == 422
    assert auditor.post_form(f"{trail}openings", {"reason": "内部監査"}, form_page=page).status_code == 303
    assert "極秘の計画" in auditor.get(trail).text
    assert "極秘の計画" not in client(cast.system_admin).get(trail).text
    with inside(cast.auditor):
        noted = db.session.query(AuditEntry).filter_by(verb="audit.opened").one()
        assert (noted.actor_id, noted.details) == (cast.auditor.user_id, {"reason": "内部監査"})


def test_the_type_ahead_offers_people_departments_both_ways_and_groups(cast, client, inside):
    with inside(cast.system_admin):
        groups.add(kind="brick", name="購買の役員", subjects=[user(cast.approver)])
    browser = client(cast.buyer)
    text = browser.get(f"{LIST}/subjects?q=購買", headers={"HX-Request": "true"}).text
    assert [
        one
        for one in ("購買部と配下", f"below:{BUYING}", f"organisation:{BUYING}", "購買の役員")
        if one not in text
    ] == []
    assert browser.get(f"{LIST}/subjects?q=approver", headers={"HX-Request": "true"}).text.count("user:") == 1
    assert browser.get(f"{LIST}/subjects").status_code == 303
