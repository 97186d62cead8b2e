"""Requests for quotation (見積依頼): what we ask, of whom, until when."""
