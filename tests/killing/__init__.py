"""Rostra as it runs, with one more door for posting, for the tests that kill its processes."""
