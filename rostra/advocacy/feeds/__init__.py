"""Reading a company's RSS and Atom feeds: fetched by the guarded client only, parsed from bytes only."""
