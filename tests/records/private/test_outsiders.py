"""What somebody who may not know of a record sees is the world without it: pages, figures, files, programs, trails."""

import datetime as dt
import re
from contextlib import contextmanager

from flask.testing import FlaskClient
from hypothesis import HealthCheck, Phase, given, note, settings

from app.access.api_tokens.issuing import issue
from app.access.tenants.queries import tenant_by_slug
from app.kernel.clock import frozen
from app.kernel.db import db
from app.platform.storage import opened
from app.records.exports.operations import ask_for, make
from app.records.kit.queries import by_key_or_name, options, titles
from app.records.lists.asking import question_from
from app.records.lists.queries import count_and_sums
from tests.records.private.conftest import LIST
from tests.records.private.worlds import PLANS, World
from tests.support.page_checker import start_afresh
from tests.support.signing_in import signed_in_as

NOON = dt.datetime(2026, 11, 20, 3, 0, tzinfo=dt.UTC)
AHEAD = {"HX-Request": "true"}
PAGES = (
    LIST,
    f"{LIST}?sort=-amount",
    f"{LIST}?sort=twin_id",
    f"{LIST}?sort=owner_id&state=archived",
    f"{LIST}?q=極秘",
    f"{LIST}?q=案",
    f"{LIST}?amount.from=1",
    f"{LIST}?twin_id.filled=1",
    f"{LIST}?1~twin_id.empty=1&1~name.has=極秘",
    f"{LIST}/new",
    "/yamada/favourites",
    "/yamada/followed",
    "/yamada/recent",
    "/yamada/notifications/",
    "/yamada/audit/",
    "/yamada/audit/?q=deal",
    "/yamada/audit/?q=comment",
    "/yamada/",
)
PARTS = (
    f"{LIST}/count",
    f"{LIST}/count?q=極秘",
    f"{LIST}/options?q=極秘",
    f"{LIST}/options?q=D",
    f"{LIST}/subjects?q=1",
    "/yamada/recent",
)
CHANGING = (
    re.compile(r'name="csrf_token" value="[^"]*"'),
    re.compile(r"X-CSRF-?Token[^}]*", re.IGNORECASE),
    re.compile(r'nonce="[^"]*"|"inlineStyleNonce":"[^"]*"|"nonce":"[^"]*"'),
    re.compile(r"request_id[^<]*"),
)


def plain(response):
    """The answer without what differs from request to request."""
    text = response.get_data(as_text=True)
    for one in CHANGING:
        text = one.sub("", text)
    return response.status_code, text


class Reader(FlaskClient):
    """A browser that begins every request afresh and judges no markup: other tests do, this one reads a lot."""

    def open(self, *args, **options):
        """Send a request."""
        start_afresh()
        return super().open(*args, **options)


def seen_by(world, app, reader, hidden, token, statements):
    """Everything the reader can get at, by its address."""
    app.test_client_class = Reader
    browser, seen = signed_in_as(app.test_client(), reader), {}
    pages = [*PAGES, *(f"{LIST}/{world.first}{tail}" for tail in ("", "/history", "/edit", "/happening"))]
    pages += [f"{LIST}/{hidden}{tail}" for tail in ("", "/edit", "/history", "/disclosure", "/copy")]
    pages += [f"/yamada/files/{world.file}", f"/yamada/webhooks/{world.hook}"]
    for address in pages:
        tenant_by_slug("yamada")  # kept for half a minute: its statement belongs to no page
        statements.clear()
        seen[address] = (*plain(browser.get(address)), len(statements) if "?" in address else 0)
    for address in (*PARTS, f"{LIST}/{world.first}/happening"):
        seen[f"part {address}"] = plain(browser.get(address, headers=AHEAD))
    for address in (
        "/trial-deals",
        "/trial-deals?q=極秘",
        f"/trial-deals/{hidden}",
        f"/trial-deals/{world.first}",
    ):
        answered = browser.get(f"/yamada/api/v1{address}", headers={"Authorization": f"Bearer {token}"})
        seen[f"api {address}"] = plain(answered)
    with world.cast.inside(reader) as actor:
        asked = question_from(world.kind, {})
        seen["figures"] = (
            count_and_sums(world.kind, asked, ["amount"]) if actor.may("trial.deal.view") else None
        )
        seen["choices"] = (
            options("trial_deal", ""),
            titles("trial_deal", [hidden]),
            by_key_or_name("trial_deal", ["D9", "極秘の計画"]),
        )
        export = make(ask_for(world.kind, asked, file_format="utf8", columns="all").id)
        _row, content = opened(export.file_id)
        with content:
            seen["export"] = export.rows, content.read()
    return seen


def differences(one, other):
    """Where two views differ: the address, and the first words that do."""
    found = []
    for address in other:
        pairs = zip(str(one[address]), str(other[address]), strict=False)
        place = next((n for n, (a, b) in enumerate(pairs) if a != b), 0)
        if one[address] != other[address]:
            found.append((address, str(one[address])[place - 60 : place + 60]))
    return found


@contextmanager
def undone():
    """What the block writes is undone, what its requests committed too, also when it fails."""
    db.session.commit()
    point = db.session.get_bind().begin_nested()
    try:
        yield
    finally:
        db.session.rollback()
        db.session.expunge_all()
        point.rollback()


@given(plan=PLANS)
@settings(
    max_examples=25,
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
    deadline=None,
    suppress_health_check=[
        HealthCheck.function_scoped_fixture,
        HealthCheck.too_slow,
        HealthCheck.data_too_large,
    ],
)
def test_an_outsider_lives_in_the_world_without_the_record(app, cast, kind, statements, plan):
    with frozen(NOON), undone():
        world = World(plan, cast, kind)
        world.open_deals()
        creator, reader = world.people[plan["creator"]], world.people[plan["reader"]]
        words = [world.words[place] for place in plan["words"]]
        insider = reader == creator or any(world.stands_under(reader, one) for one in words)
        note(f"{creator.role} hides from {reader.role}: {words}, who is {'in' if insider else 'out'}")
        with cast.inside(reader) as actor:
            token = issue("試験", ["trial_deal:read"], dt.timedelta(days=1), by=actor)[1]
        with undone():
            hidden = world.hide(creator, words, reader)
            with_it = seen_by(world, app, reader, hidden, token, statements)
        with undone():
            without = seen_by(world, app, reader, hidden, token, statements)
        statements.clear()  # they would be written out with a failure
        if insider:
            assert with_it[f"{LIST}/{hidden}"][0] == 200
            assert (with_it["figures"] == without["figures"]) == plan["archived"]
        else:
            assert differences(with_it, without) == []
