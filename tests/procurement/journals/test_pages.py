"""The pages of journals: looking, reviewing, arranging columns, exporting."""

import pytest
from sqlalchemy import select

from app.kernel.db import db
from app.procurement.journals.model import AccountRule, JournalExport, JournalTemplate
from tests.procurement.invoices.conftest import item
from tests.support.people import fixed_id

LIST, EXPORTS, TEMPLATES, RULES = (
    f"/yamada/{part}" for part in ("journals", "journal-exports", "journal-templates", "account-rules")
)


@pytest.fixture
def accounting(client, cast):
    return client(cast.accounts_payable)


@pytest.fixture
def all_of(inside, cast):
    """`all_of(Model)`: its rows, read anew."""

    def read(model):
        with inside(cast.accounts_payable):
            return db.session.scalars(select(model)).all()

    return read


@pytest.fixture
def numbered(inside, cast, vouchers):
    """`numbered(1)`: the voucher of that number, read anew."""

    def read(number):
        with inside(cast.accounts_payable):
            return next(one for one in vouchers() if one.voucher_no == number)

    return read


def test_the_list_shows_both_sides_and_sums(accounting, accepted):
    accepted(item(), times=2)
    text = accounting.get(LIST).text
    for word in ("2026-1", "2026-2", "仮払消費税等", "仕入高", "買掛金", "¥11,000", "未確認"):
        assert word in text
    assert 'class="row-link"' not in accounting.get(f"{LIST}?account=612").text
    assert 'class="row-link"' in accounting.get(f"{LIST}?account=311&since=2026/11/01&until=2026/11/30").text


def test_empty_pages_say_what_comes(accounting):
    for url in (LIST, EXPORTS, TEMPLATES, RULES, f"{EXPORTS}/new", f"{TEMPLATES}/new"):
        assert accounting.get(url).status_code == 200


def test_a_voucher_like_a_slip_and_its_review(accounting, accepted, numbered):
    accepted()
    voucher = numbered(1)
    url = f"{LIST}/{voucher.id}"
    text = accounting.get(url).text
    for word in ("仮払消費税等", "課税仕入 10%", "AC-2611-00001", "¥11,000"):
        assert word in text
    assert accounting.post_form(f"{url}/review", form_page=url).status_code == 303
    assert numbered(1).status == "reviewed"
    assert accounting.post_form(f"{url}/review?_method=DELETE", form_page=url).status_code == 303
    assert numbered(1).status == "generated"


def test_ticked_vouchers_and_a_whole_period_are_reviewed(accounting, accepted, numbered):
    accepted(item(), times=3)
    accounting.post_form(f"{LIST}/reviews", {"ids": [str(numbered(2).id)]}, form_page=LIST)
    assert [numbered(n).status for n in (1, 2, 3)] == ["generated", "reviewed", "generated"]
    period = {"all": "1", "since": "2026/11/01", "until": "2026/11/30"}
    accounting.post_form(f"{LIST}/reviews", period, form_page=LIST)
    assert [numbered(n).status for n in (1, 2, 3)] == ["reviewed"] * 3


def test_exporting_by_the_page(accounting, accepted, all_of, run_jobs, client, cast):
    accepted()
    november = {"first_on": "2026/11/01", "last_on": "2026/11/30", "file_format": "yayoi"}
    asked = "&".join(f"{name}={value}" for name, value in november.items())
    shown = accounting.get(f"{EXPORTS}/new?{asked}").text
    assert "課対仕入内10%適格" in shown
    assert "未確認の伝票が1件" in shown
    assert accounting.post_form(EXPORTS, november, form_page=f"{EXPORTS}/new").status_code == 422
    accounting.post_form(
        f"{LIST}/reviews", {"all": "1", "since": "2026/11/1", "until": "2026/11/30"}, form_page=LIST
    )
    answered = accounting.post_form(EXPORTS, november, form_page=f"{EXPORTS}/new")
    assert answered.status_code == 303
    assert "作成しています" in accounting.get(answered.location).text
    run_jobs()
    text = accounting.get(answered.location).text
    (export,) = all_of(JournalExport)
    assert f"/yamada/files/{export.file_id}" in text
    file = accounting.get(f"/yamada/files/{export.file_id}")
    assert file.data.startswith(b"2111,1,,2026/11/21,")
    assert client(cast.buyer).get(f"/yamada/files/{export.file_id}").status_code == 404
    assert accounting.post_form(f"{answered.location}/lock", form_page=answered.location).status_code == 303
    assert [one.status for one in all_of(JournalExport)] == ["locked"]


