"""The screens of moves."""
