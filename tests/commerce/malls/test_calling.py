"""What every client relies on: addresses that may be called, answers that lead nowhere else, a pace kept by all."""

import threading
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import httpx
import pytest
from flask_babel import force_locale

from app.commerce.malls import calling, opening
from app.commerce.malls.accounts import (
    Account,
    AmazonCredentials,
    RakutenCredentials,
    Result,
    ShopifyCredentials,
    YahooCredentials,
)
from app.commerce.malls.calling import Answer, Caller, Limit
from app.commerce.malls.failing import REASONS, Refused, Unavailable
from app.commerce.malls.telling import told as told_in_parts
from app.platform.webhooks import sending
from tests.commerce.malls.conftest import PACE, SCALE
from tests.peers.rakuten import Rakuten
from tests.peers.serving import Peer, Said
from tests.peers.yahoo import Yahoo

QUICK = Limit("quick", 0.01, 10)


class Odd(Peer):
    """Answers what it is told to."""

    said = Said(200, {"fine": True})
    seen = None

    def operation(self, request):
        return "odd"

    def answer(self, request):
        self.seen = request
        return self.said


@pytest.fixture
def odd():
    with Odd(scale=SCALE) as peer:
        yield peer


@pytest.fixture
def caller(odd, account):
    made = Caller(
        account(odd, ShopifyCredentials("t")), odd.url, authorise=lambda: {"X-Proof": "proof"}, patience=5
    )
    yield made
    made.close()


@pytest.mark.parametrize(
    "address",
    ["http://example.com", "ftp://example.com", "https://user:word@example.com", "https://", "example.com", "",
     "http://127.0.0.1.example.com", "file:///etc/passwd"],
)  # fmt: skip
def test_only_https_is_called_outside_this_machine(address):
    with pytest.raises(Refused) as refused:
        calling.checked_address(address)
    assert refused.value.reason == "address"


def test_in_production_this_machine_is_not_called_either(odd, account):
    sending.use(loopback=False)
    with pytest.raises(Refused):
        Caller(account(odd, ShopifyCredentials("t")), odd.url)
    assert calling.checked_address("https://api.rms.rakuten.co.jp/") == "https://api.rms.rakuten.co.jp"


def test_nothing_is_followed_elsewhere(odd, caller):
    odd.said = Said(302, None, {"Location": "https://elsewhere.example/"})
    with pytest.raises(Refused) as refused:
        caller.ask("odd", "GET", "/", limit=QUICK)
    assert (refused.value.status, len(odd.asked)) == (302, 1)


def test_an_answer_without_end_is_dropped(odd, caller, monkeypatch):
    monkeypatch.setattr(calling, "LARGEST", 1000)
    odd.said = Said(200, b"x" * 2000)
    with pytest.raises(Refused) as refused:
        caller.ask("odd", "GET", "/", limit=QUICK)
    assert (refused.value.reason, refused.value.code) == ("unreadable", "too large")


def test_a_request_says_who_we_are_and_only_then_proves_it(odd, caller):
    caller.ask("odd", "GET", "/", limit=QUICK)
    assert odd.seen.headers["x-proof"] == "proof"
    assert odd.seen.headers["user-agent"] == "Choba/1.0 (Language=Python)"
    caller.ask("odd", "GET", "/", limit=QUICK, open_to_all=True)
    assert "x-proof" not in odd.seen.headers


def test_proxies_of_the_surroundings_are_not_used(odd, account, monkeypatch):
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    made = Caller(account(odd, ShopifyCredentials("t")), odd.url)
    assert made.ask("odd", "GET", "/", limit=QUICK).json() == {"fine": True}
    made.close()


def test_how_long_to_wait_is_read_as_a_number_or_a_date():
    def after(said):
        return calling._after(Answer("x", 429, httpx.Headers({"Retry-After": said}), b""))

    soon = format_datetime(datetime.now(UTC) + timedelta(seconds=100), usegmt=True)
    assert (after("7"), after("0.5"), after("soon"), after("")) == (7.0, 0.5, None, None)
    assert 98 < after(soon) <= 100
    assert after("Thu, 01 Jan 1970 00:00:00 GMT") == 0.0


def test_workers_of_one_account_keep_its_pace_together(account):
    with Rakuten(scale=SCALE) as shop:
        one, done = account(shop, RakutenCredentials("SP000000_secret", "SL000000_key"), pace=4 * PACE), []

        def work():
            with opening.client("rakuten", one) as client:
                done.extend(client.tell_stock([("tea:a", 1)]) for _time in range(4))

        threads = [threading.Thread(target=work) for _ in range(4)]
        [each.start() for each in threads]
        [each.join() for each in threads]
        assert done == [[Result("tea:a", "accepted")]] * 16
        assert len(shop.answered(429)) <= 1


def test_accounts_do_not_wait_for_each_other(account):
    with Yahoo(scale=SCALE) as first, Yahoo(scale=SCALE) as second:
        held = YahooCredentials("client-id", "client-secret", "refresh-1")
        with (
            opening.client("yahoo", account(first, held)) as one,
            opening.client("yahoo", account(second, held)) as two,
        ):
            first.fail(429, at="setStock", **{"Retry-After": "3600"})
            assert one.tell_stock([("tea", 1)])[0].code == "busy"
            assert two.tell_stock([("tea", 1)])[0].outcome == "accepted"


def test_when_a_chunk_is_lost_the_rest_is_unknown_and_not_sent():
    sent = []

    def send(chunk):
        sent.append(len(chunk))
        if len(sent) == 2:
            raise Unavailable("slow", "x", sure=False)
        return [Result(key, "accepted") for key, _value in chunk]

    results = told_in_parts([(str(number), number) for number in range(10)], 3, send)
    assert [one.outcome for one in results] == ["accepted"] * 3 + ["unknown"] * 7
    assert sent == [3, 3]


def test_credentials_are_kept_as_one_text_and_never_shown():
    ends = datetime(2026, 11, 27, 12, tzinfo=UTC)
    for held in (
        RakutenCredentials("s-secret", "l-secret"),
        YahooCredentials("id", "c-secret", "r-secret", "a-secret", ends, "key", "2"),
        AmazonCredentials("id", "c-secret", "r-secret"),
        ShopifyCredentials("shpat-secret"),
    ):
        assert type(held).unpacked(held.packed()) == held
        assert "secret" not in repr(held) + str(held) + repr(Account("k", "s", held))
    assert opening.credentials("shopify", '{"access_token": "x", "older": 1}') == ShopifyCredentials("x")


def test_every_reason_has_its_sentence():
    for reason in REASONS:
        trouble = Refused(reason, "x")
        with force_locale("ja"):
            japanese = trouble.sentence
        assert japanese != trouble.sentence
        assert japanese.endswith("。")
