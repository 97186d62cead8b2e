"""Files handed over by FTP, FTPS and SFTP to servers of their own: whole or not at all, and only to whom we know."""

import io
import socket
from dataclasses import replace

import paramiko
import pytest

from app.commerce.malls import dropping
from app.commerce.malls.drops import Drop
from app.commerce.malls.failing import Refused, Unauthorised, Unavailable
from app.platform.webhooks import sending
from tests.peers.file_servers import PASSWORD, USER, Ftp, Sftp

STOCK = "商品コード,在庫数\r\nTEA,5\r\n".encode("cp932") + bytes(range(256))


def names_in(folder):
    return sorted(one.name for one in folder.iterdir())


@pytest.fixture
def folder(tmp_path):
    made = tmp_path / "drop"
    made.mkdir()
    return made


@pytest.fixture(params=["ftp", "ftps", "sftp"])
def drop(request, folder):
    kind = request.param
    with Sftp(folder) if kind == "sftp" else Ftp(folder, secured=kind == "ftps") as server:
        yield known(server, kind)


def known(server, kind="sftp"):
    made = Drop(kind, "127.0.0.1", USER, PASSWORD, port=server.port, timeout=3.0)
    if kind == "sftp":
        return replace(made, host_key=dropping.fingerprint(made))
    return replace(made, authority=getattr(server, "authority", ""))


def test_a_file_is_handed_over_listed_fetched_and_taken_away(drop, folder):
    dropping.put(drop, "stock.csv", STOCK)
    (folder / "older").mkdir()
    assert (folder / "stock.csv").read_bytes() == STOCK
    assert dropping.names(drop) == ["stock.csv"]
    assert dropping.fetch(drop, "stock.csv") == STOCK
    dropping.remove(drop, "stock.csv")
    assert dropping.names(drop) == []


def test_a_newer_file_replaces_the_older_one(drop, folder):
    dropping.put(drop, "在庫.csv", b"old")
    dropping.put(drop, "在庫.csv", b"new")
    assert names_in(folder) == ["在庫.csv"]
    assert dropping.fetch(drop, "在庫.csv") == b"new"


def test_what_is_still_on_its_way_is_not_listed(drop, folder):
    (folder / ".0123456789abcdef.part").write_bytes(b"half")
    (folder / "whole.csv").write_bytes(b"whole")
    assert dropping.names(drop) == ["whole.csv"]


def test_a_file_in_another_folder_of_the_server(drop, folder):
    (folder / "out").mkdir()
    dropping.put(replace(drop, folder="out"), "stock.csv", STOCK)
    assert names_in(folder / "out") == ["stock.csv"]


def test_a_file_that_is_not_there_is_refused(drop):
    with pytest.raises(Refused) as refused:
        dropping.fetch(drop, "gone.csv")
    assert refused.value.reason == "refused"


def test_a_wrong_password_is_said_without_showing_it(drop, told):
    with pytest.raises(Unauthorised) as refused:
        dropping.names(replace(drop, password="another-password"))
    assert refused.value.reason == "credentials"
    assert "another-password" not in str(refused.value) + told() + repr(
        replace(drop, password="another-password")
    )


def test_the_check_says_how_it_went(drop):
    assert dropping.check(drop).sentence == "The connection works."
    assert dropping.check(replace(drop, password="x")).sentence == (
        "The shop does not accept the credentials. Please enter them anew."
    )
    assert dropping.check(replace(drop, folder="nowhere")).sentence == "The shop refused the request."


def test_a_name_that_leads_elsewhere_is_never_sent(drop, folder):
    for name in ("../x", "a/b", "..", "", "x\r\nDELE y", "a\\b", "n" * 201):
        with pytest.raises(Refused):
            dropping.put(drop, name, b"x")
    assert names_in(folder) == []


def test_a_server_that_is_not_there_is_for_later(drop):
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    with pytest.raises(Unavailable) as trouble:
        dropping.names(replace(drop, port=port))
    assert trouble.value.reason == "unreachable"


def test_addresses_inside_are_not_called(drop):
    for host in ("10.0.0.1", "169.254.169.254"):
        with pytest.raises(Refused) as refused:
            dropping.names(replace(drop, host=host))
        assert refused.value.reason == "inside"
    sending.use(loopback=False)
    with pytest.raises(Refused):
        dropping.names(drop)


@pytest.fixture
def sftp(folder):
    with Sftp(folder) as server:
        yield server


def test_another_host_key_is_refused_before_a_password_is_sent(sftp):
    agreed = known(sftp)
    for other in ("", "SHA256:" + "A" * 43):
        with pytest.raises(Refused) as refused:
            dropping.put(replace(agreed, host_key=other), "stock.csv", STOCK)
        assert refused.value.reason == "other host"
    assert sftp.passwords == []
    dropping.put(replace(agreed, host_key=f"SHA256:{'A' * 43} {agreed.host_key}"), "stock.csv", STOCK)
    assert sftp.passwords == [PASSWORD]


def test_a_key_of_ours_opens_instead_of_a_password(sftp):
    key, text = paramiko.RSAKey.generate(2048), io.StringIO()
    key.write_private_key(text)
    drop = replace(known(sftp), password="", private_key=text.getvalue())
    with pytest.raises(Unauthorised):
        dropping.names(drop)
    sftp.keys.append(key.asbytes())
    assert dropping.names(drop) == []
    with pytest.raises(Unauthorised):
        dropping.names(replace(drop, private_key="no key"))


def test_a_file_comes_to_its_name_by_renaming(sftp):
    dropping.put(known(sftp), "stock.csv", STOCK)
    [(beginning, end)] = sftp.renamed
    assert (beginning[0], beginning[-5:], end) == (".", ".part", "stock.csv")


def test_a_server_that_does_not_replace_when_renaming_is_served_too(folder):
    with Sftp(folder, posix=False) as server:
        dropping.put(known(server), "stock.csv", b"old")
        dropping.put(known(server), "stock.csv", b"new")
    assert (folder / "stock.csv").read_bytes() == b"new"


def test_a_server_that_says_nothing_is_left_in_time(folder):
    with Sftp(folder, silent=True) as server:
        silent = Drop("sftp", "127.0.0.1", USER, PASSWORD, port=server.port, timeout=0.3)
        with pytest.raises(Unavailable):
            dropping.names(silent)


def test_a_certificate_that_nobody_vouches_for_is_refused(folder):
    with Ftp(folder, secured=True) as server:
        stranger = Drop("ftps", "127.0.0.1", USER, PASSWORD, port=server.port, timeout=3.0)
        with pytest.raises(Refused) as refused:
            dropping.put(stranger, "stock.csv", STOCK)
    assert refused.value.reason == "other host"
    assert names_in(folder) == []


def test_a_file_that_could_not_be_finished_leaves_nothing(folder, monkeypatch):
    with Sftp(folder) as server:
        drop = known(server)

        def refuse(*_names):
            raise OSError("no room")

        monkeypatch.setattr(dropping.Sftp, "rename", refuse)
        with pytest.raises(Unavailable):
            dropping.put(drop, "stock.csv", STOCK)
        assert names_in(folder) == []
