"""Getting in: the person's password, and the certificate by which the server is known."""
