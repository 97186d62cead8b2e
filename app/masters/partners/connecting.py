"""Connecting a partner with its own company on this installation, so that documents arrive at once."""

from app.access.tenants.queries import tenant_by_id, tenant_by_slug
from app.kernel import clock, context
from app.kernel.db import session
from app.kernel.errors import Rejected
from app.masters.partners.queries import partner_of_tenant
from app.platform.audit import record


def connect(partner, company_code):
    """Connect with the company whose code (first part of its address) the partner told us.

    Nothing about other companies is revealed: a wrong code and an inactive company look the same. Raises Rejected.
    """
    found = tenant_by_slug(company_code.strip().lower())
    if found is None or found.id == context.tenant_id():
        raise Rejected(
            "There is no other company with this code. Ask the partner for the code in its address.",
            "company_code",
        )
    other = partner_of_tenant(found.id)
    if other is not None and other.id != partner.id:
        raise Rejected("%(name)s is connected with this company already.", "company_code", name=other.name)
    if partner.linked_tenant_id == found.id:
        return
    partner.linked_tenant_id = found.id
    _saved(partner, "partner.connected", found.slug)


def disconnect(partner):
    """End the connection; open cases stay where they are, new documents go by mail."""
    if partner.linked_tenant_id is None:
        return
    found = tenant_by_id(partner.linked_tenant_id)
    partner.linked_tenant_id = None
    _saved(partner, "partner.disconnected", found.slug if found else "")


def _saved(partner, verb, company_code):
    partner.version, partner.changed_at = partner.version + 1, clock.now()
    session.flush()  # two partners for one company are refused by the database
    record(verb, partner, label=f"{partner.code} {partner.name}", tenant=company_code)


def hand_over(move, source, target):
    """The connection of a partner that becomes part of another one. Raises Rejected where both have one."""
    tenant_id = source.linked_tenant_id
    if tenant_id is None or move.action != "merge":
        return None
    if target.linked_tenant_id is not None:
        raise Rejected("Both are connected with companies on this installation. End one connection first.")
    _connect_instead(source, target)
    return str(tenant_id)


def take_back(move, source, target, tenant_id):
    """The connection back to whom it belonged, unless it ended since."""
    if str(target.linked_tenant_id) == tenant_id and source.linked_tenant_id is None:
        _connect_instead(target, source)


def _connect_instead(former, other):
    tenant_id, found = former.linked_tenant_id, tenant_by_id(former.linked_tenant_id)
    former.linked_tenant_id = None
    _saved(former, "partner.disconnected", found.slug if found else "")
    other.linked_tenant_id = tenant_id
    _saved(other, "partner.connected", found.slug if found else "")
