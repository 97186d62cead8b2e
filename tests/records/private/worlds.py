"""Worlds for the property of outsiders: people, departments, groups, open deals, and one that is hidden."""

from hypothesis import strategies as st
from sqlalchemy import update

from app.access.groups import operations as groups
from app.access.organisations.arranging import add as add_department
from app.access.users.model import User
from app.kernel.db import db, session
from app.platform.notifications import kind as kind_of_notice
from app.platform.notifications import notify
from app.platform.storage import keep_bytes
from app.platform.webhooks.model import Webhook, WebhookDelivery
from app.records.comments.operations import comment, like
from app.records.disclosures.operations import open_up, restrict
from app.records.following.operations import favour, follow, note_view
from app.records.kit import keeping
from app.records.kit.queries import every
from tests.records.private.conftest import BUYING, MAKING, user

NOTICE = kind_of_notice("comment.mentioned", "A colleague mentions me in a comment")
PEOPLE = ("buyer", "requester", "approver", "auditor", "system_admin")


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
                note_view("trial_deal", first.id, person.user_id)
        with self.cast.inside(self.cast.system_admin):
            hook = Webhook(
                name="連携", url="https://example.com/", secret="x", events=["trial_deal.created"],
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
            notify([reader.user_id], NOTICE, "%(who)s mentions you in a comment on “%(record)s”.",
                   f"/trial-deals/{hidden}", subject_id=hidden, who="誰か", record="極秘の案件")  # fmt: skip
            self.file = keep_bytes(b"secret", "a.txt", subject=row).id
            keeping.change(self.kind, row, {**values, "name": "極秘の計画"}, version=row.version)
            if self.plan["reopened"]:
                open_up(self.kind, row)
                restrict(self.kind, row, [*words, user(creator)])
            db.session.add(
                WebhookDelivery(
                    webhook_id=self.hook, event="trial_deal.created", subject_id=hidden, body="極秘"
                )
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
            note_view("trial_deal", known.id, reader.user_id)
        db.session.add(row)
