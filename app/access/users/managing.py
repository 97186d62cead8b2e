"""Changing and switching off colleagues."""

from sqlalchemy import select

from app.access.identities.model import Membership
from app.access.licences.rules import NONE
from app.access.roles.model import Role, UserRole
from app.access.roles.staying import somebody_stays
from app.access.users.inviting import give_roles
from app.access.users.licensing import checked
from app.kernel import context
from app.kernel.db import session
from app.kernel.errors import Conflict, Rejected
from app.platform.audit import changes_of, record


def change(user, *, version, role_ids, by, licence=None, **facts):
    """Change name, department, title, roles and licence. Raises Conflict when somebody saved in between.

    `licence`: a code, None for the one held, or `none`: the colleague is shut out at once; another one lets a
    colleague in again. Raises Rejected when nobody would be left who may invite colleagues.
    """
    if user.version != version:
        raise Conflict("Somebody else has just changed this colleague. Please reload the page.")
    for name, value in facts.items():
        setattr(user, name, value)
    if licence != NONE:
        user.licence = checked(licence, user.licence, role_ids)
    changes = changes_of(user)
    user.version += 1
    before = sorted(role_names(user))
    give_roles(user, role_ids)
    session.flush()  # the check below counts who is left
    somebody_stays()
    after = sorted(role_names(user))
    if before != after:
        changes["roles"] = [before, after]
    record("user.changed", user, by=by, changes=changes)
    if licence == NONE and user.state != "disabled":
        disable(user, by=by)
    elif licence and licence != NONE:
        enable(user, by=by)


def disable(user, *, by):
    """Shut a colleague out at once; what they did stays."""
    if user.id == by.id:
        raise Rejected("You cannot switch off yourself. Please ask another administrator.")
    user.state = "disabled"
    _membership(user).active = False
    session.flush()  # the check below counts who is left
    somebody_stays()
    record("user.disabled", user, by=by)


def enable(user, *, by):
    """Let a colleague in again."""
    if user.state != "disabled":
        return
    user.state = "active"
    _membership(user).active = True
    record("user.enabled", user, by=by)


def role_names(user):
    """Names of the user's roles."""
    return session.scalars(
        select(Role.name)
        .join(UserRole, (UserRole.role_id == Role.id) & (UserRole.tenant_id == Role.tenant_id))
        .where(UserRole.user_id == user.id)
        .order_by(Role.code, Role.id)
    ).all()


def _membership(user):
    return session.get(Membership, (user.identity_id, context.tenant_id()))
