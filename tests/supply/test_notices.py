"""What reaches a supplier's people: a notice and a mail in Japanese, with the way to the case."""

from app.platform.mail.model import Mail


def test_a_request_is_told_by_notice_and_mail(client, cast, buyer, rows):
    buyer.ask()
    page = client(cast.kanda.supplier_user).get("/kanda/notifications/").get_data(as_text=True)
    assert "山田精機株式会社から見積依頼が届きました：丸棒の見積" in page
    mails = rows(Mail)
    assert sorted(one.to_address for one in mails) == [
        "supplier-admin@kanda.example",
        "supplier-user@kanda.example",
    ]
    assert "/kanda/portal/requests/" in mails[0].text
