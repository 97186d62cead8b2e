"""Reading business cards: from a picture to lines, from lines to fields. Nothing here knows a database."""
