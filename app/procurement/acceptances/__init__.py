"""Acceptances (検収): what was inspected and taken, the ground of every invoice and journal."""
