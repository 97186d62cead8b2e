"""The supplier's door for acceptances."""

from app.exchange.gates import gate, projection
from app.supply.acceptances import receiving

gate("acceptance_notice", "supplier")(receiving.check_notice)
gate("acceptance_cancellation", "supplier")(receiving.check_cancellation)
projection("acceptance_notice", "supplier")(receiving.file_notice)
projection("acceptance_cancellation", "supplier")(receiving.file_cancellation)
