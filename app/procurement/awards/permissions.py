"""Who may choose a supplier (procurement §4.11): requesters propose, buyers decide and write the letters."""

from app.kernel.permissions import permission

permission("procurement.award.propose", "Propose which supplier to choose", "requester", "buyer")
permission("procurement.award.make", "Choose suppliers and send the result letters", "buyer")
