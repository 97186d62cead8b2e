"""Cases name the partner with whom they were opened, as their envelopes do."""

from app.records.kit.holding import keep

keep("exchange_cases", "partner_id")
