"""What people hands to kit."""

from rostra.kit.doors import Keeper, keepers

# A log-in that is a person of the company and still here.
keepers.add(Keeper("people", lambda request: getattr(request, "person", None) is not None))
