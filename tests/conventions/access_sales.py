"""Who may reach the pages of sales that the record kit does not give: part of the access table."""

OWNED = ("masters.partner", "sales.campaign", "sales.lead", "sales.opportunity")
"""Record types with people of ours on them."""
JOINED = ("masters.partner", "sales.activity", "sales.campaign", "sales.opportunity")
"""Record types with people of theirs on them."""
MOVED = {"masters.partner": "masters.partner.merge", "sales.person": "sales.person.merge"}
"""Record types whose rows are merged."""
MOVES = ("index", "show", "create_undoing", "candidates", "new_merge", "create_merge")
REASSIGNMENTS = ("new_reassignment", "create_preview", "create_reassignment")
SALES = {
    **{f"{name}_moves.{one}": needed for name, needed in MOVED.items() for one in MOVES},
    **{f"masters.partner_moves.{one}": "masters.partner.merge" for one in REASSIGNMENTS},
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
    "sales.card_batches.create": "sales.person.edit",
    "sales.card_batches.create_file": "sales.person.edit",
    "sales.card_batches.create_import": "sales.person.edit",
    "sales.card_batches.create_undoing": "sales.person.edit",
    "sales.card_batches.index": "sales.person.edit",
    "sales.card_batches.new": "sales.person.edit",
    "sales.card_batches.show": "sales.person.edit",
    "sales.card_parts.create_back": "sales.person.edit",
    "sales.card_parts.create_join": "sales.person.edit",
    "sales.card_parts.create_pair": "sales.person.edit",
    "sales.card_parts.create_skippings": "sales.person.edit",
    "sales.card_parts.create_turning": "sales.person.edit",
    "sales.card_parts.create_whole": "sales.person.edit",
    "sales.card_parts.delete_back": "sales.person.edit",
    "sales.card_reader.create_check": "sales.card_reader.edit",
    "sales.card_reader.destroy_key": "sales.card_reader.edit",
    "sales.card_reader.edit": "sales.card_reader.edit",
    "sales.card_reader.update": "sales.card_reader.edit",
    "sales.cards.create_import": "sales.person.edit",
    "sales.cards.create_reading": "sales.person.edit",
    "sales.cards.create_skipping": "sales.person.edit",
    "sales.cards.show": "sales.person.edit",
    "sales.cards.show_likeness": "sales.person.edit",
    "sales.judgements.create": "sales.forecast.judge",
    "sales.judgements.create_of_month": "sales.forecast.judge",
    "sales.judgements.show_person": "sales.opportunity.view",
    "sales.lines.edit": "sales.opportunity.edit",
    "sales.lines.exploded": "sales.opportunity.edit",
    "sales.lines.months": "sales.opportunity.edit",
    "sales.lines.products": "sales.opportunity.edit",
    "sales.lines.share": "sales.opportunity.edit",
    "sales.lines.update": "sales.opportunity.edit",
    **{
        f"sales.mails.{name}": "sales.activity.edit"
        for name in "around create_activity create_dismissal destroy_dismissal index show".split()
    },
    **{
        f"sales.mail_addresses.{name}": "sales.activity.edit"
        for name in "create_secret destroy_secret edit update".split()
    },
    "sales.calendars.show": "public",
    **{
        f"sales.calendar_feeds.{name}": "sales.activity.edit"
        for name in "create_secret destroy_secret edit update".split()
    },
    "sales.results.around": "sales.activity.edit",
    "sales.results.create": "sales.activity.edit",
    "sales.results.new": "sales.activity.edit",
    "sales.visits.show": "sales.activity.view",
    "sales.weeks.index": "sales.activity.view",
    **{f"sales.owners.create_{name.partition('.')[2]}": f"{name}.edit" for name in OWNED},
    **{f"sales.owners.create_{name.partition('.')[2]}_ending": f"{name}.edit" for name in OWNED},
}
