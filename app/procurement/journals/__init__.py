"""Journals (仕訳): vouchers made at acceptance and payment, and their way to the accountant's program."""
