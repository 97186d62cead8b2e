"""Rulebooks: ceilings, defaults and hidden invitations per pattern, in versions that the platform's operator issues."""
