"""The supplier's door for answers to invoices."""

from app.exchange.gates import gate, projection
from app.supply.invoices import receiving

gate("invoice_return", "supplier")(receiving.check_answer)
gate("invoice_approval", "supplier")(receiving.check_answer)
projection("invoice_return", "supplier")(receiving.file_return)
projection("invoice_approval", "supplier")(receiving.file_approval)
