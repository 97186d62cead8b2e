"""Sharing: deals (取引) as rooms of many organisations, with rights per document and partners that others cannot see.

One pure module, `sight`, decides who sees what and who is believed to have acted; everything else asks it.
"""
