"""Who may reach the pages of sales that the record kit does not give: part of the access table."""

OWNED = ("masters.partner", "sales.campaign", "sales.lead", "sales.opportunity")
"""Record types with people of ours on them."""
JOINED = ("masters.partner", "sales.activity", "sales.campaign", "sales.opportunity")
"""Record types with people of theirs on them."""
SALES = {
    "sales.maintenance.create": "sales.owner.maintain",
    "sales.maintenance.create_preview": "sales.owner.maintain",
    "sales.maintenance.new": "sales.owner.maintain",
    "sales.conversions.create": "sales.lead.edit",
    "sales.conversions.create_undoing": "sales.lead.edit",
    "sales.conversions.new": "sales.lead.edit",
    "sales.follows.create": "sales.lead.edit",
    **{f"sales.parties.create_{name.partition('.')[2]}": f"{name}.edit" for name in JOINED},
    **{f"sales.parties.delete_{name.partition('.')[2]}": f"{name}.edit" for name in JOINED},
    "sales.boards.create": "sales.opportunity.edit",
    "sales.boards.index": "sales.opportunity.view",
    "sales.boards.new": "sales.opportunity.edit",
    "sales.forecasts.changes": "sales.opportunity.view",
    "sales.forecasts.index": "sales.opportunity.view",
    "sales.funnels.aged": "sales.opportunity.view",
    "sales.funnels.left": "sales.opportunity.view",
    "sales.lines.edit": "sales.opportunity.edit",
    "sales.lines.exploded": "sales.opportunity.edit",
    "sales.lines.months": "sales.opportunity.edit",
    "sales.lines.products": "sales.opportunity.edit",
    "sales.lines.share": "sales.opportunity.edit",
    "sales.lines.update": "sales.opportunity.edit",
    "sales.results.around": "sales.activity.edit",
    "sales.results.create": "sales.activity.edit",
    "sales.results.new": "sales.activity.edit",
    "sales.weeks.index": "sales.activity.view",
    **{f"sales.owners.create_{name.partition('.')[2]}": f"{name}.edit" for name in OWNED},
    **{f"sales.owners.create_{name.partition('.')[2]}_ending": f"{name}.edit" for name in OWNED},
}
