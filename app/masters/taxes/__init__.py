"""Consumption tax: codes, rates and deductible shares by the date of the transaction."""
