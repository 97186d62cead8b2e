"""The screens of mails: templates with preview, a mail to one, to many, what shops want."""

import re

import pytest
from sqlalchemy import select

from app.commerce.channels.model import ChannelCredential
from app.commerce.mails.model import MailBatch, MailSentence, MailTemplate, OrderMail, ShopMailing
from app.commerce.mails.planning import plan
from app.kernel import clock
from app.kernel.db import session
from app.platform.mail.model import Mail
from tests.commerce.orders.conftest import MORNING


@pytest.fixture
def orders(shop, cast, browse):
    """Two orders that are ready; the address of a page, and a browser of the manager."""
    shop.product("A", 9)
    shop.take(shop.order("1"), shop.order("2"))
    session.commit()
    return browse(cast.shop_manager)


def ask(cast, statement):
    with cast.inside(cast.shop_manager):
        return session.scalars(statement).all()


def template(**values):
    plain = {
        "kind": "thanks",
        "name": "御礼",
        "subject": "件名 {受注番号}",
        "body": "{お名前} 様",
        "with_html": "y",
    }
    return plain | dict.fromkeys(("channel_id", "payment_kind", "rank_id", "language"), "") | values


def test_a_template_is_written_and_its_mistakes_are_named(orders, cast):
    refused = orders.post("/yamada/mail-templates", data=template(body="{お名まえ}"))
    assert (refused.status_code, "{お名まえ} という差し込み項目はありません" in refused.text) == (422, True)
    assert ask(cast, select(MailTemplate)) == []
    assert orders.post("/yamada/mail-templates", data=template()).status_code == 303
    [made] = ask(cast, select(MailTemplate))
    assert (made.name, made.version, made.changed_by_name) == ("御礼", 1, "shop_manager yamada")
    assert "御礼" in orders.get("/yamada/mail-templates?number=1").text
    page = orders.get(f"/yamada/mail-templates/{made.id}/edit")
    assert "件名 {受注番号}" in page.text
    done = orders.post(f"/yamada/mail-templates/{made.id}", data=template(version="1", body="{お名前} さま"))
    assert done.status_code == 303
    assert orders.delete(f"/yamada/mail-templates/{made.id}").status_code == 303
    assert ask(cast, select(MailTemplate.version).where(MailTemplate.retired_at.is_not(None))) == [2]


def test_a_preview_shows_a_real_order_as_its_buyer_sees_it(orders, cast):
    there = "/yamada/mail-templates/preview"
    page = orders.post(there, data=template(number="1", body="{お名前} 様\n\n{明細}"))
    assert "<p>山田 花子 様</p>" in page.text
    assert "<td>品物 A × 1</td>" in page.text
    assert "波かっこ" in orders.post(there, data=template(number="1", body="{お名前")).text
    assert "この番号の注文はありません" in orders.post(there, data=template(number="99")).text


def test_a_test_mail_goes_to_oneself_alone(orders, cast):
    orders.post("/yamada/mail-templates/trials", data=template(number="1"))
    [mail] = ask(cast, select(Mail).where(Mail.kind == "commerce/test"))
    with cast.inside(cast.shop_manager):
        letter = mail.letter
    assert (letter.to_address, letter.subject, letter.text) == (
        cast.shop_manager.email, "[TEST] 件名 1", "山田 花子 様\n",
    )  # fmt: skip
    assert ask(cast, select(OrderMail)) == []


def test_a_sentence_is_a_row_of_when_and_then(orders, cast):
    values = {"spot": "お届け", "name": "冷蔵", "position": "10", "text": "お早めに。", "temperature": ["chilled"],
              "gift": "no", "wished": "", "island": "", "first": "", "product": "A\nB"}  # fmt: skip
    assert orders.post("/yamada/mail-sentences", data=values).status_code == 303
    [made] = ask(cast, select(MailSentence))
    assert made.conditions == {"temperature": ["chilled"], "gift": ["no"], "product": ["A", "B"]}
    assert "お早めに。" in orders.get("/yamada/mail-sentences").text
    page = orders.get(f"/yamada/mail-sentences/{made.id}/edit").text
    assert re.search(r'<input[^>]*value="chilled"[^>]*checked|<input[^>]*checked[^>]*value="chilled"', page)
    changed = values | {"version": "1", "temperature": [], "own_spot": "季節"}
    assert orders.post(f"/yamada/mail-sentences/{made.id}", data=changed).status_code == 303
    [made] = ask(cast, select(MailSentence).execution_options(populate_existing=True))
    assert (made.spot, made.conditions, made.version) == ("季節", {"gift": ["no"], "product": ["A", "B"]}, 2)
    assert orders.delete(f"/yamada/mail-sentences/{made.id}").status_code == 303
    assert ask(cast, select(MailSentence)) == []


