import re

import pytest

from app.approvals.cases.acting import approve, send_back
from app.approvals.cases.model import ApprovalCase
from app.approvals.queries import drawing_of
from app.kernel import context
from app.kernel.db import session
from tests.approvals.papers import Paper, by, paper, route, submitted

HTMX = {"HX-Request": "true", "HX-Request-Type": "partial"}


@pytest.fixture
def case_id(cast, inside):
    with inside(cast.requester):
        route(("ALL", cast.approver))
        return submitted(amount=123_456).id


def decide(browser, case_id, decision, comment="", place="inbox", **options):
    data = {"decision": decision, "comment": comment, "place": place}
    page = f"/yamada/approvals/{case_id}"
    return browser.post_form(f"{page}/decisions", data, form_page=page, **options)


def status_of(case_id, inside, person):
    with inside(person):
        case = session.get(ApprovalCase, (person.tenant_id, case_id))
        return case.status, session.get(Paper, (person.tenant_id, case.subject_id)).address


def test_the_inbox_is_empty_at_first_and_says_what_comes(client, cast):
    assert "承認待ちの書類はありません" in client(cast.approver).get("/yamada/approvals/").text


def test_what_waits_is_listed_and_counted_in_the_rail(client, cast, case_id):
    text = client(cast.approver).get("/yamada/approvals/").text
    assert "書類 P1" in text
    assert "¥123,456" in text
    assert re.search(r'class="label">承認</span><span class="count"', text)
    assert "書類 P1" not in client(cast.buyer).get("/yamada/approvals/").text


def test_approving_in_place_changes_the_list_and_the_count(client, cast, inside, case_id):
    answer = decide(client(cast.approver), case_id, "approve", headers=HTMX)
    assert answer.status_code == 200
    assert 'id="approval-list"' in answer.text
    assert "承認待ちの書類はありません" in answer.text
    assert not re.search(r'class="label">承認</span><span class="count"', answer.text)
    assert status_of(case_id, inside, cast.approver) == ("approved", "approved")


def test_approving_without_javascript_returns_to_where_one_stood(client, cast, inside, case_id):
    where = {"inbox": "/yamada/approvals/", "case": f"/yamada/approvals/{case_id}"}
    answer = decide(client(cast.approver), case_id, "approve", place="case")
    assert (answer.status_code, answer.location) == (303, where["case"])
    assert decide(client(cast.approver), case_id, "approve", place="inbox").status_code == 409
    assert status_of(case_id, inside, cast.approver) == ("approved", "approved")


def test_sending_back_without_a_comment_asks_for_one(client, cast, inside, case_id):
    answer = decide(client(cast.approver), case_id, "return", headers=HTMX)
    assert answer.status_code == 422
    assert "直してほしい点を書いてください。" in answer.text
    assert answer.text.lstrip().startswith('<form id="decision-form"')
    assert status_of(case_id, inside, cast.approver) == ("open", "in approval")
    assert decide(client(cast.approver), case_id, "return", "単価の確認を").status_code == 303
    assert status_of(case_id, inside, cast.approver) == ("returned", "draft")


def test_the_question_is_a_page_without_htmx_and_a_dialog_with_it(client, cast, case_id):
    path = f"/yamada/approvals/{case_id}/decisions/new?decision=return&place=inbox"
    browser = client(cast.approver)
    assert "<h1" in browser.get(path).text
    assert browser.get(path, headers=HTMX).text.lstrip().startswith("<dialog")


def test_the_question_leads_to_the_case_when_nothing_is_to_be_decided(client, cast, case_id):
    answer = client(cast.requester).get(f"/yamada/approvals/{case_id}/decisions/new")
    assert (answer.status_code, answer.location) == (303, f"/yamada/approvals/{case_id}")


def test_a_document_s_place_leads_back_to_the_document(client, cast, case_id):
    answer = decide(client(cast.approver), case_id, "reject", place="document")
    assert answer.location == "/yamada/approvals"


