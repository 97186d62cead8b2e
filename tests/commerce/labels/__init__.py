"""Labels: what is written for carriers, what is asked before, what comes back."""
