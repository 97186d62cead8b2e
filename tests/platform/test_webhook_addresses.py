"""Addresses of webhooks: only the open internet is called, whatever a name says and however it is written."""

import pytest

from app.kernel.errors import Rejected
from app.platform.webhooks import arranging, sending
from tests.peers.webhook_receiver import Receiver


@pytest.fixture
def receiver():
    peer = Receiver()
    yield peer
    peer.close()


@pytest.mark.parametrize(
    "url",
    [
        "http://example.com/", "ftp://example.com", "https://", "https://user:x@example.com/", "https://[", "x",
        "http://10.0.0.1/", "http://169.254.169.254/latest", "https://example.com/#x", "https://例え.jp/",
    ],
)  # fmt: skip
def test_what_is_no_address_for_a_webhook_is_refused(inside, cast, url):
    with inside(cast.system_admin) as by, pytest.raises(Rejected):
        arranging.add("x", url, ["product.created"], by=by)


@pytest.mark.parametrize(
    "address, free",
    [
        ("8.8.8.8", True), ("2606:4700::1111", True), ("127.0.0.1", False), ("10.1.2.3", False),
        ("172.16.0.1", False), ("192.168.1.1", False), ("169.254.169.254", False), ("100.64.0.1", False),
        ("0.0.0.0", False), ("224.0.0.1", False), ("255.255.255.255", False), ("::1", False), ("::", False),
        ("fe80::1%eth0", False), ("fc00::1", False), ("::ffff:10.0.0.1", False), ("::ffff:8.8.8.8", True),
        ("64:ff9b::a00:1", False), ("2002:a00:1::", False), ("2001:0:1::", False), ("ff02::1", False),
    ],
)  # fmt: skip
def test_only_the_open_internet_is_outside(address, free):
    assert sending.outside(address) is free


def test_a_name_that_leads_inside_is_not_called(monkeypatch):
    def leads_inside(host, port, **_options):
        return [(2, 1, 6, "", ("93.184.216.34", port)), (2, 1, 6, "", ("10.0.0.7", port))]

    monkeypatch.setattr(sending.socket, "getaddrinfo", leads_inside)
    outcome = sending.send("https://receiver.example/", b"{}", {})
    assert (outcome.refused, outcome.status) == (True, None)


def test_this_machine_is_not_called_in_production(receiver, monkeypatch):
    monkeypatch.setitem(sending._allowed, "loopback", False)
    receiver.secret = "whsec_AAAA"
    assert sending.send(receiver.url, b"{}", {}).refused
    assert sending.send(receiver.url.replace("http:", "https:"), b"{}", {}).refused
    assert (receiver.taken, receiver.refused) == ([], [])
