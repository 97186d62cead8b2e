// A page of nobody (signing in): no page kept for somebody may stay on the device. What was not sent stays theirs.
behaviour("forget", () => device.able && device.forget());