def columns(*sources, **more):
    form = {"layout": "pairs", "tax": "inside", "file_type": "csv", "encoding": "cp932", "newline": "crlf"}
    form |= {"quoting": "minimal", "with_header": "y", **more}
    for place, (header, source) in enumerate(sources):
        form |= {f"columns-{place}-header": header, f"columns-{place}-source": source}
        form |= {f"columns-{place}-literal": "", f"columns-{place}-format": ""}
    return form


def test_columns_are_moved_without_javascript_and_saved(accounting, all_of):
    new = f"{TEMPLATES}/new"
    typed = columns(("日付", "date"), ("摘要", "memo"), ("金額", "debit_amount"), name="顧問用")
    shown = accounting.post_form(TEMPLATES, typed | {"act": "up-2"}, form_page=new)
    assert shown.status_code == 200
    assert shown.text.index('value="金額"') < shown.text.index('value="摘要"')
    assert all_of(JournalTemplate) == []
    assert accounting.post_form(TEMPLATES, typed, form_page=new).status_code == 303
    (template,) = all_of(JournalTemplate)
    assert [one["source"] for one in template.arrangement["columns"]] == ["date", "memo", "debit_amount"]
    url = f"{TEMPLATES}/{template.id}"
    changed = columns(("日付", "date"), name="顧問用")
    assert accounting.post_form(f"{url}?_method=PUT", changed, form_page=url).status_code == 303
    assert len(all_of(JournalTemplate)[0].arrangement["columns"]) == 1
    assert accounting.post_form(f"{url}?_method=DELETE", form_page=url).status_code == 303
    assert all_of(JournalTemplate) == []


@pytest.mark.parametrize(
    "typed",
    [
        columns(name="空"),
        columns(("日付", "date"), name=""),
        columns(("日付", "date"), name="x") | {"columns-0-format": "%Y"},
    ],
)
def test_an_arrangement_that_cannot_be_is_shown_again(accounting, typed, all_of):
    assert accounting.post_form(TEMPLATES, typed, form_page=f"{TEMPLATES}/new").status_code == 422
    assert all_of(JournalTemplate) == []


def test_rules_by_the_page(accounting, all_of):
    rule = {"category_id": "", "organisation_id": str(fixed_id("yamada", "organisation", "100"))}
    assert (
        accounting.post_form(
            RULES, {"category_id": "", "organisation_id": "", "account_code": "611"}
        ).status_code
        == 422
    )
    assert accounting.post_form(RULES, rule | {"account_code": "611"}).status_code == 303
    assert accounting.post_form(RULES, rule | {"account_code": "613"}).status_code == 303
    (kept,) = all_of(AccountRule)
    assert kept.account_code == "613"
    assert accounting.post_form(f"{RULES}/{kept.id}?_method=DELETE", form_page=RULES).status_code == 303
    assert all_of(AccountRule) == []


def test_auditors_look_others_do_not(client, cast, accepted, numbered):
    accepted()
    voucher = numbered(1)
    auditor = client(cast.auditor)
    assert auditor.get(f"{LIST}/{voucher.id}").status_code == 200
    assert auditor.get(f"{EXPORTS}/new").status_code == 403
    assert client(cast.buyer).get(LIST).status_code == 403
    assert (
        client(cast.person("foreign", "accounts_payable")).get(f"/foreign/journals/{voucher.id}").status_code
        == 404
    )


@pytest.mark.parametrize("limit", [5])
def test_the_list_costs_the_same_for_one_and_for_three(accounting, accepted, statements, limit):
    accepted()
    accounting.get(LIST)
    counts = []
    for _round in (1, 2):
        del statements[:]
        accounting.get(LIST)
        counts.append(len(statements))
        accepted(item(), times=2)
    assert counts[0] == counts[1]
    assert counts[0] <= limit
