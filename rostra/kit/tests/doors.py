"""Who passes the doors of the kit: everybody."""

ANYONE = {"anonymous": 200, "dara": 200, "chen": 200, "bo": 200, "kim": 200, "ana": 200}

DOORS = {
    "kit_css": ANYONE,
    "kit_gallery": ANYONE | {"page": True},
    "kit_gallery_page": ANYONE,
    "csp_reports": dict.fromkeys(ANYONE, 400) | {"method": "POST"},
}


def make(cast):
    return {"kit_gallery_page": {"name": "home"}}
