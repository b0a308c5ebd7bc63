"""Who passes the doors of home."""

PEOPLE = {"anonymous": 302, "dara": 200, "chen": 200, "bo": 200, "kim": 200, "ana": 200, "page": True}
ADMINISTRATOR = {"anonymous": 302, "dara": 403, "chen": 403, "bo": 403, "kim": 403, "ana": 200, "page": True}
GONE = {"method": "POST", "anonymous": 302, "dara": 403, "chen": 403, "bo": 403, "kim": 403, "ana": 404}

DOORS = {
    "home": PEOPLE,
    "search": PEOPLE,
    "language": {"anonymous": 302, "dara": 302, "chen": 302, "bo": 302, "kim": 302, "ana": 302},
    "console": ADMINISTRATOR | {"kim": 200},
    "console-audit": ADMINISTRATOR,
    "console-jobs": ADMINISTRATOR,
    "console-delivery-try": GONE,
    "console-job-try": GONE,
}


def make(cast):
    return {
        "language": {"code": "fi"},
        "search": {"?": "?q=roaster"},
        "console-delivery-try": {"delivery": 999999},
        "console-job-try": {"job": 999999},
    }
