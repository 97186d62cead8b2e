"""Taking partners out of a deal: shown first, done by the inviter alone, taken back within thirty days."""
