"""Rules for people as one short word each, as select boxes send them: `head:1`, `role:approver`, `user:<id>`."""

from sqlalchemy import select

from app.access.organisations.model import Organisation
from app.access.roles.model import Role
from app.access.users.queries import active_users
from app.approvals.documents import DOCUMENTS
from app.kernel.db import session
from app.kernel.i18n import _, _l, translate
from app.masters.categories.model import Category

LEVELS = (
    _l("Head of the department"),
    _l("Head of the department one level up"),
    _l("Head of the department two levels up"),
)
EVERYBODY = "permission:approvals.case.decide"
SUPPLIERS = ("supplier_admin", "supplier_user")


def encoded(rule):
    """The word of a rule (the department of a role is a field of its own)."""
    kind = rule["kind"]
    return f"{kind}:{rule[{'user': 'user_id', 'role': 'role', 'head': 'level', 'permission': 'permission'}[kind]]}"


def decoded(word, organisation_id=None):
    """The rule of a word. `organisation_id` (text or None) is the department that roles are looked for in."""
    kind, _colon, value = word.partition(":")
    if kind == "role":
        return {"kind": "role", "role": value, "organisation_id": organisation_id or None}
    if kind == "head":
        return {"kind": "head", "level": int(value)}
    return {"kind": kind, "user_id" if kind == "user" else "permission": value}


class Offers:
    """What the forms offer and the pages name: departments, roles, people, categories. Four statements."""

    def __init__(self):
        departments = select(Organisation.id, Organisation.name, Organisation.path)
        self.departments = session.execute(departments.order_by(Organisation.path, Organisation.id)).all()
        roles = select(Role.code, Role.name).where(Role.code.not_in(SUPPLIERS))
        self.roles = {row.code: translate(row.name) for row in session.execute(roles.order_by(Role.id))}
        self.people = {str(one.id): one.name for one in session.scalars(active_users())}
        wanted = select(Category.id, Category.name).where(Category.state == "active")
        rows = session.execute(wanted.order_by(Category.kana, Category.id))
        self.categories = {str(row.id): row.name for row in rows}
        self.department_names = {str(row.id): row.name for row in self.departments}

    def department_choices(self, nothing):
        """`(id, name)` with the depth shown, after the choice `nothing` for none."""
        tree = [(str(one.id), "– " * (one.path.count("/") - 2) + one.name) for one in self.departments]
        return [("", nothing), *tree]

    def people_choices(self):
        """Choices of approvers in groups, for a SelectField."""
        return {
            "": [("", _("Nobody"))],
            _("By position"): [(f"head:{level}", str(label)) for level, label in enumerate(LEVELS)],
            _("By role in the department"): [(f"role:{code}", name) for code, name in self.roles.items()],
            _("By permission"): [(EVERYBODY, _("Everybody who may approve"))],
            _("By name"): [(f"user:{one}", name) for one, name in self.people.items()],
        }

    def named(self, rule):
        """A rule in words."""
        if rule["kind"] == "user":
            return self.people.get(rule["user_id"], _("somebody who has left"))
        if rule["kind"] == "head":
            return str(LEVELS[rule["level"]])
        if rule["kind"] == "permission":
            return _("Everybody who may approve")
        role = self.roles.get(rule["role"], rule["role"])
        where = self.department_names.get(rule.get("organisation_id") or "")
        return _("%(role)s of %(department)s", role=role, department=where) if where else role

    def condition(self, parts):
        """What a condition asks for, as short phrases; `parts` as `taken_apart` gives them."""
        said = []
        if parts["organisation_id"]:
            name = self.department_names.get(parts["organisation_id"], "?")
            said.append(_("%(name)s and below", name=name))
        if parts["at_least"] is not None:
            said.append(_("¥%(amount)s or more", amount=f"{parts['at_least']:,}"))
        if parts["below"] is not None:
            said.append(_("below ¥%(amount)s", amount=f"{parts['below']:,}"))
        said += [self.categories.get(one, "?") for one in parts["categories"]]
        return said + [fact_labels().get(name, name) for name in parts["extras"]]


def fact_labels():
    """`{name: sentence}` of every yes/no fact that a registered document declares."""
    return {name: translate(text) for one in DOCUMENTS.values() for name, text in one.facts.items()}
