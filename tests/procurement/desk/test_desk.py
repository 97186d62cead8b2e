"""The first page of each kind of person."""


def test_a_buyer_sees_what_waits(client, cast):
    answer = client(cast.buyer).get("/yamada/")
    assert answer.status_code == 200
    for words in ("回答待ちの見積依頼", "発行待ちの注文", "納品予定はありません。"):
        assert words in answer.text


def test_a_supplier_is_led_to_the_portal(client, cast):
    assert client(cast.kanda.supplier_user).get("/kanda/").location.startswith("/kanda/portal")


def test_somebody_without_any_role_is_led_to_the_help(client, cast):
    assert client(cast.nobody).get("/yamada/").location == "/yamada/help/"
