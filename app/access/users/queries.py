"""Users as the rest of the product needs them."""

import uuid

from sqlalchemy import select, text

from app.access.licences.rules import left_of, licences_for
from app.access.roles.model import UserRole
from app.access.users.model import User
from app.kernel import context
from app.kernel.context import Actor
from app.kernel.db import session
from app.kernel.permissions import in_force
from app.records.layouts import versions
from app.records.saved_views import queries as saved_views

_ACTOR = """
    SELECT u.id, u.name, u.email, u.organisation_id, u.locale, u.theme, u.density, u.state,
           (SELECT jsonb_agg(r.permissions) FROM user_roles ur
              JOIN roles r ON r.tenant_id = ur.tenant_id AND r.id = ur.role_id
             WHERE ur.tenant_id = u.tenant_id AND ur.user_id = u.id) AS permissions,
           (SELECT array_agg(below.id) FROM organisations own
              JOIN organisations below ON below.tenant_id = own.tenant_id AND below.path ^@ own.path
             WHERE own.tenant_id = u.tenant_id AND own.id = u.organisation_id) AS organisation_ids,
           known.subjects,
           (SELECT jsonb_object_agg(c.subject, c.version) FROM configurations c
             WHERE c.tenant_id = u.tenant_id) AS configured,
           u.licence,
           (SELECT s.value #>> ARRAY[]::text[] FROM settings s
             WHERE s.tenant_id = u.tenant_id AND s.name = 'platform.negative') AS negative,
           (SELECT count(*) FROM notifications n
             WHERE n.tenant_id = u.tenant_id AND n.user_id = u.id AND n.read_at IS NULL
               AND (NOT EXISTS (SELECT FROM disclosures d
                                 WHERE d.tenant_id = n.tenant_id AND d.record_id = n.subject_id)
                    OR EXISTS (SELECT FROM disclosures d
                                WHERE d.tenant_id = n.tenant_id AND d.record_id = n.subject_id
                                  AND d.subject = ANY (known.subjects)))) AS unread,
           (SELECT count(*) FROM approval_assignments a
             WHERE a.tenant_id = u.tenant_id AND a.user_id = u.id AND a.state = 'open') AS approvals_waiting
           {further}
      FROM users u CROSS JOIN LATERAL (
             SELECT ARRAY(WITH own AS (
                   SELECT 'user:' || u.id AS subject
                    UNION ALL SELECT 'organisation:' || u.organisation_id
                    UNION ALL SELECT 'below:' || above.id FROM organisations mine
                      JOIN organisations above ON above.tenant_id = mine.tenant_id AND mine.path ^@ above.path
                     WHERE mine.tenant_id = u.tenant_id AND mine.id = u.organisation_id),
                 direct AS (
                   SELECT 'group:' || m.group_id AS subject FROM group_members m
                     JOIN own ON own.subject = m.subject WHERE m.tenant_id = u.tenant_id)
                 SELECT subject FROM own WHERE subject IS NOT NULL
                  UNION SELECT subject FROM direct
                  UNION SELECT 'group:' || m.group_id FROM group_members m
                     JOIN direct ON direct.subject = m.subject WHERE m.tenant_id = u.tenant_id) AS subjects) known
     WHERE u.tenant_id = :tenant_id AND {who}
"""
_FURTHER = {False: "", True: f", {saved_views.WITH_USER}"}
_BY_ID = {
    listed: text(_ACTOR.format(further=more, who="u.id = :user_id")) for listed, more in _FURTHER.items()
}
_BY_SESSION = {
    listed: text(f"""
        SELECT i.id AS identity_id, i.email AS identity_email, i.session_key, member.*
          FROM identities i
          LEFT JOIN memberships m ON m.identity_id = i.id AND m.tenant_id = :tenant_id AND m.active
          LEFT JOIN LATERAL ({_ACTOR.format(further=more, who="u.id = m.user_id")}) member ON true
         WHERE i.id = :identity_id AND i.session_key = :session_key""")
    for listed, more in _FURTHER.items()
}

