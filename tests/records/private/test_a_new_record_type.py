"""A record type that the code has never heard of gets every screen, file and door from its description alone."""

import csv
import inspect
import io
import re

import pytest
from sqlalchemy import select

from app.kernel.db import session
from app.platform.audit.queries import trail_of
from app.records.attachments.queries import files_of
from app.records.comments.model import Comment
from app.records.exports.model import Export
from app.records.imports import operations as imports
from app.records.imports.model import Import
from app.records.layouts.operations import configure
from app.records.layouts.shaping import shaped
from tests.records.rest.conftest import program, token_of  # noqa: F401 -- fixtures of programs
from tests.support import private_records

OWN = {"x_rank": {"kind": "text", "label": {"ja": "ランク"}, "slot": "slot_text_1"}}


@pytest.fixture
def arranged(inside, cast, kind):
    """The record type with an own field."""
    with inside(cast.system_admin):
        configure(f"record:{kind.name}", {"fields": OWN}, "made")
        return shaped(kind)


def lines(function):
    source = inspect.getsource(function).splitlines()
    return len([line for line in source if line.strip()])


def test_its_declaration_is_short():
    assert lines(private_records._model) + lines(private_records.deal) < 80


def test_the_screens_take_it_in_show_it_and_change_it(client, cast, arranged):
    page, here = client(cast.buyer), "/yamada/trial-deals"
    values = {"code": "D-1", "name": "冬の案件", "amount": "1,200", "x_rank": "甲"}
    made = page.post_form(here, values, form_page=f"{here}/new")
    record = made.headers["Location"]
    assert (made.status_code, "冬の案件" in page.get(record).get_data(as_text=True)) == (303, True)
    edit = page.get(f"{record}/edit").get_data(as_text=True)
    hidden = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', edit))
    page.post(record, data={**hidden, **values, "amount": "1,500"})
    listed = page.get(f"{here}?amount.from=1500&x_rank.is=甲&sort=-amount").get_data(as_text=True)
    assert "D-1" in listed
    assert "D-1" not in page.get(f"{here}?amount.from=1501").get_data(as_text=True)
    assert "1200" in page.get(f"{record}/history").get_data(as_text=True)
    assert "冬の案件" in page.get(f"{record}/copy").get_data(as_text=True)


def test_people_speak_about_it_and_put_files_on_it(client, cast, deal, inside):
    row, page = deal("D-1", "冬の案件"), client(cast.buyer)
    here = f"/yamada/trial-deals/{row.id}"
    page.post_form(f"{here}/comments", {"body": "先方は前向きです。"}, form_page=here)
    files = {"files": [(io.BytesIO("議事録".encode()), "議事録.txt")]}
    page.post_form(f"{here}/files", files, form_page=here, content_type="multipart/form-data")
    with inside(cast.buyer):
        assert [one.body for one in session.scalars(select(Comment))] == ["先方は前向きです。"]
        assert [one.name for one in files_of(row.id)[0]] == ["議事録.txt"]


def test_files_bring_it_in_and_take_it_out_again(client, cast, arranged, inside, run_jobs):
    content = "案件番号,案件名,見込金額,ランク\nD-1,冬の案件,1200,甲\nD-2,,5,乙\n".encode("cp932")
    with inside(cast.master_admin):
        made = imports.upload(arranged, io.BytesIO(content), "案件.csv")
        imports.start(arranged, made)
        session.commit()
    run_jobs()
    page = client(cast.master_admin)
    with inside(cast.master_admin):
        counts = session.get(Import, (made.tenant_id, made.id)).counts
    assert {name: counts[name] for name in ("created", "refused")} == {"created": 1, "refused": 1}
    answer = page.post_form(
        "/yamada/trial-deals/exports", {"format": "utf8", "columns": "all"}, form_page="/yamada/trial-deals"
    )
    run_jobs()
    with inside(cast.master_admin):
        assert session.scalars(select(Export)).one().state == "done"
    with page.get(f"{answer.headers['Location']}/file") as file:
        rows = list(csv.reader(io.StringIO(file.data.decode("utf-8-sig"))))
    told = dict(zip(rows[0], rows[1], strict=True))
    assert (told["案件番号"], told["見込金額"], told["ランク"]) == ("D-1", "1200", "甲")


def test_programs_reach_it_with_everything_it_has(program, cast, arranged, inside):  # noqa: F811 -- a fixture
    ask = program(cast.buyer)
    sent = {"code": "D-9", "name": "夏の案件", "amount": 10, "custom": {"rank": "甲"}}
    made = ask("POST", "/trial-deals", sent)
    assert (made.status_code, made.get_json()["custom"]) == (201, {"rank": "甲"})
    assert [one["code"] for one in ask("GET", "/trial-deals?x_rank.is=甲").get_json()["items"]] == ["D-9"]
    record = made.headers["Location"].removeprefix("/yamada/api/v1")
    assert ask("PATCH", record, {"amount": 11}, If_Match='"1"').get_json()["amount"] == 11
    assert "custom" in str(ask("GET", "/openapi.json").get_json()["components"]["schemas"])
    with inside(cast.buyer):
        trail = [one.verb for one in session.scalars(trail_of(made.get_json()["id"]))]
    assert trail == ["trial_deal.changed", "trial_deal.created"]
