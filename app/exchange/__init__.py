"""Between companies: cases (調達案件) and the immutable envelopes (取引書類) that travel inside them.

What one company shows another is exactly what it sent. Sender and recipient each keep a copy in their own tenant,
written in one transaction; the recipient's gate may refuse. `procurement` and `supply` meet only here.
"""
