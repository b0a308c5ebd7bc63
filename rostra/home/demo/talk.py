"""What was said lately, written by hand: the first pages a visitor reads.

(hours ago, author, community or "" for everyone, text, picture key or "", thanks, [(hours ago, author, text), …])
"""

from typing import NamedTuple


class Said(NamedTuple):
    """One comment."""

    hours: float
    by: str
    text: str


class Told(NamedTuple):
    """One entry with what was said to it. `picture` names a painter of `pictures.py`."""

    hours: float
    by: str
    where: str
    text: str
    picture: str = ""
    caption: str = ""
    alt: str = ""
    thanks: int = 0
    language: str = "en"
    said: tuple[Said, ...] = ()


# Who they are: unit, title, place.
KNOWN = {
    "Elina Koskela": ("Aamuvalle", "Managing director", "Turku"),
    "Amara Okonkwo": ("Green buying", "Green buying lead", "Pitalito"),
    "Wanjiru Kamau": ("Green buying", "Logistics planner", "Valencia"),
    "Hernán Rojas": ("Green buying", "Farm liaison", "Pitalito"),
    "Camila Restrepo": ("Green buying", "Farm liaison", "Pitalito"),
    "Nguyễn Thị Hạnh": ("Quality lab", "Quality analyst", "Turku"),
    "Kaisa Holopainen": ("Quality lab", "Sensory trainer", "Turku"),
    "Jarkko Lehtinen": ("Maintenance", "Machine technician", "Turku"),
    "Paavo Rautio": ("Safety", "Safety lead", "Turku"),
    "Siiri Aikio": ("Cafés Finland", "Café manager", "Rovaniemi"),
    "Aino Järvinen": ("Cafés Finland", "Baker", "Tampere"),
    "Olena Marchenko": ("Cafés Spain", "Barista", "Valencia"),
    "Dmytro Kovalenko": ("Cafés Spain", "Barista", "Madrid"),
    "Teresa Roig": ("Cafés Spain", "Café manager", "Sevilla"),
    "Marta Molina": ("Cafés Spain", "Baker", "Madrid"),
    "Pau Vidal": ("Cafés Spain", "Barista", "Valencia"),
    "Iñaki Etxeberria": ("Roastery Valencia", "Roast planner", "Valencia"),
    "Vicent Llorens": ("Roastery Valencia", "Roaster", "Valencia"),
    "Inés Soler": ("Roastery Valencia", "Packer", "Valencia"),
    "Yuki Tanabe": ("Design", "Designer", "Helsinki"),
    "Tomasz Wójcik": ("Web shop", "Developer", "Helsinki"),
    "Noora Saarinen": ("Roastery Turku", "Packer", "Turku"),
    "Reijo Ikonen": ("Roastery Turku", "Roaster", "Turku"),
    "Leila Rahimi": ("Roastery Turku", "Roaster", "Turku"),
}

