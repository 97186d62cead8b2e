"""The buyer's line: from the request for quotation to the journals."""
