"""Business cards by the batch: brought in, read by a job, looked at, taken in, taken back."""

import io
import re
from datetime import timedelta
from pathlib import Path

from PIL import Image
from sqlalchemy import select, update

from app.kernel import clock
from app.kernel.db import session
from app.masters.partners.model import Partner
from app.records.kit import keeping
from app.sales.campaigns.record import CAMPAIGN
from app.sales.cards.alike import account_for, persons_like
from app.sales.cards.drawing import as_jpeg
from app.sales.cards.model import BusinessCard, CardBatch
from app.sales.leads.model import Lead
from app.sales.persons.model import Person
from app.sales.persons.record import PERSON
from tests.sales.card_support import HERE, jpeg, taken_in, the_card


def test_a_card_becomes_a_person(client, cast, inside, batch):
    page = batch()
    card = the_card(inside, cast)
    assert (card.state, card.found["email"]) == ("review", ["takahashi@hokuto.example.jp", 0.97])
    shown = client(cast.salesperson).get(f"{page}/cards/{card.id}").get_data(as_text=True)
    assert all(word in shown for word in ("高橋 健太郎", "card-field sure", 'data-shortcut="F4"'))
    answer = taken_in(client, cast, inside, page)
    assert (answer.status_code, answer.location) == (303, page)
    with inside(cast.salesperson) as who:
        person = session.scalars(select(Person)).one()
        card = session.scalars(select(BusinessCard)).one()
        assert (person.name, person.company_name, person.mobile) == (
            "高橋 健太郎",
            "株式会社北斗精機",
            "090-1234-5678",
        )
        assert (person.owner_id, card.state, card.person_id) == (who.id, "imported", person.id)
        where, picture = f"/yamada/persons/{person.id}", f"/yamada/files/{card.image_id}?inline=1"
    browser = client(cast.salesperson)
    assert "株式会社北斗精機</b> 営業部 課長" in browser.get(where).get_data(as_text=True)
    assert browser.get(picture).content_type == "image/jpeg"
    assert client(cast.buyer).get(picture).status_code == 404


def test_with_a_campaign_it_becomes_a_lead_as_well_once(client, cast, inside, batch):
    with inside(cast.sales_manager):
        fair = keeping.enter(
            CAMPAIGN, {"name": "展示会", "kind": "exhibition", "starts_on": clock.today()}
        ).id
        session.commit()
    page = batch((io.BytesIO(jpeg()), "a.jpg"), (io.BytesIO(jpeg("ivory")), "b.jpg"), campaign_id=str(fair))
    taken_in(client, cast, inside, page)
    with inside(cast.salesperson):
        person = session.scalars(select(Person)).one().id
    taken_in(client, cast, inside, page, 2, belongs=str(person))
    with inside(cast.salesperson):
        lead = session.scalars(select(Lead)).one()
        assert (lead.name, lead.source, lead.campaign_id, lead.person_id) == (
            "高橋 健太郎",
            "card",
            fair,
            person,
        )


def test_a_card_of_another_company_moves_the_person_there(client, cast, inside, batch, sales):
    with inside(cast.salesperson):
        old = sales.account("C1")
        new = sales.account("C2", name="北斗精機㈱").id
        values = {
            "name": "高橋 健太郎",
            "partner_id": old.id,
            "mobile": "09012345678",
            "title": "主任",
            "kana": "タカハシ",
        }
        known = keeping.enter(PERSON, values).id
        session.commit()
    page = batch()
    card = the_card(inside, cast)
    shown = client(cast.salesperson).get(f"{page}/cards/{card.id}").get_data(as_text=True)
    assert ("別の会社" in shown, f'value="{known}" checked' in shown, "同じ携帯電話" in shown) == (
        True,
        True,
        True,
    )
    taken_in(client, cast, inside, page, belongs=str(known), moved="y", partner_id=str(new))
    with inside(cast.salesperson):
        person = session.scalars(select(Person)).one()
        assert (person.partner_id, person.title) == (new, "課長")
        assert (person.email, person.mobile) == ("takahashi@hokuto.example.jp", "09012345678")


