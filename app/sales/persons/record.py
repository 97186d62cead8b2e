"""The description of a person."""

from app.kernel.errors import Rejected
from app.kernel.i18n import _l
from app.masters.responsible import RESPONSIBLE, SCOPE, check_owner, in_charge
from app.records.kit.describing import Alike, Card, Coded, Field, Permissions, RecordType, State, register
from app.records.kit.filters import choice_filter, state_filter
from app.sales import permissions, settings
from app.sales.persons.aliases import ALIASES
from app.sales.persons.choices import GRADES, ROLES, STRENGTHS
from app.sales.persons.model import Person

STATES = (
    State("active", _l("There now"), "done"),
    State("moved", _l("Left the company"), "waiting"),
    State("archived", _l("Archived"), "closed"),
)
ROLE = Field("role", _l("Part in decisions"), "choice", choices=ROLES, default="", coded=Coded(growing=False))
BASICS = (
    Field("code", _l("Person number"), "code", help=_l("Left empty it is the next number.")),
    Field("name", _l("Name of the person"), required=True),
    Field("kana", _l("Reading"), "kana", help=_l("In kana; lists are sorted by it.")),
    Field("partner_id", _l("Partner"), "link", link="partner"),
    Field("company_name", _l("Company by the card"), help=_l("While the account is not entered yet.")),
    Field("department", _l("Department of the person")),
    Field("title", _l("Title")),
    Field("grade", _l("Grade"), "choice", choices=GRADES, default="", coded=Coded()),
)
REACHED = (
    Field("email", _l("Mail address"), "email"),
    Field("phone", _l("Telephone"), longest=40),
    Field("mobile", _l("Mobile phone"), longest=40),
    Field("fax", _l("Fax"), longest=40),
    Field("postal_code", _l("Postal code"), longest=10),
    Field("address", _l("Postal address"), wide=True, longest=400),
    Field("may_mail", _l("Agreed to mails"), "bool", default=False),
)
KNOWN = (
    ROLE,
    Field("strength", _l("How close"), "choice", choices=STRENGTHS, default="", coded=Coded()),
    Field("score", _l("Score"), "number", derived=True, imported=False),
    Field("introduced_by_id", _l("Introduced by"), "link", link="person"),
    Field("birthday", _l("Birthday"), "date"),
    Field("note", _l("Notes"), "long", longest=2000),
)


def _check(values, row):
    check_owner(values, row)
    if row is not None and values.get("introduced_by_id") == row.id:
        raise Rejected("Nobody introduces themselves.", "introduced_by_id")


PERSON = register(
    RecordType(
        name="person",
        model=Person,
        label=_l("Business contact"),
        plural=_l("Persons"),
        path="/persons",
        endpoint="sales.persons",
        icon="user",
        cards=(
            Card(_l("Basics"), BASICS),
            Card(_l("Contact"), REACHED),
            Card(_l("Relationship"), KNOWN),
            RESPONSIBLE,
        ),
        columns=("name", "partner_id", "department", "title", "phone", "email", "owner_id"),
        sorts=("kana", "code"),
        permissions=Permissions(
            permissions.PERSON_VIEW,
            permissions.PERSON_EDIT,
            permissions.PERSON_IMPORT,
            permissions.PERSON_EXPORT,
            delete=permissions.PERSON_DELETE,
            comment=permissions.PERSON_COMMENT,
        ),
        states=STATES,
        filters=(
            SCOPE,
            choice_filter(ROLE, _l("All")),
            state_filter(STATES, _l("State"), _l("Not archived")),
        ),
        placeholder=_l("Name, reading, company, telephone"),
        aliases=ALIASES,
        alike=(
            Alike("email", "mail"),
            Alike("mobile", "phone"),
            Alike("name", "name", strong=False),
        ),
        uncopied=("email", "mobile", "birthday"),
        numbered=settings.PERSON,
        actions="sales/persons/_actions.html",
        check=_check,
        derive=in_charge,
        first_step=_l(
            "Persons are the people you meet at your customers. Enter one, or take in the list you have."
        ),
    )
)
