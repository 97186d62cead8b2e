"""What a carrier does not do at some places (配送制限): no cash on delivery, no time of day, a relay fee."""
