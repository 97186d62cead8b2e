"""Browser journeys: the product as its users drive it, on a live installation with worker, clock and mail."""