LATELY = (
    Told(
        0.35,
        "Amara Okonkwo",
        "Green buying",
        "First light over El Recreo this morning. Don Hernán has moved the flowering calendar on his kitchen wall three weeks forward, and the trees agree with him. We will have ripe cherries in September, not October. @Wanjiru Kamau, can Valencia take two containers before the strike dates?",
        "valley",
        "Above Pitalito, 1,840 metres, 05:52",
        "Hills above Pitalito at sunrise, mist in the valleys between five ridges",
        34,
        said=(
            Said(
                0.25,
                "Wanjiru Kamau",
                "One, for certain. The second if you can wait until the 28th; I have asked the port for a slot.",
            ),
            Said(0.15, "Hernán Rojas", "My father says the trees do not read calendars. September it is."),
        ),
    ),
    Told(
        1.1,
        "Charo Benítez",
        "Bar & machines",
        "Why does our Huila run four seconds faster since the new burrs? Same dose, same yield, same water. On Friday we were at 28 seconds and today at 24, and it tastes thin. #burrs #Huila",
        thanks=18,
        said=(
            Said(
                0.9,
                "Nguyễn Thị Hạnh",
                "New burrs need about thirty kilos before they settle. Until then go half a notch finer each morning, and trust the scale before the clock.",
            ),
            Said(0.8, "Dmytro Kovalenko", "Same here in October. It took four days, then it stood like a rock."),
            Said(0.6, "Charo Benítez", "Half a notch it is. Twenty-seven seconds now, and sweet again. Gracias."),
        ),
    ),
    Told(
        3.2,
        "Mirja Väisänen",
        "Roastery Turku",
        "Uusi imuri on nyt kiinni ja mitattu: pölyä rummun takana on enää kolmannes entisestä. Kiitos @Jarkko Lehtinen, joka teki lauantaina sen, mistä olemme puhuneet kaksi vuotta.",
        thanks=41,
        language="fi",
        said=(
            Said(3.0, "Jarkko Lehtinen", "Kolme tuntia ja yksi väärä laippa. Seuraavaksi Valencian sama."),
            Said(2.7, "Paavo Rautio", "Mittasin aamulla uudestaan: sama tulos. Kuulosuojaimet silti päähän."),
        ),
    ),
    Told(
        5.0,
        "Ibrahim Diallo",
        "New here",
        "Third day behind the bar in Bilbao. I know now where the fuse box is, who takes oat milk without asking, and that nobody here says latte. What else should I know before Saturday? @Noor Haddad, you promised me a list.",
        thanks=27,
        said=(
            Said(4.6, "Charo Benítez", "That Saturday begins at half past ten and all at once. Eat before."),
            Said(
                4.2,
                "Siiri Aikio",
                "Greetings from Rovaniemi, where Saturday begins at nine and in the dark. You will be fine.",
            ),
            Said(3.9, "Olena Marchenko", "Learn three names a day. By Christmas you know the whole street."),
        ),
    ),
    Told(
        7.5,
        "Yuki Tanabe",
        "Winter blend",
        "The four labels for the winter blend hang in the break room in Turku and by the stairs in Valencia. Put a dot on the one you would pick up with cold hands. I count on Friday. #winterblend",
        "labels",
        "Four proofs, one dot each",
        "Four label proofs side by side in dark red, night blue, moss and paper white",
        22,
        said=(
            Said(6.8, "Kaisa Holopainen", "The blue one smells of cardamom already."),
            Said(6.1, "Inés Soler", "En Valencia gana el verde por dos puntos."),
        ),
    ),
    Told(
        22,
        "Nguyễn Thị Hạnh",
        "Quality lab",
        "We pulled a tray every forty seconds from first crack on and served them blind to the night shift. Everyone chose tray five. Nobody could say why, so I tried to: the acidity has gone round and the sugar has not gone dark. It lasts less than a minute.",
        "roasts",
        "The same Huila lot, taken out every forty seconds",
        "Eight trays of beans in a row, from green to nearly black",
        61,
        said=(
            Said(21, "Mirja Väisänen", "Viides tarjotin on juuri se, jonka kone haluaisi ohittaa."),
            Said(20, "Iñaki Etxeberria", "Can we see the curve? I would like to hold it there in Valencia too."),
            Said(19.5, "Nguyễn Thị Hạnh", "It hangs beside drum two from this afternoon."),
        ),
    ),
    Told(
        26,
        "Paavo Rautio",
        "",
        "From Monday the Turku roastery opens at Linnankatu 90. The old gate closes at six, for eight weeks, while the new dock is built. Your badge already works at the new door; bikes go to the yard behind it. Forklifts cross the old path now, so please do not take the short cut.",
        thanks=73,
        said=(
            Said(25, "Noora Saarinen", "Is there light in the yard in the morning?"),
            Said(24.5, "Paavo Rautio", "From Thursday. Until then I stand there with a lamp, and I mean it."),
        ),
    ),
    Told(
        29,
        "Siiri Aikio",
        "Cafés Finland",
        "Rovaniemi, minus eleven, and the first customer of the day brought us a thermometer. It now hangs beside the menu. We sell one more cocoa for every two degrees; I have started a table.",
        thanks=48,
        said=(Said(28, "Teresa Roig", "En Sevilla tenemos la misma tabla con granizado."),),
    ),
    Told(
        31,
        "Iñaki Etxeberria",
        "Roastery Valencia",
        "Mañana cambiamos el orden de los tuestes: primero los naturales, luego los lavados. Así limpiamos una vez menos y ganamos veinte minutos para probar. Si algo sabe raro, decidlo antes de las doce. #tueste",
        thanks=19,
        language="es",
        said=(Said(30, "Vicent Llorens", "Por fin. Yo traigo las cucharas."),),
    ),
    Told(
        9,
        "Noor Haddad",
        "Bar & machines",
        "Six new trainees on Monday and five tampers. Has anyone a 58 millimetre one to lend until the end of the month? It comes back polished. #tampers",
        thanks=12,
        said=(
            Said(8.5, "Dmytro Kovalenko", "Madrid has one. It goes with the Thursday car."),
            Said(5.5, "Jarkko Lehtinen", "Two in my drawer in Turku. Take both, one is for you."),
            Said(1.5, "Charo Benítez", "@Noor Haddad, y yo quiero tu lista de ejercicios a cambio."),
        ),
    ),
    Told(
        46,
        "Kaisa Holopainen",
        "Sensory club",
        "Open cupping on Thursday at 14:00: the six new lots from Huila. Quality lab in Turku, and by video from the bar in Valencia at 13:00. Bring a spoon; we have the rest. Sixteen places, nine taken. #cupping",
        thanks=24,
        said=(
            Said(45, "Iñaki Etxeberria", "Valencia brings four spoons and one loud opinion."),
            Said(44, "Noor Haddad", "Two of my trainees would like to listen in. May they?"),
            Said(43.5, "Kaisa Holopainen", "They may even speak."),
        ),
    ),
    Told(
        50,
        "Jarkko Lehtinen",
        "Bar & machines",
        "Before you open the boiler: power off, pressure at zero, both valves shut, wait for the needle, then the lid. I made it a card you can print and hang. If step three is not possible on your machine, stop and call me, at any hour.",
        thanks=96,
        said=(Said(49, "Ibrahim Diallo", "Printed, hung, read aloud to the whole bar."),),
    ),
    Told(
        54,
        "Aino Järvinen",
        "Bread & baking",
        "Korvapuusti, kuudes yritys: kardemumma jauhettuna vasta aamulla, taikina yön yli kylmässä. Nyt se maistuu isoäidiltä. Ohje kommenteissa, kun herään.",
        thanks=33,
        language="fi",
        said=(
            Said(40, "Aino Järvinen", "300 g maitoa, 11 g suolaa, 55 g hiivaa, 14 g kardemummaa, ja kärsivällisyyttä."),
            Said(38, "Marta Molina", "La hemos hecho en Madrid. No ha quedado ninguna para la foto."),
        ),
    ),
    Told(
        70,
        "Wanjiru Kamau",
        "Green buying",
        "The port strike is called off. The Kenyan lots move on Tuesday; I have told the roasteries their new dates, and nobody needs to change a plan that was already changed.",
        thanks=29,
    ),
    Told(
        74,
        "Olena Marchenko",
        "Cafés Spain",
        "Somebody left a violin in the Valencia café on Sunday. It has been collected, and she played for ten minutes as finder’s reward. Nobody ordered anything for ten minutes. Worth it.",
        thanks=88,
        said=(Said(73, "Pau Vidal", "Yo estaba. Se enfriaron tres cortados y no se quejó nadie."),),
    ),
    Told(
        95,
        "Sven Lindqvist",
        "",
        "The travel card for night shifts is signed: from the first of next month the company pays the taxi home when the last bus has gone. You need no form; the driver has our number. Questions here or at my door.",
        thanks=112,
        said=(
            Said(94, "Reijo Ikonen", "Kiitos. Tätä odotettiin."),
            Said(93, "Leila Rahimi", "Also when the shift ends early?"),
            Said(92.5, "Sven Lindqvist", "Also then, if the last bus has gone."),
        ),
    ),
    Told(
        100,
        "Tomasz Wójcik",
        "Web shop",
        "The shop answers in a third of the time since this morning: pictures are made small once instead of every time. If you see one that is cut wrong, send me its address.",
        thanks=31,
    ),
    Told(
        118,
        "Lucía Ferrer Pons",
        "",
        "Three of you have told the story of the swimming hall in your own words this week, and the city’s newspaper found it through one of them. Nothing was prescribed and nothing was counted against anyone. Thank you for telling it as you saw it.",
        thanks=54,
    ),
    Told(
        122,
        "Camila Restrepo",
        "Green buying",
        "A question from the farms: could we send back what the cups said? They see the price, never the taste. I would translate. #cupping",
        thanks=37,
        said=(Said(121, "Kaisa Holopainen", "Yes. I have eleven years of forms and nobody ever asked."),),
    ),
)
