"""Companies looked up in the public registries, compared field by field, and taken over."""

import re
from dataclasses import replace

import pytest
from sqlalchemy import select

from app.kernel.db import session
from app.masters.partners.model import Partner
from app.masters.partners.record import PARTNER
from app.masters.registries import calling, gbizinfo, houjin, operations
from app.masters.registries.calling import Unanswered
from app.masters.registries.companies import Company
from app.masters.registries.model import RegistryAnswer, RegistryKey
from app.platform.audit.model import AuditEntry
from app.records.kit import keeping
from tests.peers.registries import Gbizinfo, Houjin, corporation

OPEN, CLOSED, HEIR = "7000012050002", "1010001000006", "8010001000007"
HERE, KEYS = "/yamada/registries", "/yamada/registry-keys"
ROWS = (
    corporation(OPEN, "株式会社ＡＢＣ精機", furigana="エービーシーセイキ", enName="ABC Seiki Co., Ltd."),
    corporation(
        CLOSED, "有限会社ＡＢＣ商事", nameImageId="00012345", closeDate="2024-03-31", closeCause="11",
        successorCorporateNumber=HEIR, process="71",
    ),
    corporation(
        HEIR, "ＡＢＣホールディングス合同会社", prefectureCode="27", prefectureName="大阪府", cityName="大阪市北区"
    ),
    corporation("9010001000009", "見えないＡＢＣ", hihyoji="1"),
)  # fmt: skip
INFO = {
    OPEN: {
        "corporate_number": OPEN, "name": "株式会社ＡＢＣ精機", "kana": "Null", "name_en": None,
        "postal_code": "1000005",
        "location": "Null", "capital_stock": "10000000", "employee_number": 25, "company_url": "www.abc.example",
        "representative_name": "山田　太郎", "close_date": "Null",
    }
}  # fmt: skip


@pytest.fixture
def tax(app):
    with Houjin(*ROWS, slowness=0.8) as peer:
        yield peer


@pytest.fixture
def gbiz(app):
    with Gbizinfo(INFO, slowness=0.8) as peer:
        yield peer


@pytest.fixture
def registries(tax, gbiz, cast, inside, monkeypatch):
    """Both, with keys; the pace is that of a test."""
    monkeypatch.setattr(calling, "EVERY", 0.0)
    with inside(cast.master_admin):
        for service, key, peer in (("houjin", tax.known, tax), ("gbizinfo", gbiz.token, gbiz)):
            operations.keep_key(service, key)
            session.scalars(
                select(RegistryKey).where(RegistryKey.service == service)
            ).one().address = peer.url


def test_answers_of_both_are_read_with_all_their_quirks(tax, gbiz, cast, inside, monkeypatch):
    monkeypatch.setattr(calling, "EVERY", 0.0)
    with inside(cast.buyer):
        assert houjin.by_number(OPEN, tax.known, tax.url) == [
            Company(
                OPEN, "株式会社ABC精機", "エービーシーセイキ", "ABC Seiki Co., Ltd.", "100-0005",
                "東京都千代田区丸の内1丁目2-3",
            )
        ]  # fmt: skip
        both = houjin.by_name("ＡＢＣ", tax.known, tax.url, prefecture="13")
        assert [(one.number, one.closed_on, one.closing, one.successor, one.odd_letters) for one in both] == [
            (OPEN, "", "", "", False),
            (CLOSED, "2024-03-31", "11", HEIR, True),
        ]
        [known] = gbizinfo.by_number(OPEN, gbiz.token, gbiz.url)
        assert (known.capital, known.employees, known.kana, known.address) == (10_000_000, 25, "", "")
        assert (known.homepage, known.representative) == ("https://www.abc.example", "山田 太郎")
        assert gbizinfo.by_name("どこにもない", gbiz.token, gbiz.url) == []


@pytest.mark.parametrize(
    "step, reason, tries",
    [(503, "failing", 2), (429, "busy", 2), ("cut", "unreachable", 1), ("slow", "slow", 1), ("broken", "unreadable", 1),
     (400, "refused", 1)],
)  # fmt: skip
def test_trouble_is_told_and_asked_again_only_where_that_helps(
    tax, gbiz, cast, inside, monkeypatch, step, reason, tries
):
    monkeypatch.setattr(calling, "EVERY", 0.0)
    monkeypatch.setattr(calling, "REGISTRY", replace(calling.REGISTRY, timeout=0.4))
    for peer, ask in ((tax, houjin.by_number), (gbiz, gbizinfo.by_number)):
        peer.fail(step, times=2, **({"Retry-After": "0.01"} if isinstance(step, int) else {}))
        with inside(cast.buyer), pytest.raises(Unanswered) as trouble:
            ask(OPEN, getattr(peer, "known", "") or peer.token, peer.url)
        assert (trouble.value.reason, len(peer.asked)) == (reason, tries)
        peer.plan.clear()
        with inside(cast.buyer), pytest.raises(Unanswered) as wrong:
            ask(OPEN, "a wrong key", peer.url)
        assert wrong.value.reason == "key"


