"""Orders fetched from shops through their interfaces."""
