"""Asking a colleague to come in, and their coming."""

import secrets
from datetime import timedelta

from sqlalchemy import select

from app.access.identities import passwords
from app.access.identities.model import Identity, Membership
from app.access.identities.queries import by_email
from app.access.identities.signing_in import digest
from app.access.roles.model import Role, UserRole
from app.access.users.licensing import checked
from app.access.users.model import Invitation, User
from app.kernel import context
from app.kernel.clock import now
from app.kernel.db import session
from app.kernel.errors import Missing, Rejected
from app.platform import mail
from app.platform.audit import record

VALID_FOR = timedelta(days=14)


def invite(*, email, name, kana="", organisation_id=None, title="", role_ids=(), licence=None, by):
    """Create a user who may come in by the mailed link. Returns the User.

    `licence`: a code; None: the first one that this company gives. Raises Rejected when the address is a colleague's
    already. An address known elsewhere on this installation is invited all the same; nobody learns here that it is
    known.
    """
    email = email.strip().lower()
    if session.scalars(select(User.id).where(User.email == email)).first():
        raise Rejected("A colleague with this address is here already.", field="email")
    identity = by_email(email)
    if identity is None:
        identity = Identity(email=email)
        session.add(identity)
        session.flush()  # the membership refers to it
    user = User(
        licence=checked(licence, None, role_ids),
        identity_id=identity.id,
        email=email,
        name=name,
        kana=kana,
        organisation_id=organisation_id,
        title=title,
    )
    session.add(user)
    session.flush()  # roles and invitation refer to it
    session.add(
        Membership(identity_id=identity.id, tenant_id=context.tenant_id(), user_id=user.id, active=False)
    )
    give_roles(user, role_ids)
    record("user.invited", user, by=by, email=email, licence=user.licence)
    send_invitation(user, by=by)
    return user


def send_invitation(user, *, by):
    """Mail a new link; earlier links of this user stop working."""
    if user.state != "invited":
        raise Rejected("This colleague has come in already.")
    for old in session.scalars(select(Invitation).where(Invitation.user_id == user.id)):
        session.delete(old)
    secret = secrets.token_urlsafe(32)
    session.add(
        Invitation(
            user_id=user.id, secret_hash=digest(secret), invited_by_id=by.id, expires_at=now() + VALID_FOR
        )
    )
    mail.send(
        user.email,
        "access/mails/invitation",
        to_name=user.name,
        locale=user.locale,
        subject_id=user.id,
        inviter=by.name,
        path=f"/invitations/{secret}",
        days=VALID_FOR.days,
    )


def invitation_of(secret):
    """`(invitation, user)` of a link that still works. Raises Missing."""
    found = session.execute(
        select(Invitation, User)
        .join(User, (User.id == Invitation.user_id) & (User.tenant_id == Invitation.tenant_id))
        .where(
            Invitation.secret_hash == digest(secret),
            Invitation.expires_at > now(),
            Invitation.accepted_at.is_(None),
        )
    ).one_or_none()
    if found is None:
        raise Missing
    return found


def accept(secret, password):
    """Come in by the link: sets the password of a new identity, checks the password of a known one.

    Returns the Identity. Raises Missing (link) or Rejected (password).
    """
    invitation, user = invitation_of(secret)
    identity = session.get(Identity, user.identity_id)
    if identity.password_hash is None:
        passwords.set_password(identity, password)
    elif not passwords.matches(identity, password):
        raise Rejected("This address has a password here already. Please enter that one.", field="password")
    invitation.accepted_at, user.state = now(), "active"
    session.get(Membership, (identity.id, context.tenant_id())).active = True
    record("user.came_in", user, by=context.Actor(id=user.id, name=user.name))
    return identity


def give_roles(user, role_ids):
    """Make `role_ids` the user's roles, no more and no fewer. Raises Rejected for an unknown role."""
    wanted = set(role_ids)
    known = set(session.scalars(select(Role.id).where(Role.id.in_(wanted))))
    if known != wanted:
        raise Rejected("Please choose among the roles of this list.", field="role_ids")
    have = {one.role_id: one for one in session.scalars(select(UserRole).where(UserRole.user_id == user.id))}
    for role_id in have.keys() - wanted:
        session.delete(have[role_id])
    session.add_all(UserRole(user_id=user.id, role_id=role_id) for role_id in wanted - have.keys())
