"""Organisations (組織) of trade: who takes part in deals, under an id that is unique on the whole platform."""
