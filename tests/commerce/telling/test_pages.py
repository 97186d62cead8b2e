"""The screens: setting a connection up, trying it, how far shops know our stock."""

import datetime as dt

import pytest
from sqlalchemy import select

from app.commerce.channels.model import ChannelCredential
from app.commerce.connections.queries import connection_of
from app.kernel import clock
from app.kernel.db import session
from tests.commerce.telling.conftest import SECRETS

HOME = "/yamada/connections"
STOCK = "/yamada/stock-sharing"
OFF = {"stock_way": "off", "orders_minutes": "10", "drop_kind": "sftp", "drop_port": "0"}


@pytest.fixture
def rakuten(told):
    return told.open("rakuten", "rakuten")


def entered(cast, channel):
    """What is kept of a shop: its secrets and its connection, read anew."""
    with cast.inside(cast.shop_manager):
        session.expire_all()
        return kept_of(channel), connection_of(channel.id)


def kept_of(channel):
    found = select(ChannelCredential).where(ChannelCredential.channel_id == channel.id)
    return session.scalars(found.execution_options(populate_existing=True)).all()


def test_secrets_are_entered_kept_and_never_shown_again(client, cast, rakuten):
    page = client(cast.shop_manager)
    assert page.get(HOME).text.count("未設定") == 4  # interfaces and mailboxes, R1 too
    sent = {**OFF, **SECRETS["rakuten"], "stock_way": "api", "orders_minutes": "5", "orders_on": "y"}
    answered = page.post_form(f"{HOME}/{rakuten.id}", sent, form_page=f"{HOME}/{rakuten.id}")
    assert answered.status_code == 303
    [kept], connection = entered(cast, rakuten)
    assert (kept.secrets, kept.expires_on) == (SECRETS["rakuten"], clock.today() + dt.timedelta(days=90))
    shown = page.get(f"{HOME}/{rakuten.id}").text
    assert [word in shown for word in SECRETS["rakuten"].values()] == [False, False]
    assert (connection.stock_way, connection.orders_on, connection.orders_minutes) == ("api", True, 5)


def test_what_is_left_empty_stays_and_a_secret_that_is_missing_is_asked_for(client, cast, told, rakuten):
    page, place = client(cast.shop_manager), f"{HOME}/{rakuten.id}"
    missing = {"service_secret": "x", **OFF}
    assert page.post_form(place, missing, form_page=place).status_code == 422
    assert entered(cast, rakuten)[0] == []
    needs = {**OFF, "stock_way": "api"}
    refused = page.post_form(place, needs, form_page=place)
    assert (refused.status_code, "先にAPIの認証情報を入力してください" in refused.text) == (422, True)
    page.post_form(place, SECRETS["rakuten"] | OFF, form_page=place)
    page.post_form(place, {"license_key": "new", **OFF, "stock_way": "api"}, form_page=place)
    assert entered(cast, rakuten)[0][0].secrets == SECRETS["rakuten"] | {"license_key": "new"}


def test_the_connection_is_tried_and_its_end_is_known(client, cast, told, peer, work):
    mall = peer("rakuten")
    mall.expires = f"{clock.today() + dt.timedelta(days=9)}T23:59:59"
    shop = told.connect("rakuten", mall)
    session.commit()
    page, place = client(cast.shop_manager), f"{HOME}/{shop.id}"
    page.post_form(f"{place}/check", {}, form_page=place)
    assert "接続をテストしています" in page.get(place).text
    assert "commerce.connections.check" in work()
    shown = page.get(place).text
    assert ("接続できました" in shown, "認証情報は" in shown) == (True, True)
    assert "認証情報の期限が近づいています" in page.get(STOCK).text


def test_credentials_can_be_thrown_away(client, cast, told, peer):
    shop = told.connect("rakuten", peer("rakuten"))
    session.commit()
    page, place = client(cast.shop_manager), f"{HOME}/{shop.id}"
    page.post_form(f"{place}/secrets?_method=DELETE", {}, form_page=place)
    kept, connection = entered(cast, shop)
    assert (kept, connection.stock_way) == ([], "off")


def test_the_page_of_stock_shows_delay_queue_errors_and_what_is_not_taken(client, cast, told, peer, work):
    mall = peer("yahoo")
    tea = told.product("TEA", stock_of=10)
    shop = told.connect("yahoo", mall)
    told.list(shop, tea, "x")
    work()
    page = client(cast.shop_manager)
    shown = page.get(STOCK).text
    assert [one in shown for one in ("店 yahoo", "店舗が受け付けなかった在庫", "最新", "切断中")] == [
        True, True, True, False,
    ]  # fmt: skip
    mall.fail(503, at="setStock", times=4)
    page.post_form(f"{STOCK}/{shop.id}/everything", {}, form_page=STOCK)
    work()
    assert "エラーのため待機中" in page.get(STOCK).text


def test_a_file_is_downloaded_once(client, cast, told, work):
    tea = told.product("TEA", stock_of=10)
    shop = told.connect("yahoo", switches={"stock_way": "download"})
    told.list(shop, tea, "tea")
    work()
    page = client(cast.shop_manager)
    answered = page.post_form(f"{STOCK}/{shop.id}/file", {}, form_page=STOCK)
    assert answered.data.endswith(b"\r\ntea,,10,,,\r\n")
    assert page.post_form(f"{STOCK}/{shop.id}/file", {}, form_page=STOCK).status_code == 422


def test_a_clerk_looks_and_changes_nothing(client, cast, told):
    shop = told.connect("yahoo", switches={"stock_way": "download"})
    session.commit()
    page = client(cast.shipping_clerk)
    assert "いますぐ全件送信" not in page.get(STOCK).text
    assert page.get(f"{HOME}/{shop.id}").status_code == 403
    assert page.post_form(f"{STOCK}/{shop.id}/everything", {}, form_page=STOCK).status_code == 403
