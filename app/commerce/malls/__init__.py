"""The shops' own interfaces as they are documented: clients for Rakuten, Yahoo, Amazon and Shopify, and file drops.

They speak a shop's language and nothing else: what comes back are its documents as plain dicts under its own names;
turning them into our orders is somebody else's work.
"""
