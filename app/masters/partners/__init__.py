"""Partners (取引先):

customers, suppliers and both, with their registration numbers and terms of payment.
"""
