"""Who works at Aamuvalle: names one would meet in its roasteries and cafés, mixed by a seed."""

import random
import unicodedata
from collections.abc import Sequence

FINNISH_FIRST = (
    "Aino Eero Helmi Juhani Kaisa Lauri Mirja Niilo Oona Paavo Riikka Sakari Siiri Taneli Ulla Veikko Yrjö Äijö Anneli Eetu "
    "Hilla Ilkka Jarkko Kerttu Leena Matti Noora Olavi Pihla Reijo Saimi Tuomas Venla Väinö Aleksi Elina Heikki Iida Jaakko "
    "Kalle"
).split()
FINNISH_LAST = (
    "Aikio Holopainen Järvinen Kallio Koskela Lehtinen Mäkelä Nieminen Ojala Peltonen Rautio Salmi Toivonen Virtanen Väisänen "
    "Ylönen Äijälä Aalto Eskola Heino Ikonen Jokinen Karjalainen Laine Moilanen Niskanen Pulkkinen Räsänen Saarinen Tuominen"
).split()
SPANISH_FIRST = (
    "Charo Lucía Iñaki Olena Marta Vicent Amparo Jordi Nuria Pau Rocío Sergi Teresa Xavi Álvaro Begoña Carlos Dolors Enric "
    "Fátima Gonzalo Inés Julián Laia Manuel Noemí Óscar Pilar Raúl Soledad Tomás Úrsula Vega Yolanda Andreu Carmen Diego "
    "Elena"
).split()
SPANISH_LAST = (
    "Benítez Ferrer Etxeberria Pons García Navarro Llorens Soler Ibáñez Molina Ortega Peris Quiles Roig Sanchis Tormo Vidal "
    "Zamora Alonso Bosch Cano Durán Esteve Fuster Gil Herrero Jiménez Lozano Marco Núñez"
).split()
WORLD = (
    "Noor Haddad|Amara Okonkwo|Wanjiru Kamau|Nguyễn Thị Hạnh|Yuki Tanabe|Ibrahim Diallo|Olena Marchenko|Dmytro Kovalenko|Mei Chen|"
    "Abdi Warsame|Ana Souza|Tomasz Wójcik|Leila Rahimi|Sven Lindqvist|Ingrid Bakken|João Pereira|Priya Nair|Hernán Rojas|"
    "Camila Restrepo|Elif Yıldız"
).split("|")


def staff(known: Sequence[str], count: int, seed: int = 7) -> list[str]:
    """`count` different names: those known first, then the wide world, then Finnish and Spanish ones in turn."""
    dice = random.Random(seed)
    names = list(dict.fromkeys([*known, *WORLD]))
    taken = set(names)
    while len(names) < count:
        first, last = (FINNISH_FIRST, FINNISH_LAST) if len(names) % 5 < 3 else (SPANISH_FIRST, SPANISH_LAST)
        name = f"{dice.choice(first)} {dice.choice(last)}"
        if name not in taken:
            taken.add(name)
            names.append(name)
    return names[:count]


def address(name: str) -> str:
    """noor.haddad@aamuvalle.example: plain letters, whatever the name has."""
    plain = unicodedata.normalize("NFKD", name.lower().replace("đ", "d").replace("ł", "l").replace("ı", "i"))
    letters = "".join(sign for sign in plain if sign.isascii() and (sign.isalpha() or sign == " "))
    return ".".join(letters.split()) + "@aamuvalle.example"
