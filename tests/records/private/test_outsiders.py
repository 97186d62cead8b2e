"""What somebody who may not know of a record sees is the world without it: pages, figures, files, programs, trails."""

import datetime as dt
import re
from contextlib import contextmanager

from flask.testing import FlaskClient
from hypothesis import HealthCheck, Phase, given, note, settings
from hypothesis import strategies as st
from sqlalchemy import update

from app.access.api_tokens.issuing import issue
from app.access.groups import operations as groups
from app.access.organisations.arranging import add as add_department
from app.access.users.model import User
from app.kernel.clock import frozen
from app.kernel.db import db, session
from app.platform.notifications import kind as kind_of_notice
from app.platform.notifications import notify
from app.platform.storage import keep_bytes, opened
from app.platform.webhooks.model import Webhook, WebhookDelivery
from app.records.comments.operations import comment, like
from app.records.disclosures.operations import open_up, restrict
from app.records.exports.operations import ask_for, make
from app.records.following.operations import favour, follow, note_view
from app.records.kit import keeping
from app.records.kit.queries import by_key_or_name, every, options, titles
from app.records.lists.asking import question_from
from app.records.lists.queries import count_and_sums
from tests.records.private.conftest import BUYING, LIST, MAKING, user
from tests.support.page_checker import start_afresh
from tests.support.signing_in import signed_in_as

NOON = dt.datetime(2026, 11, 20, 3, 0, tzinfo=dt.UTC)
NOTICE = kind_of_notice("comment.mentioned", "A colleague mentions me in a comment")
PEOPLE = ("buyer", "requester", "approver", "auditor", "system_admin")
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


def some(most):
    """Up to three places in a list of `most`."""
    return st.lists(st.integers(0, most - 1), max_size=3, unique=True)


PLANS = st.fixed_dictionaries(
    {
        "homes": st.tuples(*(st.integers(0, 3) for _ in PEOPLE)),
        "public": some(len(PEOPLE) + 6),
        "brick": some(len(PEOPLE) + 7),
        "words": some(len(PEOPLE) + 8),
        "creator": st.integers(0, len(PEOPLE) - 1),
        "reader": st.integers(0, len(PEOPLE) - 1),
        "late": st.booleans(),
        "reopened": st.booleans(),
        "archived": st.booleans(),
    }
)
"""Who is where and in which group, who hides a deal from whom, and how: places in the lists of a World."""


