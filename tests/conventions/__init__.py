"""The house rules as tests: each finds nothing in the tree and finds its planted violation."""
