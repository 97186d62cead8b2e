"""Partners (取引関係先): found, invited, given rights, hidden, removed."""