class World:
    """People in departments and groups as planned, open deals, and whatever is hidden from one of them."""

    def __init__(self, plan, cast, kind):
        self.plan, self.cast, self.kind = plan, cast, kind
        self.people = [cast.person("yamada", role) for role in PEOPLE]
        self.homes, self.members = {}, {}
        with cast.inside(cast.system_admin) as admin:
            below = add_department(code="110", name="一課", parent_id=BUYING, by=admin).id
            self.paths = {BUYING: "/100/", MAKING: "/200/", below: "/100/110/"}
            for person, home in zip(self.people, plan["homes"], strict=True):
                self.homes[person] = [None, *self.paths][home]
                found = db.session.get(User, (person.tenant_id, person.user_id))
                found.organisation_id = self.homes[person]
            words = [user(one) for one in self.people]
            words += [f"{shape}:{one}" for shape in ("below", "organisation") for one in self.paths]
            self._group("public", "P", words)
            self._group("brick", "B", [*words, *self.members])
            self.words = [*words, *self.members]

    def _group(self, shape, name, words):
        chosen = [words[place] for place in self.plan[shape]]
        made = groups.add(kind=shape, name=name, subjects=chosen)
        db.session.flush()
        self.members[f"group:{made.id}"] = chosen

    def stands_under(self, person, word):
        """By the words of sales §2.4 alone: whether the subject includes the person."""
        shape, _colon, target = word.partition(":")
        home = self.homes[person]
        if shape == "user":
            return target == str(person.user_id)
        if shape == "group":
            return any(self.stands_under(person, one) for one in self.members[word])
        if home is None:
            return False
        if shape == "organisation":
            return target == str(home)
        return next(
            self.paths[home].startswith(path) for one, path in self.paths.items() if str(one) == target
        )

    def open_deals(self):
        """Three deals that everybody knows of, the first seen, marked and spoken about by everybody."""
        with self.cast.inside(self.cast.buyer):
            made = [
                keeping.enter(self.kind, {"code": f"D{n}", "name": f"案件{n}", "amount": 100 * n}).id
                for n in range(1, 4)
            ]
        for person in self.people:
            with self.cast.inside(person):
                first = session.scalars(every(self.kind).where(self.kind.model.id == made[0])).one()
                follow(self.kind, first)
                favour(self.kind, first)
                note_view("deal", first.id, person.user_id)
        with self.cast.inside(self.cast.system_admin):
            hook = Webhook(
                name="連携", url="https://example.com/", secret="x", events=["deal.created"],
                owner_id=self.cast.system_admin.user_id,
            )  # fmt: skip
            db.session.add(hook)
            db.session.flush()
            self.hook = hook.id
        self.first = made[0]

    def hide(self, creator, words, reader):
        """A deal disclosed to the words, with everything that can hang on one; open at first now and then."""
        late = self.plan["late"]
        with self.cast.inside(creator):
            values = {"code": "D9", "name": "極秘の案件", "amount": 7_000_000, "twin_id": self.first}
            row = keeping.enter(self.kind, values, disclosed_to=None if late else words)
            hidden = row.id
            if late:
                self._known_for_a_while(row, reader)
                restrict(self.kind, row, [*words, user(creator)])
            said = comment(self.kind, row, f"@{reader.role} yamada 極秘です").comment
            like(self.kind, row, said)
            follow(self.kind, row)
            favour(self.kind, row)
            notify([reader.user_id], NOTICE, "%(who)s mentions you in a comment on “%(record)s”.", f"/deals/{hidden}",
                   subject_id=hidden, who="誰か", record="極秘の案件")  # fmt: skip
            self.file = keep_bytes(b"secret", "a.txt", subject=row).id
            keeping.change(self.kind, row, {**values, "name": "極秘の計画"}, version=row.version)
            if self.plan["reopened"]:
                open_up(self.kind, row)
                restrict(self.kind, row, [*words, user(creator)])
            db.session.add(
                WebhookDelivery(webhook_id=self.hook, event="deal.created", subject_id=hidden, body="極秘")
            )
            if self.plan["archived"]:
                keeping.archive(self.kind, row)
            db.session.flush()
            deals = self.kind.model
            session.execute(update(deals).where(deals.id == self.first).values(twin_id=hidden))
        return hidden

    def _known_for_a_while(self, row, reader):
        with self.cast.inside(reader):
            known = session.scalars(every(self.kind).where(self.kind.model.id == row.id)).one()
            follow(self.kind, known)
            note_view("deal", known.id, reader.user_id)
        db.session.add(row)


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
        statements.clear()
        seen[address] = (*plain(browser.get(address)), len(statements) if "?" in address else 0)
    for address in (*PARTS, f"{LIST}/{world.first}/happening"):
        seen[f"part {address}"] = plain(browser.get(address, headers=AHEAD))
    for address in ("/deals", "/deals?q=極秘", f"/deals/{hidden}", f"/deals/{world.first}"):
        answered = browser.get(f"/yamada/api/v1{address}", headers={"Authorization": f"Bearer {token}"})
        seen[f"api {address}"] = plain(answered)
    with world.cast.inside(reader) as actor:
        asked = question_from(world.kind, {})
        seen["figures"] = (
            count_and_sums(world.kind, asked, ["amount"]) if actor.may("trial.deal.view") else None
        )
        seen["choices"] = (
            options("deal", ""),
            titles("deal", [hidden]),
            by_key_or_name("deal", ["D9", "極秘の計画"]),
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
            token = issue("試験", ["deal:read"], dt.timedelta(days=1), by=actor)[1]
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
