"""Puts six companies around a deal to come, each with its organisation: `python -m tests.browser.sharing`."""

from dataclasses import dataclass

from app.access.identities.passwords import hasher
from app.access.users.founding import found, settle
from app.access.users.queries import actor_of
from app.factory import create_app
from app.kernel import context
from app.kernel.db import session
from app.trade.organisations.arranging import add_organisation, set_members
from tests.browser.cast import PASSWORD, Person


@dataclass(frozen=True)
class Side:
    """A company at the deal: its name, and its organisation's 組織ID, name and business types."""

    person: Person
    company: str
    code: str
    name: str
    types: tuple


def _side(slug, company, name, types):
    person = Person(slug, "tanto", f"{company} 担当", ("trade_clerk",))
    return Side(person, company, slug.upper(), name, types)


SHIPPER = _side("hasu", "蓮見商事株式会社", "貿易部", ("SH",))
FORWARDER = _side("kaika", "海華物流株式会社", "横浜支店", ("FW",))
BROKER = _side("tsukan", "若葉通関株式会社", "本牧事務所", ("CB",))
CARRIER = _side("rikuso", "疾風陸送株式会社", "大黒営業所", ("RT",))
LINE = _side("kisen", "白波汽船株式会社", "定航課", ("OC",))
TERMINAL = _side("futo", "岬埠頭株式会社", "本牧埠頭", ("TO",))
SIDES = (SHIPPER, FORWARDER, BROKER, CARRIER, LINE, TERMINAL)


def main():
    """Found each company, settle its clerk, set up its organisation."""
    with create_app().app_context():
        password = hasher.hash(PASSWORD)
        for side in SIDES:
            found(side.person.tenant, side.company)
            user = settle(
                email=side.person.email,
                name=side.person.name,
                roles=side.person.roles,
                password_hash=password,
            )
            context.set_actor(actor_of(user.id))
            made = add_organisation(side.code, side.types, name=side.name, prefecture="14")
            set_members(made, [user.id])
            session.commit()
            session.expunge_all()


if __name__ == "__main__":
    main()
