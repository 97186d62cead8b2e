"""What every package stands on: database, tenancy, context, ids, clock, money, text, errors, events.

No request, no page and no business noun is known here.
"""
