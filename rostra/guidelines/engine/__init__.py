"""The check itself: text in, findings out. No framework, no table."""
