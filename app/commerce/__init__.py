"""Commerce (EC): orders of every shop, from their intake to the parcel and the thank-you, and stock told to every shop."""