def test_an_unknown_company_becomes_an_account_with_the_card_and_goes_with_it(client, cast, inside, batch):
    page = batch((io.BytesIO(jpeg()), "a.jpg"), (io.BytesIO(jpeg("ivory")), "b.jpg"))
    here = f"{page}/cards/{the_card(inside, cast).id}"
    assert re.search(
        "<input[^>]*new_account[^>]*checked", client(cast.salesperson).get(here).get_data(as_text=True)
    )
    refused = taken_in(client, cast, inside, page, company="", new_account="y")
    assert (refused.status_code, "会社名を入力" in refused.get_data(as_text=True)) == (422, True)
    taken_in(client, cast, inside, page, new_account="y", url="www.hokuto.example.jp")
    with inside(cast.salesperson) as who:
        account, person = session.scalars(select(Partner)).one(), session.scalars(select(Person)).one()
        facts = account.name, account.phone, account.homepage, account.is_prospect, account.is_supplier
        assert facts == ("株式会社北斗精機", "052-123-4567", "https://www.hokuto.example.jp", True, False)
        assert (account.owner_id, person.partner_id, person.company_name) == (who.id, account.id, "")
        known = account.id
    shown = (
        client(cast.salesperson).get(f"{page}/cards/{the_card(inside, cast, 2).id}").get_data(as_text=True)
    )
    assert (f'value="{known}"' in shown, bool(re.search("new_account[^>]*checked", shown))) == (True, False)
    with inside(cast.salesperson):
        old = keeping.enter(PERSON, {"name": "大野 隆", "company_name": "乙社"}).id
        session.commit()
    moved = {"belongs": str(old), "moved": "y", "company": "丙社", "new_account": "y"}
    taken_in(client, cast, inside, page, 2, **moved)
    client(cast.salesperson).post_form(f"{page}/undoing", form_page=page)
    with inside(cast.salesperson):
        assert {one.name: one.state for one in session.scalars(select(Partner))} == {
            "株式会社北斗精機": "archived",
            "丙社": "archived",
        }
        assert session.get(Person, (person.tenant_id, old)).company_name == "乙社"


def test_a_card_more_fills_only_what_was_not_known(client, cast, inside, batch):
    with inside(cast.salesperson):
        known = keeping.enter(PERSON, {"name": "高橋 健太郎", "title": "主任", "mobile": "090-1234-5678"}).id
        session.commit()
    page = batch()
    taken_in(client, cast, inside, page, belongs=str(known))
    with inside(cast.salesperson):
        person = session.scalars(select(Person)).one()
        assert (person.title, person.phone) == ("主任", "052-123-4567")


def test_taking_back_lists_what_was_touched_and_returns_the_rest(client, cast, inside, batch):
    page = batch(*((io.BytesIO(jpeg(colour)), f"{colour}.jpg") for colour in ("white", "ivory")))
    taken_in(client, cast, inside, page)
    taken_in(client, cast, inside, page, 2, name="別人", email="other@hokuto.example.jp", mobile="")
    with inside(cast.salesperson):
        other = session.scalars(select(Person).where(Person.name == "別人")).one()
        keeping.change(PERSON, other, {"note": "会った"}, version=other.version)
        session.commit()
    client(cast.salesperson).post_form(f"{page}/undoing", form_page=page)
    with inside(cast.salesperson):
        states = {one.name: one.state for one in session.scalars(select(Person))}
        cards = session.scalars(select(BusinessCard).order_by(BusinessCard.position)).all()
        assert states == {"高橋 健太郎": "archived", "別人": "active"}
        assert [(one.state, one.made.get("left")) for one in cards] == [("review", None), ("imported", True)]
    assert "変更があったため残しました" in client(cast.salesperson).get(page).get_data(as_text=True)


def test_taking_back_gives_former_values_for_a_day(client, cast, inside, batch):
    with inside(cast.salesperson):
        known = keeping.enter(PERSON, {"name": "高橋 健太郎", "mobile": "090-1234-5678"}).id
        session.commit()
    page = batch((io.BytesIO(jpeg()), "a.jpg"), (io.BytesIO(jpeg("ivory")), "b.jpg"))
    taken_in(client, cast, inside, page, belongs=str(known))
    taken_in(client, cast, inside, page, 2, belongs=str(known), moved="y", title="部長")
    client(cast.salesperson).post_form(f"{page}/undoing", form_page=page)
    with inside(cast.salesperson):
        person = session.scalars(select(Person)).one()
        assert (person.title, person.phone, person.company_name, person.state) == ("", "", "", "active")
    taken_in(client, cast, inside, page, belongs=str(known))
    with inside(cast.salesperson):
        session.execute(update(BusinessCard).values(imported_at=clock.now() - timedelta(hours=25)))
        session.commit()
    answer = client(cast.salesperson).post_form(f"{page}/undoing", form_page=page)
    assert answer.status_code == 422
    with inside(cast.salesperson):
        assert session.scalars(select(Person)).one().phone == "052-123-4567"


