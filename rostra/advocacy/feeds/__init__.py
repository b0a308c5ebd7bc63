"""Reading a company's RSS and Atom feeds: fetched by the guarded client only, parsed from bytes only, in a limited process.

`fetching.py` gets the bytes, `sandbox.py` starts `child.py` with them, `reading.py` parses there.
"""
