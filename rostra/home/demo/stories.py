"""Stories worth telling, the four points, and the words that are not public yet."""

from typing import NamedTuple


class Tale(NamedTuple):
    """A story: title, what happened, the facts one may lean on, how many days it is open; `told` is who told it, and how."""

    title: str
    text: str
    picture: str
    alt: str
    url: str
    facts: tuple[str, ...]
    topics: tuple[str, ...]
    days: int
    hours_ago: float
    told: tuple[tuple[str, str], ...]


STORIES = (
    Tale(
        "The heat of our roasting now warms the Impivaara swimming hall",
        "What left the chimneys in Turku until spring now runs under the street into the city’s largest pool: 2.1 gigawatt-hours a year. You may tell it outside, in your own words.",
        "pool",
        "Lanes of the Impivaara swimming hall seen through the water",
        "https://aamuvalle.example/stories/heat",
        (
            "2.1 gigawatt-hours a year go to the hall, eleven in a hundred of what it needs.",
            "Since May. Before, it left by the chimney at 210 °C.",
            "We know of no other coffee roaster in Finland that does this.",
            "Our partner is Turku Energia, who may be named.",
            "What it cost is told with the half-year figures, not before.",
        ),
        ("coffee", "Turku", "heat"),
        9,
        2.1,
        (
            (
                "Noor Haddad",
                "I teach baristas at Aamuvalle, and since May the pool where I learned to swim is warmed by our roasting. The heat left by the chimney before. I like that.",
            ),
            (
                "Mirja Väisänen",
                "Työskentelen Aamuvallella. Paahtimon hukkalämpö lämmittää nyt Impivaaran uimahallia, yksitoista sadasosaa sen tarpeesta. Kävin kokeilemassa: lämmin on.",
            ),
            (
                "Iñaki Etxeberria",
                "Trabajo en Aamuvalle. El calor de nuestros tostadores calienta ahora la piscina de Impivaara, en Turku. Antes se iba por la chimenea.",
            ),
            (
                "Jarkko Lehtinen",
                "At Aamuvalle, where I fix machines, we put a pipe where a chimney was. Now a swimming hall is warm and the sky is not. Best weld of my life.",
            ),
            (
                "Reijo Ikonen",
                "My employer Aamuvalle sends its roasting heat to the city pool. My daughter says the water smells of nothing at all, which was the plan.",
            ),
            (
                "Nguyễn Thị Hạnh",
                "I taste coffee for a living at Aamuvalle. The heat of the roast goes to Impivaara’s swimmers now; two gigawatt-hours a year, and nobody drinks a drop of it.",
            ),
        ),
    ),
    Tale(
        "What did a customer teach you this week?",
        "No text is given for this one. Something somebody said across the counter, and what you did with it.",
        "",
        "",
        "https://aamuvalle.example/stories/customers",
        (
            "Names of customers stay inside, unless they said yes.",
            "Photographs only with the permission of everyone on them.",
        ),
        ("coffee",),
        12,
        28,
        (
            (
                "Charo Benítez",
                "I run a café for Aamuvalle in Bilbao. A customer taught me to ask before I add sugar. Eleven years, and nobody had said it.",
            ),
        ),
    ),
    Tale(
        "We look for two roasters in Valencia",
        "Two people who like heat, numbers and early mornings. You know what the work is; say what it is like.",
        "roasts",
        "Eight trays of beans in a row, from green to nearly black",
        "https://aamuvalle.example/jobs/roaster-valencia",
        (
            "Two permanent places from January, in Valencia.",
            "No degree needed; we teach for six months, paid from the first day.",
            "Applications until the last day of the month, by the form behind the link.",
        ),
        ("Valencia", "coffee", "empleo"),
        21,
        51,
        (),
    ),
)

DRAFTS = (
    (
        "A year with the farms above Pitalito",
        "Four families, one flowering calendar, and what the cup said. For spring.",
        "valley",
    ),
    ("The new dock at Linnankatu opens", "Eight weeks of detours end. Numbers follow when they are final.", ""),
)

POINTS = {
    "en": (
        ("Say that you work here.", "Readers must see it in the first lines. “I roast coffee at Aamuvalle” is enough."),
        (
            "Tell what you saw yourself.",
            "Your own words and your own part of it. Nobody believes a sentence that twelve others also wrote.",
        ),
        (
            "Leave out what is not public.",
            "Figures before they are told, customers, plans. If you are not sure, ask here first.",
        ),
        ("Ask before you name someone.", "A name, a face, an address belong to the person."),
    ),
    "fi": (
        ("Kerro, että olet täällä töissä.", "Lukijan pitää nähdä se alusta. ”Paahdan kahvia Aamuvallella” riittää."),
        (
            "Kerro, mitä itse näit.",
            "Omin sanoin, omasta osastasi. Kukaan ei usko lausetta, jonka kaksitoista muutakin kirjoitti.",
        ),
        (
            "Jätä pois se, mikä ei ole julkista.",
            "Luvut ennen aikojaan, asiakkaat, suunnitelmat. Jos et ole varma, kysy ensin täällä.",
        ),
        ("Kysy ennen kuin nimeät jonkun.", "Nimi, kasvot ja osoite kuuluvat ihmiselle itselleen."),
    ),
    "es": (
        ("Di que trabajas aquí.", "Quien lee debe verlo en las primeras líneas. «Tuesto café en Aamuvalle» basta."),
        ("Cuenta lo que viste tú.", "Con tus palabras y tu parte. Nadie cree una frase que han escrito otros doce."),
        (
            "Deja fuera lo que no es público.",
            "Cifras antes de tiempo, clientes, planes. Si dudas, pregunta aquí antes.",
        ),
        ("Pregunta antes de nombrar a alguien.", "Un nombre, una cara, una dirección son de esa persona."),
    ),
}
CONFIDENTIAL = (
    (
        "1.4 million euros",
        "The cost of the heat exchanger is told with the half-year figures. Until then it would be inside information.",
    ),
    ("Project Sumatra", "A purchase that is not decided. Naming it could end it."),
    ("Hotel Kämp", "A customer who has not said yes to being named."),
)
