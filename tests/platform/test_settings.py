"""設定: declared with a default, changed for one tenant, with a trace."""

import pytest

from app.kernel.db import db
from app.kernel.errors import Rejected
from app.platform.audit.model import AuditEntry
from app.platform.settings import choose, setting, value_of
from app.platform.settings.choosing import SETTINGS, choose_all, values
from app.platform.settings.model import Setting

NAMES = ("trial.days", "trial.rule", "trial.open")


@pytest.fixture(autouse=True)
def declared():
    setting("trial.days", "Settings", 7)
    setting("trial.rule", "Settings", "lowest", choices=(("lowest", "Settings"), ("any", "Save")))
    setting("trial.open", "Settings", default=False)
    yield
    for name in NAMES:
        SETTINGS.pop(name)


def test_an_untouched_setting_has_its_default(inside, cast):
    with inside(cast.buyer):
        assert value_of("trial.days") == 7
        assert {name: values()[name] for name in NAMES} == dict(zip(NAMES, (7, "lowest", False), strict=True))


def test_a_change_holds_for_this_tenant_and_leaves_a_trace(inside, cast):
    with inside(cast.system_admin):
        choose("trial.days", 14)
        choose("trial.days", 14)
        assert value_of("trial.days") == 14
        entry = db.session.query(AuditEntry).one()
        assert (entry.verb, entry.details) == ("setting.changed", {"changes": {"trial.days": [7, 14]}})
    with inside(cast.kanda.supplier_admin):
        assert value_of("trial.days") == 7


def test_a_value_that_is_not_offered_is_refused(inside, cast):
    with inside(cast.system_admin), pytest.raises(Rejected):
        choose("trial.rule", "highest")


@pytest.mark.parametrize("wrong", [{"trial.rule": "highest"}, {"trial.days": "なな"}])
def test_of_several_changes_all_hold_or_none(inside, cast, wrong):
    with inside(cast.system_admin):
        refusal = choose_all({"trial.open": "1", **wrong})
        assert isinstance(refusal, Rejected)
        assert db.session.query(Setting).count() == 0


def test_the_page_reads_numbers_as_people_type_them(client, cast):
    browser = client(cast.system_admin)
    typed = {"trial.days": "１４", "trial.rule": "any", "trial.open": "1"}
    assert browser.post_form("/yamada/settings/", typed).status_code == 303
    with cast.inside(cast.system_admin):
        assert [value_of(name) for name in NAMES] == [14, "any", True]


def test_the_page_says_what_is_wrong_and_keeps_what_was_typed(client, cast):
    answer = client(cast.system_admin).post_form("/yamada/settings/", {"trial.days": "なな"})
    assert answer.status_code == 422
    assert "なな" in answer.text
    assert client(cast.buyer).get("/yamada/settings/").status_code == 403
