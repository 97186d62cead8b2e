"""Choices of standard fields as code lists of the tenant."""

import re

import pytest
from sqlalchemy import select

from app.kernel.db import session
from app.kernel.errors import Rejected
from app.masters.partners.record import PARTNER
from app.records.codes.operations import delete_list, keep_list, merge
from app.records.codes.standard import lists, own_lists
from app.records.custom_fields import reworking
from app.records.custom_fields.model import Rework
from app.records.kit import keeping
from app.records.layouts.shaping import content_of, offered_of, shaped
from app.sales.activities.record import ACTIVITY
from app.sales.persons.record import PERSON

HERE = "/yamada/layouts/codes"


def value(code, label="", **more):
    return {"code": code, "label": {"ja": label} if label else {}, **more}


def kept(name, *values, version=0):
    keep_list(name, {"ja": "-"}, list(values), version=version)
    session.flush()


def said(name):
    return [(code, str(label)) for code, label in offered_of(*name)]


def test_a_tenant_arranges_ranks_and_everything_follows(inside, cast, partner):
    partner("P-1", "北関東", rank="A")
    with inside(cast.master_admin):
        assert said((PARTNER, "rank"))[:3] == [("", "未設定"), ("A", "A"), ("B", "B")]
        kept("partner.rank", value("S", "最重要", tone="done"), value("A", "重要"), value("B", retired=True))
        assert said((PARTNER, "rank")) == [("", "未設定"), ("S", "最重要"), ("A", "重要")]
        assert (shaped(PARTNER).fields["rank"].tones, own_lists()) == ({"S": "done"}, {})
        assert [one["code"] for one in lists()["partner.rank"]["values"]] == ["S", "A", "B"]
        session.commit()
    with inside(cast.master_admin):
        with pytest.raises(Rejected) as refused:
            kept("partner.rank", value("S", "最重要"), version=1)
        assert refused.value.values == {"count": 1, "value": "重要"}
        kept("partner.rank", value("S", "最重要"), value("A", "重要"), version=1)
        merge("partner.rank", "A", "S", version=2)
        [work] = session.scalars(select(Rework).where(Rework.record_type == "partner"))
        reworking.go_on(work.id)
        row = session.scalars(select(PARTNER.model).where(PARTNER.model.code == "P-1")).one()
        assert (row.rank, row.version) == ("S", 2)
        keeping.change(PARTNER, row, {"rank": ""}, version=2)
        delete_list("partner.rank", version=3)
        session.flush()
        assert [code for code, _label in said((PARTNER, "rank"))] == ["", "A", "B", "C", "D"]
        assert content_of("codes") == {}


def test_values_the_program_works_with_stay(inside, cast):
    with inside(cast.master_admin):
        tries = {
            "activity.kind": ([value("visit", "訪問")], "メール"),
            "person.role": ([value("decider", "決裁")], "影響力あり"),
        }
        for name, (values, lost) in tries.items():
            with pytest.raises(Rejected) as refused:
                keep_list(name, {}, values, version=0)
            assert lost in refused.value.values["names"]
        everybody = lists()["person.role"]["values"]
        with pytest.raises(Rejected) as refused:
            keep_list("person.role", {}, [*everybody, value("spy", "偵察")], version=0)
        assert refused.value.field == f"values-{len(everybody)}-code"
        with pytest.raises(Rejected) as refused:
            keep_list("activity.kind", {}, [value("visit", "訪問", retired=True), value("mail")], version=0)
        assert (refused.value.field, content_of("codes")) == ("values-0-retired", {})
        kept("activity.kind", value("fair", "展示会"), value("visit", "ご訪問"), value("mail", retired=True))
        assert said((ACTIVITY, "kind")) == [("fair", "展示会"), ("visit", "ご訪問")]
        assert [code for code, _label in said((PERSON, "role"))][1] == "decider"


def test_the_list_is_kept_on_its_page_and_logging_offers_it(client, cast, inside):
    browser = client(cast.master_admin)
    shown = browser.get(f"{HERE}/activity.kind").get_data(as_text=True)
    codes = re.findall(r'name="values-\d+-code"[^>]*value="(\w+)"', shown)
    assert (codes[:4], "鍵の付いた値" in shown) == (["visit", "call", "web", "mail"], True)
    lines = ({"code": "visit", "ja": "客先訪問"}, {"code": "mail", "ja": "メール"})
    typed = {
        f"values-{number}-{name}": text
        for number, line in enumerate(lines)
        for name, text in {**line, "tone": ""}.items()
    }
    saved = browser.post_form(
        f"{HERE}/activity.kind", {**typed, "version": "0"}, form_page=f"{HERE}/activity.kind"
    )
    assert saved.status_code == 303
    index = browser.get(f"{HERE}/").get_data(as_text=True)
    assert ("客先訪問、メール" in index, "自社の設定" in index) == (True, True)
    form = client(cast.salesperson).get("/yamada/activities/results/new").get_data(as_text=True)
    assert ("客先訪問" in form, "Web会議" in form) == (True, False)
    page = f"{HERE}/activity.kind"
    back = browser.post_form(f"{page}?_method=DELETE", {"version": "1"}, form_page=page)
    assert (back.status_code, back.location) == (303, f"{HERE}/")
    with inside(cast.master_admin):
        assert content_of("codes") == {}