def test_a_mail_is_written_from_the_page_of_a_slip(orders, shop, cast):
    with cast.inside(cast.shop_manager):
        slip_id = shop.slip("1").id
    there = f"/yamada/slips/{slip_id}/mails"
    assert there + "/new" in orders.get(f"/yamada/slips/{slip_id}").text
    assert "初期テンプレート" in orders.get(f"{there}/new?kind=thanks").text
    assert orders.post(there, data={"kind": "free", "subject": "x", "body": "{入金日}"}).status_code == 422
    sent = orders.post(there, data={"kind": "free", "subject": "ご連絡", "body": "{お名前} 様"})
    [mail] = ask(cast, select(OrderMail))
    assert sent.headers["Location"].endswith(f"/yamada/customer-mails/{mail.id}")
    page = orders.get(f"/yamada/customer-mails/{mail.id}").text
    assert "山田 花子 様" in page
    assert "ご連絡" not in orders.get("/yamada/customer-mails").text
    assert "自由文" in orders.get(f"/yamada/slips/{slip_id}").text


def test_who_may_not_see_persons_does_not_read_mails(orders, shop, cast, client):
    with cast.inside(cast.shop_manager), clock.frozen(MORNING):
        plan([shop.slip("1").id], "thanks")
        session.commit()
    [mail] = ask(cast, select(OrderMail))
    assert client(cast.auditor).get(f"/yamada/customer-mails/{mail.id}").status_code == 403
    assert f"customer-mails/{mail.id}" not in client(cast.auditor).get("/yamada/customer-mails").text
    assert orders.post(f"/yamada/customer-mails/{mail.id}/stoppage").status_code == 303
    assert ask(cast, select(OrderMail.why)) == ["person"]
    assert orders.post(f"/yamada/customer-mails/{mail.id}/attempts").status_code == 303
    assert ask(cast, select(OrderMail.state)) == ["planned"]


def test_mails_to_many_show_samples_before_they_begin(orders, shop, cast):
    with cast.inside(cast.shop_manager):
        ids = [str(shop.slip(number).id) for number in "12"]
    assert orders.get("/yamada/mail-batches/new", query_string={"ids": ids}).status_code == 200
    form = {"ids": ids, "kind": "free", "subject": "件名", "body": "{お名前} 様", "minutes": "10"}
    looked = orders.post("/yamada/mail-batches", data=form)
    assert (looked.status_code, looked.text.count("<p>山田 花子 様</p>")) == (200, 2)
    assert ask(cast, select(MailBatch)) == []
    begun = orders.post("/yamada/mail-batches", data=form | _looked(looked))
    [batch] = ask(cast, select(MailBatch))
    assert begun.headers["Location"].endswith(f"/yamada/mail-batches/{batch.id}")
    assert "送信を取り消す" in orders.get(f"/yamada/mail-batches/{batch.id}").text
    assert "自由文" in orders.get("/yamada/mail-batches").text
    assert orders.delete(f"/yamada/mail-batches/{batch.id}").status_code == 303
    assert ask(cast, select(MailBatch.state).execution_options(populate_existing=True)) == ["cancelled"]


def test_mails_to_many_of_which_no_sample_can_be_made_do_not_begin(orders, shop, cast):
    with cast.inside(cast.shop_manager):
        ids = [str(shop.slip("1").id)]
    assert "{メッセージ}\n" not in orders.get("/yamada/mail-batches/new", query_string={"ids": ids}).text
    form = {"ids": ids, "kind": "free", "subject": "件名", "body": "{入金日}", "minutes": "10"}
    looked = orders.post("/yamada/mail-batches", data=form)
    assert (looked.status_code, _looked(looked)) == (200, {"looked": [""]})
    again = orders.post("/yamada/mail-batches", data=form | _looked(looked))
    assert again.status_code == 200
    assert ask(cast, select(MailBatch)) == []


def test_a_shop_says_what_it_mails_and_its_password_is_kept_and_never_shown(orders, shop, cast):
    there = f"/yamada/shop-mailings/{shop.channel.id}"
    wants = {"thanks": "y", "shipped": "y", "delay_minutes": "15", "follow_days": "7", "quiet_from": "22",
             "quiet_until": "7", "reply_to": "", "version": "1"}  # fmt: skip
    assert orders.post(there, data=wants).status_code == 303
    [row] = ask(cast, select(ShopMailing).execution_options(populate_existing=True))
    assert (row.thanks, row.paid, row.shipped, row.delay_minutes, row.follow_days) == (
        True,
        False,
        True,
        15,
        7,
    )
    assert orders.post(there, data=wants).status_code == 409
    server = {"smtp-host": "mail.example", "smtp-port": "587", "smtp-security": "starttls", "smtp-user": "u",
              "smtp-password": "secret-word"}  # fmt: skip
    assert orders.post(f"{there}/servers/smtp", data=server).status_code == 303
    assert (
        orders.post(
            f"{there}/servers/smtp", data=server | {"smtp-password": "", "smtp-user": "v"}
        ).status_code
        == 303
    )
    [kept] = ask(cast, select(ChannelCredential.secrets))
    assert (kept["user"], kept["password"]) == ("v", "secret-word")
    page = orders.get(there).text
    assert ("mail.example" in page, "secret-word" in page) == (True, False)
    assert orders.get("/yamada/shop-mailings").status_code == 200
    assert (
        orders.post(f"{there}/servers/smtp", data={"smtp-host": "", "smtp-security": "tls"}).status_code
        == 303
    )
    assert ask(cast, select(ChannelCredential)) == []


def _looked(page):
    """What the page of the samples itself sends on, field by field."""
    return {"looked": re.findall(r'name="looked"[^>]*value="(.*?)"', page.text)}
