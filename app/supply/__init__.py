"""The suppliers' portal: what this company was asked, what it answered, delivered and invoiced.

Everything here comes out of envelopes that this company received or sent. Nothing is read from the buyer's tables.
"""
