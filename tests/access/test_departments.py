"""部門: the tree, its dates, and what happens when two people rearrange it at once."""

import datetime as dt

import pytest

from app.access.organisations.arranging import add, change, close, reopen
from app.access.organisations.model import Organisation
from app.kernel import clock
from app.kernel.db import db
from app.kernel.errors import Conflict, Rejected
from app.platform.audit.model import AuditEntry
from tests.support.people import fixed_id

LIST = "/yamada/organisations/"
TREE = f"{LIST}tree"
BUYING, MAKING = fixed_id("yamada", "organisation", "100"), fixed_id("yamada", "organisation", "200")


def department(organisation_id):
    return db.session.get(Organisation, (fixed_id("yamada"), organisation_id))


def facts(one, **changed):
    names = ("code", "name", "parent_id", "head_id", "valid_from", "valid_until", "version")
    return {name: getattr(one, name) for name in names} | changed


def paths():
    rows = db.session.query(Organisation.name, Organisation.path).order_by(Organisation.path)
    return dict(rows.all())


@pytest.fixture
def admin(cast):
    with cast.inside(cast.system_admin) as someone:
        yield someone


def test_moving_a_department_carries_what_lies_below_it(admin):
    section = add(code="110", name="購買一課", parent_id=BUYING, by=admin)
    add(code="111", name="一係", parent_id=section.id, by=admin)
    change(section, **facts(section, parent_id=MAKING), by=admin)
    assert paths() == {"購買部": "/100/", "製造部": "/200/", "購買一課": "/200/110/", "一係": "/200/110/111/"}


def test_a_new_code_reaches_the_paths_below_and_nothing_beside(admin):
    add(code="110", name="購買一課", parent_id=BUYING, by=admin)
    add(code="1000", name="隣", by=admin)
    change(department(BUYING), **facts(department(BUYING), code="150"), by=admin)
    assert paths() == {"購買部": "/150/", "製造部": "/200/", "購買一課": "/150/110/", "隣": "/1000/"}


def test_a_department_cannot_move_below_itself(admin):
    section = add(code="110", name="購買一課", parent_id=BUYING, by=admin)
    with pytest.raises(Rejected) as refused:
        change(department(BUYING), **facts(department(BUYING), parent_id=section.id), by=admin)
    assert refused.value.field == "parent_id"
    db.session.expire_all()
    assert paths()["購買部"] == "/100/"


@pytest.mark.parametrize("code", ["100", "１００"])
def test_a_code_in_use_is_refused_in_any_width(admin, code):
    with pytest.raises(Rejected) as refused:
        add(code=code, name="もう一つ", by=admin)
    assert refused.value.field == "code"
    assert db.session.query(Organisation).count() == 2


@pytest.mark.parametrize("code", ["1/2", "購買", "", "x" * 21])
def test_a_code_that_would_break_the_tree_is_refused(admin, code):
    with pytest.raises(Rejected):
        add(code=code, name="だめ", by=admin)


def test_somebody_who_saved_in_between_wins(admin):
    first = facts(department(BUYING), name="調達部")
    change(department(BUYING), **first, by=admin)
    with pytest.raises(Conflict):
        change(department(BUYING), **first, by=admin)


def test_a_department_with_colleagues_cannot_be_closed_today_but_at_the_end_of_the_year(admin):
    with pytest.raises(Rejected):
        close(department(BUYING), by=admin)
    close(department(BUYING), on=clock.today() + dt.timedelta(days=40), by=admin)
    assert department(BUYING).valid_until == clock.today() + dt.timedelta(days=40)


def test_a_department_does_not_end_before_those_below_it(admin):
    section = add(code="210", name="製造一課", parent_id=MAKING, by=admin)
    with pytest.raises(Rejected):
        close(department(MAKING), by=admin)
    close(section, by=admin)
    close(department(MAKING), by=admin)
    reopen(department(MAKING), by=admin)
    verbs = [verb for (verb,) in db.session.query(AuditEntry.verb).order_by(AuditEntry.at, AuditEntry.id)]
    assert verbs == [
        "organisation.added",
        "organisation.closed",
        "organisation.closed",
        "organisation.reopened",
    ]


def test_the_pages_add_change_and_close(client, cast):
    browser = client(cast.system_admin)
    typed = {
        "code": "110",
        "name": "購買一課",
        "parent_id": str(BUYING),
        "head_id": "",
        "valid_from": "令和8年4月1日",
    }
    assert browser.post_form(LIST, typed, form_page=f"{LIST}new").location == TREE
    assert "購買一課" in browser.get(TREE).text
    with cast.inside(cast.system_admin):
        made = db.session.query(Organisation).filter_by(code="110").one()
    assert made.valid_from == dt.date(2026, 4, 1)
    page = f"{LIST}{made.id}"
    browser.post_form(page, {**typed, "name": "調達一課", "version": "1"}, form_page=page)
    assert "調達一課" in browser.get(page).text
    assert browser.post_form(f"{page}/closure", {}, form_page=page).status_code == 303
    assert "廃止を取り消す" in browser.get(page).text


def test_the_form_says_beside_the_field_what_is_wrong(client, cast):
    answer = client(cast.system_admin).post_form(LIST, {"code": "100", "name": "x"}, form_page=f"{LIST}new")
    assert answer.status_code == 422
    assert "このコードはほかの部門で使われています。" in answer.text


def test_the_tree_costs_the_same_however_many_departments(client, cast, statements):
    counts = []
    for code in ("301", "302"):
        with cast.inside(cast.system_admin) as admin:
            add(code=code, name=code, by=admin)
            db.session.commit()
        browser = client(cast.system_admin)
        browser.get(TREE)
        statements.clear()
        browser.get(TREE)
        counts.append(len(statements))
    assert counts[0] == counts[1] <= 4


def test_another_company_has_no_such_department(client, cast):
    assert client(cast.foreign.system_admin).get(f"/foreign/organisations/{BUYING}").status_code == 404
    assert client(cast.buyer).get(TREE).status_code == 403


def test_a_closed_department_is_not_offered_to_colleagues_any_more(client, cast):
    with cast.inside(cast.system_admin) as admin:
        close(department(MAKING), on=clock.today() - dt.timedelta(days=1), by=admin)
    text = client(cast.system_admin).get("/yamada/users/new").text
    assert ("購買部" in text, "製造部" in text) == (True, False)