def test_a_card_is_dealt_with_once(client, cast, inside, batch):
    page = batch()
    card = the_card(inside, cast)
    here = f"{page}/cards/{card.id}"
    client(cast.salesperson).post_form(f"{here}/skipping", form_page=here)
    assert the_card(inside, cast).state == "skipped"
    answer = taken_in(client, cast, inside, page)
    assert (answer.status_code, "対応済み" in answer.get_data(as_text=True)) == (422, True)
    with inside(cast.salesperson):
        assert session.scalars(select(Person)).all() == []


def test_what_cannot_be_read_is_typed(client, cast, inside, batch, run_jobs):
    page = batch((io.BytesIO(as_jpeg(Image.new("RGB", (60, 40)))), "tiny.jpg"))
    assert (the_card(inside, cast).state, the_card(inside, cast).found) == ("review", {})
    answer = taken_in(client, cast, inside, page)
    assert (answer.status_code, "氏名を入力してください" in answer.get_data(as_text=True)) == (422, True)
    assert taken_in(client, cast, inside, page, name="大野 隆").status_code == 303


def a_pdf(pages):
    out = io.BytesIO()
    first, *more = (Image.new("RGB", (90, 60)) for _page in range(pages))
    first.save(out, "PDF", save_all=True, append_images=more)
    return out


def a_heic():
    """A white picture of 400 by 250: what we use of HEIC only reads it, so it lies here."""
    return io.BytesIO(Path(__file__).with_name("white.heic").read_bytes())


def test_every_page_and_the_photographs_of_telephones_are_cards(inside, cast, batch):
    batch((a_heic(), "IMG_1.HEIC"), (io.BytesIO(a_pdf(3).getvalue()), "scan.pdf"))
    with inside(cast.salesperson):
        cards = session.scalars(select(BusinessCard).order_by(BusinessCard.position)).all()
        assert [(one.page, one.state) for one in cards] == [
            (0, "review"),
            (0, "review"),
            (1, "review"),
            (2, "review"),
        ]


def test_a_bad_file_keeps_none_of_the_others_out(client, cast, inside, batch):
    page = batch((io.BytesIO(jpeg()), "a.jpg"), (io.BytesIO(b"MZ" + b"x" * 500), "b.jpg"))
    with inside(cast.salesperson):
        assert len(session.scalars(select(BusinessCard)).all()) == 1
    answer = client(cast.salesperson).post_form(
        f"{page}/files", {"files": [(io.BytesIO(jpeg("ivory")), "c.jpg")]}, form_page=page,
        content_type="multipart/form-data",
    )  # fmt: skip
    assert answer.status_code == 303
    assert the_card(inside, cast, 2).state == "uploaded"
    shown = client(cast.salesperson).get(page).get_data(as_text=True)
    assert 'capture="environment"' in shown
    assert ('hx-trigger="every 2s"' in shown, "名刺を確認する" in shown) == (True, True)


def test_a_batch_of_bad_files_alone_is_none(client, cast, inside, sales):
    bad = {"name": "x", "files": [(io.BytesIO(b"MZ" + b"x" * 500), "b.jpg")]}
    answer = client(cast.salesperson).post_form(
        HERE, bad, form_page=f"{HERE}/new", content_type="multipart/form-data"
    )
    assert (answer.status_code, "b.jpg" in answer.get_data(as_text=True)) == (422, True)
    with inside(cast.salesperson):
        assert session.scalars(select(CardBatch)).all() == []


def test_accounts_are_found_by_name_and_by_domain(inside, cast, sales):
    with inside(cast.salesperson):
        named = sales.account("C1", name="㈱北斗 精機").id
        mailed = sales.account("C2", name="東亜化成", email="info@toa.example.jp").id
        session.flush()
        assert account_for("株式会社北斗精機", "") == named
        assert account_for("どこか", "x@toa.example.jp") == mailed
        assert (account_for("どこか", "x@gmail.com"), account_for("", "")) == (None, None)
        keeping.enter(PERSON, {"name": "小林 誠一", "company_name": "乙社"})
        session.flush()
        assert [one.fields for one in persons_like({"name": "小林誠一", "company": "(株)乙社"})] == [
            ("name",)
        ]
        assert persons_like({"name": "小林 誠一", "company": "丙社"}) == []
