"""Pages of customers, whose address holds a secret, and the clerks' page about them."""
