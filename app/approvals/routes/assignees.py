"""Who a step falls to: rules of the route become people of the tenant.

A rule is `{"kind": "user", "user_id": id}`, `{"kind": "role", "role": code, "organisation_id": id | None}` (people
with the role in that department or below it; None: in the document's own), `{"kind": "head", "level": n}` (head of
the document's department, n levels up) or `{"kind": "permission", "permission": name}` (everybody who was granted it).
Only active users who may decide count.
"""

import uuid

from sqlalchemy import text

from app.access.licences.rules import licences_for
from app.kernel import context
from app.kernel.db import session

DECIDE = "approvals.case.decide"
_ABLE = """
    SELECT u.id FROM users u
     WHERE u.tenant_id = :tenant_id AND u.state = 'active' AND u.licence = ANY (:licences)
       AND EXISTS (SELECT 1 FROM user_roles ur JOIN roles r ON r.tenant_id = ur.tenant_id AND r.id = ur.role_id
                    WHERE ur.tenant_id = u.tenant_id AND ur.user_id = u.id AND :decide = ANY (r.permissions))
       AND """
_BY_ID = text(_ABLE + "u.id = ANY (:ids) ORDER BY u.id")
_BY_ROLE = text(
    _ABLE
    + """EXISTS (SELECT 1 FROM user_roles ur JOIN roles r ON r.tenant_id = ur.tenant_id AND r.id = ur.role_id
                  WHERE ur.tenant_id = u.tenant_id AND ur.user_id = u.id AND r.code = :role)
         AND EXISTS (SELECT 1 FROM organisations own JOIN organisations below
                          ON below.tenant_id = own.tenant_id AND below.company_id = own.company_id
                             AND below.path ^@ own.path
                      WHERE own.tenant_id = u.tenant_id AND own.id = :organisation_id
                        AND below.id = u.organisation_id)
       ORDER BY u.kana, u.id"""
)
_BY_PERMISSION = text(
    _ABLE
    + """EXISTS (SELECT 1 FROM user_roles ur JOIN roles r ON r.tenant_id = ur.tenant_id AND r.id = ur.role_id
                  WHERE ur.tenant_id = u.tenant_id AND ur.user_id = u.id AND :permission = ANY (r.permissions))
       ORDER BY u.kana, u.id"""
)
_HEADS = text("SELECT id, head_id FROM organisations WHERE tenant_id = :tenant_id AND id = ANY (:ids)")


class Resolver:
    """Finds people for one document. `lineage`: ids of its department and all above it, nearest first."""

    def __init__(self, lineage):
        self.lineage = list(lineage)
        self._heads = None

    def people(self, rules):
        """Ids of those the rules name, in order, each once."""
        found = [one for rule in rules for one in getattr(self, f"_{rule['kind']}")(rule)]
        return list(dict.fromkeys(found))

    def superior(self, besides):
        """Id of the nearest head above the document who is not among `besides`; None when there is none."""
        return next((one for one in self._able(self.heads()) if one not in besides), None)

    def heads(self):
        """Ids of the heads of the lineage's departments, nearest first (None where there is none)."""
        if self._heads is None:
            rows = self._rows(_HEADS, ids=self.lineage)
            by_department = {row.id: row.head_id for row in rows}
            self._heads = [by_department.get(one) for one in self.lineage]
        return self._heads

    def _user(self, rule):
        return self._able([uuid.UUID(rule["user_id"])])

    def _role(self, rule):
        department = rule.get("organisation_id") or next(iter(self.lineage), None)
        if department is None:
            return []
        rows = self._rows(_BY_ROLE, decide=DECIDE, role=rule["role"], organisation_id=department)
        return [row.id for row in rows]

    def _head(self, rule):
        return self._able(self.heads()[rule["level"] : rule["level"] + 1])

    def _permission(self, rule):
        return [row.id for row in self._rows(_BY_PERMISSION, decide=DECIDE, permission=rule["permission"])]

    def _able(self, ids):
        wanted = [one for one in ids if one]
        if not wanted:
            return []
        able = {row.id for row in self._rows(_BY_ID, decide=DECIDE, ids=wanted)}
        return [one for one in wanted if one in able]

    def _rows(self, statement, **values):
        able = {"tenant_id": context.tenant_id(), "licences": licences_for(DECIDE)}
        return session.execute(statement, able | values).all()
