"""How the records of sales are numbered unless a tenant says otherwise."""

from app.records.numbering import series

PROSPECT = series("prospect", "PR{SEQ:6}", scope="none")
PERSON = series("person", "P{SEQ:6}", scope="none")
LEAD = series("lead", "L{SEQ:6}", scope="none")
CAMPAIGN = series("campaign", "CP{SEQ:4}", scope="none")
OPPORTUNITY = series("opportunity", "OP-{YY}{MM}-{SEQ:4}")
ACTIVITY = series("activity", "AC{SEQ:7}", scope="none")
