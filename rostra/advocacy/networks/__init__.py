"""Networks outside, one folder each. `registers.py` hands them to the registry; `docs/reference/networks.md` lists them."""
