"""Pages for partners without an account; every address holds the secret of one case."""
