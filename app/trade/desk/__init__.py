"""The desk of sharing: the list of deals, the page of one, messages between its partners."""
