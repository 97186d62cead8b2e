"""Programs at the same moment: one key is done once, and nobody waits for the other for ever."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from app.access.api_tokens.issuing import issue
from app.kernel.db import session
from app.masters.products.model import Product
from tests.support.at_once import application_elsewhere, transaction
from tests.support.people import Person

WHO = Person("yamada", "master_admin")
BASE = "/yamada/api/v1/products"


@pytest.fixture(scope="module")
def elsewhere(fresh_database):
    with application_elsewhere(fresh_database, "rest_at_once") as app:
        yield app


@pytest.fixture(scope="module")
def send(elsewhere):
    """`send([(path, body, key), …])`: all at once; the answers in the same order."""
    with transaction(elsewhere, WHO) as actor:
        token = issue("試験", ["product:write"], timedelta(days=1), by=actor)[1]

    def one(request):
        path, body, key = request
        headers = {"Authorization": f"Bearer {token}", **({"Idempotency-Key": key} if key else {})}
        return elsewhere.test_client().post(BASE + path, json=body, headers=headers)

    def at_once(requests):
        with ThreadPoolExecutor(len(requests)) as pool:
            return list(pool.map(one, requests))

    return at_once


def many(elsewhere, code):
    with transaction(elsewhere, WHO):
        return session.scalar(select(func.count()).select_from(Product).where(Product.code.startswith(code)))


def test_the_same_key_at_once_is_done_once(elsewhere, send):
    answers = send([("", {"code": "K", "name": "座金"}, "same")] * 6)
    assert [one.status_code for one in answers] == [201] * 6
    assert len({one.data for one in answers}) == 1
    assert sorted("Idempotency-Replayed" in one.headers for one in answers) == [False] + [True] * 5
    assert many(elsewhere, "K") == 1


def test_the_same_code_at_once_is_entered_once(elsewhere, send):
    answers = send([("", {"code": "C", "name": "座金"}, None)] * 6)
    statuses = sorted(one.status_code for one in answers)
    assert statuses[0] == 201
    assert set(statuses[1:]) <= {409, 422}
    assert many(elsewhere, "C") == 1


def test_many_in_opposite_order_do_not_block_each_other(elsewhere, send):
    there = [{"code": f"M-{number}", "name": "座金"} for number in range(20)]
    assert send([("/bulk", {"items": there}, None)])[0].status_code == 200
    changed = [{**one, "name": "ボルト"} for one in there]
    answers = send([("/bulk", {"items": changed[::step]}, None) for step in (1, -1, 1, -1)])
    assert [one.status_code for one in answers] == [200] * 4
    assert all(item["status"] == 200 for one in answers for item in one.get_json()["items"])
    assert many(elsewhere, "M-") == 20
