"""Orders (受注): what somebody bought in a shop, and what it costs. Work is done on their slips."""
