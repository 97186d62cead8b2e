"""How a tenant arranges its records: labels, what is shown and required, cards, own fields, buttons; in versions."""