def test_the_applicant_follows_and_pulls_back(client, cast, inside, case_id):
    browser = client(cast.requester)
    text = browser.get("/yamada/approvals/?tab=mine").text
    assert "approver yamada" in text
    page = f"/yamada/approvals/{case_id}"
    assert "引き戻す" in browser.get(page).text
    answer = browser.post_form(f"{page}/recall", {"place": "case"}, form_page=page)
    assert answer.location == page
    assert status_of(case_id, inside, cast.requester) == ("returned", "draft")
    browser.post_form(f"{page}/withdrawal", {"place": "case"}, form_page=page)
    assert status_of(case_id, inside, cast.requester) == ("withdrawn", "draft")


def test_an_approver_cannot_pull_back(client, cast, inside, case_id):
    page = f"/yamada/approvals/{case_id}"
    assert client(cast.approver).post_form(f"{page}/recall", {}, form_page=page).status_code == 422
    assert status_of(case_id, inside, cast.approver) == ("open", "in approval")


def test_a_case_shows_its_history_in_words(client, cast, inside, case_id):
    with inside(cast.approver):
        send_back(case_id, by=context.actor(), comment="納期を見直してください")
    text = client(cast.requester).get(f"/yamada/approvals/{case_id}").text
    assert "が差し戻しました" in text
    assert "納期を見直してください" in text
    assert "差戻し" in client(cast.approver).get("/yamada/approvals/?tab=done").text


def test_cases_of_others_do_not_exist(client, cast, case_id):
    page = f"/yamada/approvals/{case_id}"
    assert client(cast.buyer).get(page).status_code == 404
    assert client(cast.foreign.buyer).get(page).status_code == 404
    assert client(cast.auditor).get(page).status_code == 200


@pytest.mark.parametrize("tab", ["waiting", "mine", "done"])
def test_a_tab_asks_the_same_whatever_its_length(client, cast, inside, statements, tab):
    counts = []
    with inside(cast.requester):
        route(("ALL", cast.approver))
    for wanted in (1, 3):
        with inside(cast.requester):
            for number in range(wanted):
                case = submitted(f"{tab}{wanted}{number}")
                if tab == "done":
                    approve(case.id, by=by(cast.approver))
        browser = client(cast.requester if tab == "mine" else cast.approver)
        browser.get(f"/yamada/approvals/?tab={tab}")
        statements.clear()
        browser.get(f"/yamada/approvals/?tab={tab}")
        counts.append(len(statements))
    assert counts[0] == counts[1] <= 4


def test_english_readers_get_english(client, cast, case_id):
    browser = client(cast.approver)
    browser.set_cookie("language", "en")
    assert browser.get("/yamada/approvals/").status_code == 200


def test_a_drawing_names_people_states_and_what_one_may_do(cast, inside):
    with inside(cast.requester):
        route(("ANY", cast.approver, cast.buyer), ("ALL", cast.inspector, cast.accounts_payable))
        case = submitted()
        drawing = drawing_of(case.subject_id)
        assert [(step["state"], step["who"]) for step in drawing.steps][:2] == [
            ("done", "requester yamada"),
            ("current", "approver yamada、buyer yamadaのいずれか"),
        ]
        assert (drawing.may_decide, drawing.may_pull_back, drawing.may_withdraw) == (False, True, True)
        approve(case.id, by=by(cast.buyer))
        approve(case.id, by=by(cast.inspector), comment="確認しました")
        drawing = drawing_of(case.subject_id)
        assert [step["state"] for step in drawing.steps] == ["done", "done", "current"]
        assert drawing.steps[1]["who"] == "buyer yamada"
        assert drawing.steps[2]["who"] == "inspector yamadaは承認済み、accounts_payable yamadaはこれから"
        assert drawing.may_pull_back is False
        assert drawing_of(paper("P9").id) is None
