"""Requests for quotation as received (見積依頼受領)."""
