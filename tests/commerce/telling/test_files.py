"""Stock files handed over on a shop's server."""

import datetime as dt

import pytest

from app.commerce.connections import operations
from app.commerce.connections.needs import DROP
from app.commerce.connections.queries import connection_of
from app.commerce.malls import dropping
from app.commerce.malls.drops import Drop
from app.kernel import clock
from app.kernel.db import session
from tests.commerce.telling.conftest import SWITCHES
from tests.commerce.telling.test_telling import sell
from tests.peers.file_servers import PASSWORD, USER, Ftp, Sftp


@pytest.fixture
def folder(tmp_path):
    made = tmp_path / "drop"
    made.mkdir()
    return made


def opened(told, server, kind="sftp", **more):
    """A Rakuten shop that is told by files on a server."""
    shop = told.open("rakuten", "rakuten")
    operations.keep_secrets(shop, DROP, {"password": PASSWORD})
    place = {"drop_kind": kind, "drop_host": "127.0.0.1", "drop_user": USER, "drop_port": server.port}
    operations.set_up(shop, SWITCHES | {"stock_way": "drop"}, place | more)
    return shop


@pytest.mark.parametrize("kind", ["sftp", "ftp"])
def test_what_differs_goes_into_a_file_on_the_server_and_the_next_one_waits_a_minute(
    told, work, folder, kind
):
    with Sftp(folder) if kind == "sftp" else Ftp(folder) as server:
        place = Drop(kind, "127.0.0.1", USER, PASSWORD, port=server.port)
        key = {"drop_host_key": dropping.fingerprint(place)} if kind == "sftp" else {}
        shop = opened(told, server, kind, **key)
        tea, cup = told.product("TEA", stock_of=10), told.product("CUP", stock_of=5)
        listing = told.list(shop, tea, "tea")
        told.list(shop, cup, "cup", "c1")
        work()
        file = folder / "normal-item.csv"
        head = "商品管理番号（商品URL）,SKU管理番号,在庫数\r\n".encode("cp932")
        assert sorted(file.read_bytes().removeprefix(head).splitlines()) == [
            b"cup,c1,5",
            b"tea,normal-inventory,10",
        ]
        assert told.telling(listing) == (10, 10, "even", "")
        sell(tea)
        work()
        assert told.telling(listing)[:3] == (9, 10, "waiting")
        with clock.frozen(clock.now() + dt.timedelta(seconds=61)):
            work()
        assert file.read_bytes() == head + b"tea,normal-inventory,9\r\n"


def test_trying_an_sftp_server_shows_its_fingerprint_first(told, work, folder):
    with Sftp(folder) as server:
        shop = opened(told, server)
        operations.ask_for_check(shop)
        work()
        connection = connection_of(shop.id)
        assert (connection.checked_fine, connection.checked_said[:7]) == (False, "SHA256:")
        operations.set_up(
            shop,
            SWITCHES | {"stock_way": "drop"},
            {**connection.settings, "drop_host_key": connection.checked_said},
        )
        operations.ask_for_check(shop)
        work()
        assert (connection_of(shop.id).checked_fine, server.passwords) == (True, [PASSWORD])


def test_a_server_that_is_not_there_is_said_and_nothing_is_lost(told, work, folder):
    with Ftp(folder) as server:
        pass
    shop = opened(told, server, "ftp")
    listing = told.list(shop, told.product("TEA", stock_of=10), "tea")
    work()
    assert told.telling(listing)[:3] == (10, None, "waiting")
    assert connection_of(shop.id).stock_error == "The shop cannot be reached."
    session.rollback()
