"""Pages, asked for through the checking client as their users would."""
