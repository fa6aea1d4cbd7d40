"""The SMS station: outbox, dispatcher, phone."""
