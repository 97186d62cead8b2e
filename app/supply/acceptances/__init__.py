"""Lines that buyers accepted (検収一覧), from which invoices are made."""
