"""A believable company to look around in: Aamuvalle, coffee, Turku and Valencia, some 200 people and a year of talk."""
