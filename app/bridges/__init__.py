"""Where siblings meet: one package above the flows and their capabilities, one file for each pair that meets."""
