"""取引ルール: issued by the platform's operator alone, counted before and at work at once."""

from dataclasses import replace

import pytest

from app.kernel.db import session
from app.kernel.errors import Rejected
from app.platform.audit.model import AuditEntry
from app.trade import sight
from app.trade.deals.opening import complete
from app.trade.partners.permitting import conceal
from app.trade.rooms.queries import enter
from app.trade.rulebooks.comparing import Effect, changes, draft_of, effects
from app.trade.rulebooks.model import Rulebook
from app.trade.rulebooks.queries import held, newest
from tests.trade.companies import EXPORT

LIST = "/yamada/trade-rules/"
HERE = LIST + EXPORT.key
RT = 4
"""Where road transport stands in a row of marks."""


@pytest.fixture
def operator(app, monkeypatch, client, cast):
    """The browser of an administrator of yamada, the operator of this installation."""
    monkeypatch.setitem(app.config, "CHOBA", replace(app.config["CHOBA"], operator="yamada"))
    return client(cast.system_admin)


def typed(book, denied=(), **marks):
    """What the table sends: rows whole, with `ceiling_<kind>="W"` and `default_<kind>="W"` for road transport."""
    rows = {f"ceiling-{kind}": row for kind, row in book.ceilings.items()}
    rows |= {f"default-{kind}": row for kind, row in book.defaults.items()}
    for name, mark in marks.items():
        name = name.replace("_", "-", 1)
        rows[name] = rows[name][:RT] + mark + rows[name][RT + 1 :]
    return rows | {"version": str(book.version), "denied": list(denied)}


def in_force():
    return newest(EXPORT.name)


def test_a_lowered_ceiling_is_counted_and_counts_at_once_and_a_raised_default_for_new_seats(operator, trade):
    deal, done = trade.open(), trade.open()
    for one in (deal, done):
        trade.invite(one, "SHIPPER", "HAULIER", "RT")
    with trade.as_("SHIPPER"):
        complete(enter(done, lock=True))
        sent = typed(in_force(), ceiling_gate_in_slip="R", default_gate_in_slip="W")
    refused = operator.post_form(f"{HERE}/preview", sent, form_page=HERE)
    assert (refused.status_code, refused.text.count("上限超過")) == (422, 1)
    assert 'id="wrong-gate_in_slip-RT"' in refused.text
    with trade.as_("SHIPPER"):
        before = draft_of(in_force())
        lowered = {"ceiling_gate_in_slip": "R", "default_gate_in_slip": "R"}
        raised = {"ceiling_proforma_invoice": "R", "default_proforma_invoice": "R"}
        sent = typed(in_force(), **lowered, **raised)
    shown = operator.post_form(f"{HERE}/preview", sent, form_page=HERE)
    assert (shown.status_code, shown.text.count("権限が減る"), shown.text.count("権限が増える")) == (
        200,
        1,
        0,
    )
    back = operator.post_form(HERE, {**sent, "back": "1", "note": "改定"}, form_page=HERE)
    assert (back.status_code, 'value="改定"' in back.text) == (200, True)
    assert operator.post_form(HERE, {**sent, "note": "搬入票は閲覧まで"}, form_page=HERE).status_code == 303
    assert "搬入票は閲覧まで" in operator.get(f"{HERE}/versions").text
    with trade.as_("HAULIER"):
        after = draft_of(in_force())
        assert effects(before, after, held(EXPORT.name)) == [Effect("gate_in_slip", "RT", "W", "R", 1)]
        assert len(changes(before, after)) == 4
        entered = enter(deal)
        assert (entered.allowed("gate_in_slip"), entered.allowed("proforma_invoice")) == (
            sight.READ,
            sight.NONE,
        )
    fresh = trade.open()
    trade.invite(fresh, "SHIPPER", "HAULIER", "RT")
    with trade.as_("HAULIER"):
        assert enter(fresh).allowed("proforma_invoice") == sight.READ
    with trade.as_("SHIPPER"):
        assert session.query(AuditEntry).filter_by(verb="trade_rulebook.issued").one().details["cells"] == 4


def test_a_denied_pair_cannot_hide_any_more(operator, trade):
    deal = trade.open()
    trade.invite(deal, "SHIPPER", "BROKER", "FW")
    seat = trade.invite(deal, "BROKER", "HAULIER", "RT")
    with trade.as_("BROKER"):
        assert sight.may_invite(enter(deal).room, enter(deal).seat, "RT", True)
        sent = typed(in_force(), denied=["FW:RT", "FW", "FW:XX"])
    assert operator.post_form(HERE, sent, form_page=HERE).status_code == 303
    with trade.as_("BROKER"):
        book = in_force()
        assert (book.denied, ["FW", "RT"] in book.allowed, ["FW", "CB"] in book.allowed) == (
            [["FW", "RT"]],
            False,
            True,
        )
        with pytest.raises(Rejected, match="非公開"):
            conceal(enter(deal, lock=True), seat, True)


def test_of_two_operators_the_second_hears_of_the_first(operator, trade):
    with trade.as_("SHIPPER"):
        sent = typed(in_force(), ceiling_vgm="-", default_vgm="-")
        same = typed(in_force())
    unchanged = operator.post_form(f"{HERE}/preview", same, form_page=HERE)
    assert (unchanged.status_code, "変更がありません" in unchanged.text) == (422, True)
    assert operator.post_form(HERE, sent, form_page=HERE).status_code == 303
    for path in (HERE, f"{HERE}/preview"):
        assert operator.post_form(path, sent, form_page=HERE).status_code == 409
    with trade.as_("SHIPPER"):
        asked = session.query(Rulebook.version).filter_by(pattern=EXPORT.name).order_by(Rulebook.version)
        assert [one.version for one in asked] == [1, 2]


def test_for_everybody_else_there_are_no_such_pages(operator, client, cast, app, monkeypatch):
    listed = operator.get(LIST)
    assert (listed.status_code, listed.text.count('id="pattern-'), listed.text.count("取引ルール") > 1) == (
        200,
        16,
        True,
    )
    foreign = client(cast.foreign.system_admin)
    assert foreign.get("/foreign/trade-rules/").status_code == 404
    assert "取引ルール" not in foreign.get("/foreign/trade-organisations/").text
    assert client(cast.buyer).get(LIST).status_code == 403
    assert operator.get(f"{LIST}export-FCL").status_code == 404
    monkeypatch.setitem(app.config, "CHOBA", replace(app.config["CHOBA"], operator=""))
    assert client(cast.system_admin).get(LIST).status_code == 404
