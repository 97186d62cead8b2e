"""Partners who are not on this installation: the same envelopes by mail, with a link to a guest page."""
