"""Which rooms list their doors, and which URLs are a library's own."""

ROOMS = ["kit", "company", "accounts", "people", "notices", "guidelines", "communities", "advocacy", "home"]
FOREIGN: set[str] = set()
