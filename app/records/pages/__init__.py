"""The screens of every record type, made from its description."""
