"""組織: set up by the company, found as they allow, looked at by nobody else."""

from app.kernel.db import db, session
from app.platform.audit.model import AuditEntry
from app.trade.organisations.model import TradeOrganisation
from app.trade.organisations.queries import AT, GUESSES, acted_for, found_by_code, found_by_name
from app.web.limits import Guesses

LIST = "/yamada/trade-organisations/"


def typed(cast, **changes):
    return {
        "code": "YAMADA-TYO",
        "name": "東京物流部",
        "kana": "トウキョウブツリュウブ",
        "prefecture": "13",
        "types": ["SH", "FW"],
        "default_type": "SH",
        "searchable": "y",
        "members": [str(cast.trade_clerk.user_id)],
    } | changes


def test_an_organisation_is_added_found_changed_and_switched_off(client, cast):
    browser = client(cast.system_admin)
    assert "組織がまだありません" in browser.get(LIST).text
    sent = browser.post_form(LIST, typed(cast), form_page=f"{LIST}new")
    assert sent.status_code == 303, sent.text
    assert "東京物流部" in browser.get(sent.location).text
    assert "荷主、海貨業者" in browser.get(LIST).text
    with cast.inside(cast.trade_clerk):
        [row] = session.query(TradeOrganisation).all()
        assert acted_for() == [row.id]
        assert [one.code for one in found_by_name("とうきょう")] == ["YAMADA-TYO"]
    changed = typed(cast, version="1", name="東京営業所", types=["FW"], default_type="FW", enabled="y")
    changed.pop("searchable")
    changed["members"] = []
    assert browser.post_form(sent.location, changed).status_code == 303
    assert browser.post_form(sent.location, changed).status_code == 409
    with cast.inside(cast.trade_clerk):
        assert (acted_for(), found_by_name("東京"), found_by_code("YAMADA-TYO").types) == ([], [], ["FW"])
        entry = db.session.query(AuditEntry).filter_by(verb="trade_organisation.changed").one()
        assert entry.details["changes"]["name"] == ["東京物流部", "東京営業所"]
    off = {**changed, "version": "2"}
    off.pop("enabled")
    assert browser.post_form(sent.location, off).status_code == 303
    with cast.inside(cast.trade_clerk):
        assert found_by_code("YAMADA-TYO") is None


def test_what_cannot_be_is_refused_beside_its_field(client, cast, trade):
    browser = client(cast.system_admin)
    for changes, said in (
        ({"code": "LINE"}, "この組織IDは使われています"),
        ({"code": "横浜"}, "半角の英数字"),
        ({"types": []}, "事業種別を1つ以上"),
        ({"default_type": "OC"}, "デフォルト事業種別は"),
        ({"name": " "}, "組織名を入力"),
    ):
        refused = browser.post_form(LIST, typed(cast, **changes), form_page=f"{LIST}new")
        assert (refused.status_code, said in refused.text) == (422, True), said
    with trade.as_("SHIPPER"):
        assert session.query(TradeOrganisation).count() == 1


def test_ids_that_are_taken_can_be_guessed_at_twenty_times_an_hour(client, cast, trade):
    someone, here = cast.kanda.supplier_admin, "/kanda/trade-organisations/"
    browser = client(someone)

    def added(code):
        answer = browser.post_form(here, typed(cast, code=code, members=[]), form_page=f"{here}new")
        return answer.status_code, answer.text.count("使われています"), answer.text.count("1時間ほど")

    assert added("FREE-1")[0] == 303
    with cast.inside(someone):
        assert [Guesses(GUESSES, AT).spend() for _try in range(19)] == [True] * 19
    assert added("LINE") == (422, 2, 0)  # above the form and beside the field
    assert added("LINE") == added("FREE-2") == (422, 0, 2)


def test_organisations_are_set_up_by_who_may(client, cast, trade):
    assert client(cast.trade_clerk).get(LIST).status_code == 403
    foreign = trade.made["LINE"].id
    assert client(cast.system_admin).get(f"{LIST}{foreign}").status_code == 404
