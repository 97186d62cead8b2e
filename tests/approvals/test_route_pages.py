from sqlalchemy import select

from app.approvals.routes.model import ApprovalRoute, ApprovalRouteStep
from app.kernel.db import session
from tests.approvals.papers import route
from tests.support.people import fixed_id

NEW = "/yamada/approval-routes/new"


def typed(cast, **changes):
    return {
        "document": "paper",
        "name": "高額の検収",
        "priority": "200",
        "valid_from": "",
        "valid_until": "",
        "organisation": str(fixed_id("yamada", "organisation", "100")),
        "at_least": "１００万" if "wrong" in changes else "1,000,000",
        "below": "",
        "steps-0-name": "課長",
        "steps-0-mode": "ANY",
        "steps-0-first": f"user:{cast.approver.user_id}",
        "steps-0-second": f"user:{cast.buyer.user_id}",
        "steps-0-third": "",
        "steps-0-organisation": "",
        "steps-0-when_nobody": "error",
        "steps-0-due_days": "3",
        "steps-1-name": "",
        "steps-1-mode": "ALL",
        "steps-1-first": "",
        "steps-1-second": "",
        "steps-1-third": "",
        "steps-1-organisation": "",
        "steps-1-when_nobody": "error",
        "steps-1-due_days": "",
        **changes,
    }


def made(browser, cast, **changes):
    return browser.post_form("/yamada/approval-routes/", typed(cast, **changes), form_page=NEW)


def test_a_route_is_made_shown_and_listed(client, cast, inside):
    browser = client(cast.master_admin)
    answer = made(browser, cast)
    assert answer.status_code == 303
    text = browser.get(answer.location).text
    assert "購買部とその配下 · ¥1,000,000以上" in text
    assert "approver yamada" in text
    assert "3日以内" in text
    assert "高額の検収" in browser.get("/yamada/approval-routes/").text
    with inside(cast.master_admin):
        step = session.scalars(select(ApprovalRouteStep)).one()
        assert (step.mode, step.due_days, len(step.assignees)) == ("ANY", 3, 2)


def test_a_route_without_an_approver_is_refused(client, cast, inside):
    answer = made(client(cast.master_admin), cast, **{"steps-0-first": "", "steps-0-second": ""})
    assert answer.status_code == 422
    assert "承認の段階を1つ以上設定してください。" in answer.text
    with inside(cast.master_admin):
        assert session.scalars(select(ApprovalRoute)).all() == []


def test_what_cannot_be_read_is_said_beside_the_field(client, cast):
    answer = made(client(cast.master_admin), cast, at_least="たくさん", below="")
    assert answer.status_code == 422
    assert "たくさん" in answer.text


def test_what_is_wrong_in_a_step_is_said_with_its_number(client, cast):
    answer = made(client(cast.master_admin), cast, **{"steps-0-due_days": "みっか"})
    assert answer.status_code == 422
    assert "第1段階 · 期限（日数）" in answer.text


def test_a_further_step_is_added_without_saving(client, cast, inside):
    answer = made(client(cast.master_admin), cast, add_step="1")
    assert answer.status_code == 200
    assert "steps-2-first" in answer.text
    assert "高額の検収" in answer.text
    with inside(cast.master_admin):
        assert session.scalars(select(ApprovalRoute)).all() == []


def test_an_edit_is_a_new_revision_and_the_old_one_stays(client, cast, inside):
    browser = client(cast.master_admin)
    first = made(browser, cast).location
    assert "1,000,000" in browser.get(f"{first}/edit").text
    answer = browser.post_form(first, typed(cast, name="高額の検収（改）"), form_page=f"{first}/edit")
    assert answer.status_code == 303
    assert answer.location != first
    assert "第2版" in browser.get(answer.location).text
    assert "この経路には新しい版があります。" in browser.get(first).text
    again = browser.post_form(first, typed(cast), form_page=f"{first}/edit")
    assert again.status_code == 409


def test_a_retired_route_leaves_the_list(client, cast):
    browser = client(cast.master_admin)
    page = made(browser, cast).location
    assert browser.post_form(f"{page}/retirement", {}, form_page=page).status_code == 303
    assert "高額の検収" not in browser.get("/yamada/approval-routes/").text
    assert browser.get(page).status_code == 200


def test_the_preview_shows_the_route_and_the_people(client, cast):
    browser = client(cast.master_admin)
    made(browser, cast)
    path = "/yamada/approval-routes/preview"
    assert browser.get(path).status_code == 200
    shown = browser.get(f"{path}?document=paper&amount=1,500,000").text
    assert "高額の検収" in shown
    assert "buyer yamada" in shown
    refused = browser.get(f"{path}?document=paper&amount=10").text
    assert "この部門・金額・分類に合う承認経路がありません。" in refused
    assert "承認は不要です" in browser.get(f"{path}?document=other").text


def test_an_empty_list_offers_the_first_step(client, cast):
    assert "承認経路はまだありません" in client(cast.master_admin).get("/yamada/approval-routes/").text


def test_who_may_look_and_who_may_design(client, cast):
    assert client(cast.auditor).get("/yamada/approval-routes/").status_code == 200
    assert client(cast.auditor).get(NEW).status_code == 403
    assert client(cast.buyer).get("/yamada/approval-routes/").status_code == 403


def test_the_list_asks_the_same_whatever_its_length(client, cast, inside, statements):
    counts = []
    for wanted in (1, 3):
        with inside(cast.master_admin):
            for number in range(wanted):
                route(("ALL", cast.approver), name=f"経路{wanted}{number}")
        browser = client(cast.master_admin)
        browser.get("/yamada/approval-routes/")
        statements.clear()
        browser.get("/yamada/approval-routes/")
        counts.append(len(statements))
    assert counts[0] == counts[1]
