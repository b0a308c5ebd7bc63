"""What the gallery shows: a company that does not exist, so that every part has real words in it."""

from datetime import UTC, datetime
from typing import Any, Final

from rostra.kit.marks import ICONS, NETWORKS, tile
from rostra.kit.places import LanguageLink, Link
from rostra.kit.tints import initials_of, tint_of

PEOPLE: Final = (
    *("Noor Haddad", "Charo Benítez", "Iñaki Etxeberria", "Nguyễn Thị Hạnh"),
    *("Amara Okonkwo", "Siiri Aikio", "Jarkko Lehtinen", "Lucía Ferrer Pons"),
)
PLACES: Final = (
    *("Café Tampere", "Bar & machines", "Green buying", "Roasting"),
    *("Sensory club", "Winter blend", "Turku cyclists", "Quality lab"),
)
COLOURS: Final = (
    ("paper", "day .980 .005 84", "night .190 .006 70"),
    ("paper-2", "day .955 .007 85", "night .232 .007 70"),
    ("paper-3", "day .996 .002 85", "night .248 .007 70"),
    ("ink", "day .225 .012 60", "night .935 .008 85"),
    ("ink-2", "day .410 .012 60", "night .790 .008 80"),
    ("ink-3", "day .505 .012 65", "night .690 .010 80"),
    ("hair", "day .885 .008 80", "night .305 .008 70"),
    ("rule", "day .620 .010 70", "night .560 .010 75"),
    ("good", "day .46 .105 152", "night .800 .120 152"),
    ("mend", "day .50 .110 62", "night .820 .120 75"),
    ("stop", "day .49 .185 27", "night .755 .130 27"),
    ("accent", "from the brand,", "lightness clamped"),
    ("accent-deep", "from the brand,", "lightness clamped"),
    ("accent-wash", "from the brand,", "lightness clamped"),
)
BRANDS: Final = (
    ("blue", "A blue: #1d4fc4"),
    ("red", "A red: #c8102e"),
    ("yellow", "A yellow: #ffd400"),
    ("green", "A green: #0b6b46"),
)
PAGES: Final = ("home", "community", "profile", "compose", "inbox", "console", "sign-in", "sorry")
MOMENT: Final = datetime(2026, 5, 14, 7, 20, tzinfo=UTC)


def sample(page: str = "") -> dict[str, Any]:
    """The context of every gallery page, as `base.html` asks for it, with `page` as the current one."""
    names = {
        "home": ("Home", "home", 0),
        "inbox": ("Inbox", "inbox", 4),
        "compose": ("Worth telling", "megaphone", 3),
        "community": ("Communities", "shapes", 0),
        "profile": ("People", "people", 0),
        "console": ("What came of it", "chart", 0),
    }
    nav = [
        {"label": label, "icon": mark, "url": f"/kit/pages/{key}/", "count": count, "current": key == page}
        for key, (label, mark, count) in names.items()
    ]
    noor = PEOPLE[0]
    return {
        "company": {"name": "Aamuvalle", "nameplate": "Aamuvalle"},
        "me": {
            "id": noor,
            "name": noor,
            "initials": initials_of(noor),
            "tint": tint_of(noor),
            "url": "/kit/pages/profile/",
        },
        "inbox_count": 4,
        "search_hint": "Search people, words, communities",
        "nav": nav,
        "tabs": [nav[0], nav[3], {"label": "Write", "icon": "pen", "url": "/kit/pages/home/#say"}, nav[2], nav[1]],
        "places_label": "Your communities",
        "places_link": {"label": "Find or start one", "url": "/kit/pages/community/"},
        "my_places": [
            {
                "name": name,
                "url": "/kit/pages/community/",
                "tile": tile(name),
                "count": (5, 9, 3, 0, 4, 2, 0)[at],
                "current": page == "community" and at == 1,
            }
            for at, name in enumerate(PLACES[:7])
        ],
        "footer_links": (Link("#main", "What we keep about you"), Link("#main", "The four points")),
        "frame_languages": (LanguageLink("fi", "Suomi", ""), LanguageLink("es", "Español", "")),
        "frame_next": "next=/kit/",
        "people": PEOPLE,
        "places": PLACES,
        "colours": COLOURS,
        "brands": BRANDS,
        "pages": PAGES,
        "lights": ("light", "dark"),
        "icons": sorted(ICONS),
        "networks": sorted(NETWORKS),
        "moment": MOMENT,
        "channels": (
            ("linkedin", "LinkedIn", "2,533 left"),
            ("mastodon", "Mastodon", "33 left"),
            ("bluesky", "Bluesky", "2 posts"),
        ),
    }
