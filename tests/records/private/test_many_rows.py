"""Changes of many records, the bin and announcements stay within what each person may know."""

import pytest

from app.kernel import clock
from app.kernel.db import session
from app.records.bin.operations import purge
from app.records.changes import operations
from app.records.changes.model import ChangeSet
from app.records.changes.queries import change_sets
from app.records.disclosures.model import Disclosure
from app.records.lists.asking import question_from
from tests.records.private.conftest import LIST, found, user

ASKED = {"HX-Request": "true", "HX-Request-Type": "partial"}


@pytest.fixture
def two(deal, cast):
    """An open deal and one that the buyer alone knows of."""
    return deal("D-1", "公開の案件"), deal("D-2", "内密の案件", to=[user(cast.buyer)])


def ask(kind, action, content=None, **arguments):
    return operations.ask_for(kind, question_from(kind, arguments), action, content)


@pytest.mark.parametrize("at_once", [50, 0], ids=["at once", "by a job"])
def test_all_rows_are_all_that_one_knows_of(two, cast, inside, kind, run_jobs, monkeypatch, at_once):
    monkeypatch.setattr(operations, "AT_ONCE", at_once)
    with inside(cast.approver):
        change = ask(kind, "field", {"field": "kana", "value": "ソト"})
        session.commit()
    run_jobs()
    with inside(cast.approver):
        assert operations.change_of(change.id).counts == {"done": 1}
    assert found(kind, inside, cast.buyer, **{"kana.is": "ソト"}) == ["D-1"]


def test_ids_of_what_one_does_not_know_are_no_rows_and_have_no_name(two, cast, inside, kind):
    with inside(cast.approver):
        change = ask(kind, "archive", ids=[str(one.id) for one in two])
        assert change.counts == {"done": 1, "refused": 1}
        assert [label for _id, label, _o, _r in operations.queries.lines_of(change)] == [""]
    assert found(kind, inside, cast.buyer) == ["D-2"]


def test_the_bin_and_the_changes_show_a_restricted_record_to_those_who_know(two, cast, inside, kind, client):
    with inside(cast.buyer):
        change = ask(kind, "delete", ids=[str(two[1].id)])
        session.commit()
    where = f"{LIST}/{two[1].id}"
    knows, outsider = client(cast.buyer), client(cast.approver)
    assert "内密の案件" in knows.get(f"{LIST}/bin").get_data(as_text=True)
    assert "ゴミ箱" in knows.get(where).get_data(as_text=True)
    assert "内密の案件" not in outsider.get(f"{LIST}/bin").get_data(as_text=True)
    assert outsider.get(where).status_code == 404
    assert outsider.get(f"{LIST}/changes/{change.id}").status_code == 404
    undo = outsider.post_form(f"{LIST}/changes/{change.id}/undo", form_page=f"{LIST}/changes")
    back = outsider.post_form(f"{where}/deletion?_method=DELETE", form_page=f"{LIST}/bin")
    assert (undo.status_code, back.status_code) == (404, 404)
    assert found(kind, inside, cast.buyer) == ["D-1"]
    with inside(cast.approver):
        assert session.scalars(change_sets(kind)).all() == []
    with inside(cast.buyer):
        operations.undo(kind, session.get(ChangeSet, (change.tenant_id, change.id)))
    assert found(kind, inside, cast.buyer) == ["D-1", "D-2"]
    assert found(kind, inside, cast.approver) == ["D-1"]


def test_what_is_gone_for_good_stays_known_to_those_who_knew(two, cast, inside, kind):
    with inside(cast.buyer):
        change = ask(kind, "delete", ids=[str(two[1].id)])
        purge(change.id)
        words = session.query(Disclosure.subject).filter_by(record_id=two[1].id).all()
        assert [tuple(one) for one in words] == [(user(cast.buyer),)]


def test_what_a_link_without_a_key_names_is_archived_instead(deal, cast, inside, kind):
    first = deal("D-1", "先の案件")
    deal("D-2", "後の案件", twin_id=first.id)
    with inside(cast.buyer):
        change = ask(kind, "delete", ids=[str(first.id)])
        assert change.counts == {"done": 1}
    assert found(kind, inside, cast.buyer, state="archived") == ["D-1"]


def test_a_restricted_record_is_announced_to_those_who_know(deal, cast, client):
    since = {"since": clock.now().isoformat()}
    deal("D-3", "内密の案件", to=[user(cast.inspector)])
    told = client(cast.inspector).get(f"{LIST}/announcements", query_string=since, headers=ASKED)
    assert "新しい行が1件あります" in told.get_data(as_text=True)
    told = client(cast.approver).get(f"{LIST}/announcements", query_string=since, headers=ASKED)
    assert "新しい行" not in told.get_data(as_text=True)