_HOLDERS = text("""
    SELECT u.id, u.name, u.email, u.locale, u.state, c.in_app, c.mail
      FROM users u
      LEFT JOIN notification_choices c ON c.tenant_id = u.tenant_id AND c.user_id = u.id AND c.kind = :kind
     WHERE u.state = 'active' AND u.licence = ANY (:licences)
       AND EXISTS (SELECT FROM user_roles ur JOIN roles r ON r.tenant_id = ur.tenant_id AND r.id = ur.role_id
                    WHERE ur.tenant_id = u.tenant_id AND ur.user_id = u.id AND :permission = ANY (r.permissions))
     ORDER BY u.id
""")


_ACTORS = text(_ACTOR.format(further="", who="u.id = ANY (:user_ids) AND u.state = 'active'"))


def row_for_request(tenant_id, user_id, listed=None):
    """All that a request needs about its user, in one statement: preferences, permissions, organisations, unread.

    `listed`: the record type whose list is asked for; its saved views are read along.
    """
    return _read(_BY_ID, listed, tenant_id=tenant_id, user_id=user_id)


def row_for_session(tenant_id, identity_id, session_key, listed=None):
    """What `row_for_request` finds, with `identity_id` and `identity_email` of the session; None when its key is old.

    Somebody without membership of the tenant has an identity there, but no `id`.
    """
    known = {"tenant_id": tenant_id, "identity_id": identity_id, "session_key": session_key}
    return _read(_BY_SESSION, listed, **known)


def _read(statements, listed, **known):
    """The row, of which its companions of the request are remembered."""
    saved_views.forget()
    if listed:
        known["listed"] = listed
    row = session.execute(statements[bool(listed)], known).one_or_none()
    if row is not None and row.id:
        versions.remember(row.configured)
        if listed:
            saved_views.remember(listed, row.views, row.habit)
    return row


def actor_from(row):
    """The kernel's Actor for a row of `row_for_request`, with what the licence leaves of the roles' permissions."""
    return Actor(
        id=row.id,
        name=row.name,
        email=row.email,
        permissions=left_of(row.licence, frozenset().union(*map(in_force, row.permissions or ()))),
        organisation_id=row.organisation_id,
        organisation_ids=frozenset(row.organisation_ids or ()),
        subjects=frozenset(row.subjects),
        locale=row.locale,
    )


def actor_of(user_id):
    """The Actor of a user of the present tenant (for jobs and demonstration data), or None when not active."""
    row = row_for_request(context.tenant_id(), uuid.UUID(str(user_id)))
    return actor_from(row) if row and row.state == "active" else None


def actors_of(user_ids):
    """The Actors of those among `user_ids` who are active users of the present tenant, in one statement."""
    asked = {"tenant_id": context.tenant_id(), "user_ids": [uuid.UUID(str(one)) for one in user_ids]}
    return [actor_from(row) for row in session.execute(_ACTORS, asked)]


def active_users():
    """Active users in the order Japanese readers expect (reading, then id)."""
    return select(User).where(User.state == "active").order_by(User.kana, User.id)


def ids_with_permission(permission):
    """Ids of active users of the tenant who were granted `permission`."""
    return list(
        session.scalars(
            text("""
        SELECT DISTINCT u.id FROM users u
          JOIN user_roles ur ON ur.tenant_id = u.tenant_id AND ur.user_id = u.id
          JOIN roles r ON r.tenant_id = ur.tenant_id AND r.id = ur.role_id
         WHERE u.state = 'active' AND u.licence = ANY (:licences) AND :permission = ANY (r.permissions)"""),
            {"permission": permission, "licences": licences_for(permission)},
        )
    )


def holders_to_notify(permission, kind):
    """Active users who were granted `permission`, with what they chose for a kind of notice (`notify_people`)."""
    asked = {"permission": permission, "kind": kind, "licences": licences_for(permission)}
    return session.execute(_HOLDERS, asked).all()


def names_of(user_ids):
    """`{id: name}` for users of the tenant."""
    wanted = [one for one in set(user_ids) if one]
    if not wanted:
        return {}
    return dict(session.execute(select(User.id, User.name).where(User.id.in_(wanted))).all())


def role_ids(user_id):
    """Ids of the user's roles."""
    return session.scalars(select(UserRole.role_id).where(UserRole.user_id == user_id)).all()