def test_from_a_name_to_a_new_partner_whose_form_is_filled_in(registries, client, cast, tax):
    buyer = client(cast.buyer)
    assert "法人番号から入力" in buyer.get("/yamada/partners/new").get_data(as_text=True)
    form = buyer.get(HERE).get_data(as_text=True)
    assert "キーが必要" not in form
    found = buyer.post_form(
        f"{HERE}/searches", {"q": "(株)ABC", "place": "千代田", "prefecture": ""}, form_page=HERE
    )
    shown = found.get_data(as_text=True)
    assert [one in shown for one in ("株式会社ABC精機", "有限会社ABC商事", "ホールディングス", "見えない")] == [
        True, True, False, False,
    ]  # fmt: skip
    asked = len(tax.asked)
    buyer.post_form(f"{HERE}/searches", {"q": "ＡＢＣ", "prefecture": ""}, form_page=HERE)
    buyer.post_form(f"{HERE}/searches", {"q": "ABC", "prefecture": ""}, form_page=HERE)
    assert len(tax.asked) == asked + 1
    looked = buyer.post_form(f"{HERE}/companies/{OPEN}/lookup", {"partner": ""}, form_page=HERE)
    page = buyer.get(looked.location).get_data(as_text=True)
    assert all(
        one in page for one in ("10,000,000", "東京都千代田区丸の内1丁目2-3", "https://www.abc.example")
    )
    filled = dict(re.findall(r'name="(\w+)" value="([^"]+)" aria-label', page))
    begun = buyer.get("/yamada/partners/new", query_string=filled).get_data(as_text=True)
    assert all(f'value="{one}"' in begun for one in ("株式会社ABC精機", OPEN, "100-0005"))
    gone = buyer.post_form(f"{HERE}/companies/{CLOSED}/lookup", {"partner": ""}, form_page=HERE)
    closed = buyer.get(gone.location).get_data(as_text=True)
    assert all(one in closed for one in ("2024/03/31(日)", HEIR, "外字"))


def test_what_stands_already_is_kept_unless_it_is_chosen(registries, client, cast, inside):
    with inside(cast.buyer):
        row = keeping.enter(
            PARTNER, {"code": "A1", "name": "ABC精機", "address": "東京都千代田区", "employees": 3}
        )
        partner = row.id
    buyer = client(cast.buyer)
    assert "法人番号から入力" in buyer.get(f"/yamada/partners/{partner}").get_data(as_text=True)
    looked = buyer.post_form(f"{HERE}/companies/{OPEN}/lookup", {"partner": str(partner)}, form_page=HERE)
    page = buyer.get(looked.location).get_data(as_text=True)
    ticked = re.findall(r'value="(\w+)" aria-label="[^"]+" checked', page)
    assert ticked == ["corporate_number", "kana", "name_en", "postal_code", "capital", "homepage"]
    version = re.search(r'name="version"[^>]*value="(\d+)"', page)[1]
    facts = {"partner": str(partner), "take": [*ticked, "address"], "version": version}
    done = buyer.post_form(f"{HERE}/companies/{OPEN}", facts, form_page=looked.location)
    assert done.status_code == 303
    with inside(cast.buyer):
        row = session.scalars(select(Partner).execution_options(populate_existing=True)).one()
        assert (row.name, row.employees, row.address) == ("ABC精機", 3, "東京都千代田区丸の内1丁目2-3")
        assert (row.corporate_number, row.capital, row.kana) == (OPEN, 10_000_000, "エービーシーセイキ")
        line = session.scalars(select(AuditEntry).where(AuditEntry.verb == "partner.changed")).one()
        assert line.details["registry"] == OPEN
    late = buyer.post_form(f"{HERE}/companies/{OPEN}", facts, form_page=looked.location)
    assert late.status_code in (409, 422)


def test_without_keys_the_page_says_what_to_do_and_keys_are_never_shown(client, cast, inside):
    page = client(cast.buyer).get(HERE).get_data(as_text=True)
    assert all(one in page for one in ("照会できる公表サイトがまだありません", "手で入力する"))
    refused = client(cast.buyer).post_form(f"{HERE}/searches", {"q": "ABC"}, form_page="/yamada/partners/new")
    assert refused.status_code == 422
    admin = client(cast.system_admin)
    assert admin.post_form(KEYS, {"houjin": "secret-app-id"}, form_page=KEYS).status_code == 303
    shown = admin.get(KEYS).get_data(as_text=True)
    assert ("secret-app-id" in shown, "登録済み" in shown) == (False, True)
    with inside(cast.system_admin):
        assert session.scalars(select(RegistryKey)).one().key == "secret-app-id"
        assert session.scalars(select(RegistryAnswer)).all() == []
    admin.post_form(f"{KEYS}/houjin?_method=DELETE", {}, form_page=KEYS)
    with inside(cast.system_admin):
        assert session.scalars(select(RegistryKey)).one().key == ""
    assert client(cast.buyer).get(KEYS).status_code == 403
