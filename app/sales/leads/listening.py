"""Leads that became business name the person and the account they became."""

from app.records.kit.holding import hold
from app.sales.leads.model import Lead
from app.sales.leads.record import LEAD

hold(["partner"], LEAD.name, LEAD.plural, Lead, "partner_id", alone=True, kind=LEAD)
hold(["person"], LEAD.name, LEAD.plural, Lead, "person_id", alone=True, kind=LEAD)
