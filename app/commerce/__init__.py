"""Commerce (EC): orders of every shop, from intake to the parcel and the thank-you; stock told to every shop."""
