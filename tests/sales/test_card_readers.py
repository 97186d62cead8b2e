"""Cards read by Google Cloud Vision: the client against a server made from its documentation, and the choice."""

import io
from dataclasses import replace

import pytest
from PIL import Image
from sqlalchemy import select

from app.kernel.db import session
from app.platform.audit.model import AuditEntry
from app.sales.cards.drawing import as_jpeg
from app.sales.cards.model import BusinessCard
from app.sales.readers.model import CardReader
from app.sales.recognition import choosing, vision
from app.sales.recognition.fields import fields_from
from app.sales.recognition.lines import Line
from tests.peers.vision import Vision

CARD = Image.new("RGB", (900, 550), "white")
SAYS = [
    ("株式会社北斗精機", 0, 20, 40),
    ("営業部 課長", 0, 100, 25),
    ("高橋 健太郎", 0, 150, 60),
    ("TEL 052-123-4567", 0, 300, 20),
]
PAGE = "/yamada/card-reader"


@pytest.fixture
def google(app):
    with Vision(scale=0.01, slowness=0.6) as peer:
        peer.says = SAYS
        yield peer


@pytest.fixture
def hasty(monkeypatch):
    """A client that waits for half a second."""
    monkeypatch.setattr(vision, "SERVICE", replace(vision.SERVICE, timeout=0.4))


def asked(google, key="AIza-key", image=CARD):
    return vision.recognise(image, key, google.url)


def test_lines_come_with_their_places_and_fields_follow(google):
    lines = asked(google)
    assert lines[2] == Line("高橋 健太郎", 0.97, 0, 150, 360, 60)
    found = {name: one.value for name, one in fields_from(lines).items()}
    assert found == {
        "name": "高橋 健太郎", "company": "株式会社北斗精機", "department": "営業部", "title": "課長",
        "phone": "052-123-4567",
    }  # fmt: skip
    google.says = []
    assert asked(google) == []


def test_a_large_picture_is_made_small_enough_to_be_sent(google):
    asked(google, image=Image.effect_noise((3200, 2400), 120).convert("RGB"))
    assert len(google.pictures[0]) < vision.MOST_SENT
    assert google.answered(200) == ["annotate"]


@pytest.mark.parametrize(
    "trouble, reason, tries",
    [
        ((429, {"Retry-After": "60"}), "busy", 1),
        ((503, {"Retry-After": "0.01"}), "failing", 2),
        ((404, {}), "refused", 1),
        (("cut", {}), "unreachable", 1),
        (("slow", {}), "slow", 1),
        (("broken", {}), "unreadable", 1),
    ],
)
def test_what_goes_wrong_has_a_reason(google, hasty, trouble, reason, tries):
    step, headers = trouble
    google.fail(step, times=tries, **headers)
    with pytest.raises(vision.Unread) as unread:
        asked(google)
    assert (unread.value.reason, google.asked_for("annotate")) == (reason, tries)


def test_keys_and_rights_are_told_apart_and_a_short_trouble_is_waited_out(google):
    google.fail(503, **{"Retry-After": "0.01"})
    assert len(asked(google)) == 4
    for key, may_use, reason in (("wrong", True, "key"), ("AIza-key", False, "forbidden")):
        google.may_use = may_use
        with pytest.raises(vision.Unread) as unread:
            asked(google, key)
        assert unread.value.reason == reason


@pytest.fixture
def brought(client, cast, inside, sales, run_jobs):
    """`brought()`: a card comes in and is read; answers it."""
    before = choosing.use(lambda image: [Line("東亜化成株式会社", 0.9, 0, 0, 300, 30)])

    def bring():
        files = [(io.BytesIO(as_jpeg(CARD)), "a.jpg")]
        client(cast.salesperson).post_form(
            "/yamada/cards",
            {"files": files},
            form_page="/yamada/cards/new",
            content_type="multipart/form-data",
        )
        run_jobs()
        with inside(cast.salesperson):
            return session.scalars(select(BusinessCard).order_by(BusinessCard.created_at.desc())).first()

    yield bring
    choosing.use(before)


def test_an_administrator_switches_it_on_and_what_fails_is_read_here(
    client, cast, inside, google, brought, run_jobs
):
    admin, seller = client(cast.sales_admin), client(cast.salesperson)
    assert (seller.get(PAGE).status_code, brought().read_by) == (403, "local")
    assert "外部には送信しません" in seller.get("/yamada/cards/new").get_data(as_text=True)
    refused = admin.post_form(PAGE, {"service": "google", "region": "eu"}, form_page=PAGE)
    assert (refused.status_code, "先にGoogle Cloud Vision" in refused.get_data(as_text=True)) == (422, True)
    chosen = {"service": "google", "region": "", "key": "AIza-key"}
    assert admin.post_form(PAGE, chosen, form_page=PAGE).status_code == 303
    with inside(cast.sales_admin):
        session.scalars(select(CardReader)).one().address = google.url
        session.commit()
    assert "Google Cloud Visionに送信" in seller.get("/yamada/cards/new").get_data(as_text=True)
    assert "AIza-key" not in admin.get(PAGE).get_data(as_text=True)
    card = brought()
    assert (card.read_by, card.notice, card.found["name"]) == ("google", "", ["高橋 健太郎", 0.921])

    admin.post_form(f"{PAGE}/checks", form_page=PAGE)
    run_jobs()
    assert "正しく動作しません" in admin.get(PAGE).get_data(as_text=True)
    google.says = [("株式会社帳場 2026", 0, 0, 50)]
    admin.post_form(f"{PAGE}/checks", form_page=PAGE)
    run_jobs()
    assert "サービスは正しく動作しています" in admin.get(PAGE).get_data(as_text=True)

    google.fail(503, times=2, **{"Retry-After": "0.01"})
    card, asked_before = brought(), len(google.asked)
    assert (card.read_by, card.found["company"][0]) == ("local", "東亜化成株式会社")
    shown = seller.get(f"/yamada/cards/{card.batch_id}/cards/{card.id}").get_data(as_text=True)
    assert "代わりに社内のサーバーで読み取りました" in shown
    assert (brought().read_by, len(google.asked)) == ("local", asked_before)

    admin.post_form(f"{PAGE}/key?_method=DELETE", form_page=PAGE)
    with inside(cast.sales_admin):
        reader = session.scalars(select(CardReader)).one()
        trail = str([one.details for one in session.scalars(select(AuditEntry))])
        assert (reader.key, reader.switched_on, "AIza" in trail) == ("", False, False)
