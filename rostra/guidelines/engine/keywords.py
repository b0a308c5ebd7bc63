"""Words that say what the number or the text beside them is, in English, Finnish and Spanish."""

from __future__ import annotations

import re


def listed(several: str) -> frozenset[str]:
    """The words of a list, one a gap."""
    return frozenset(several.split())


def near(text: str, start: int, end: int, words: re.Pattern[str], *, before: int = 40, after: int = 0) -> bool:
    """Whether one of `words` stands on the same line, at most so many code points before or after `start:end`."""
    left = text[max(0, start - before) : start]
    left = left[left.rfind("\n") + 1 :]
    if words.search(left):
        return True
    if not after:
        return False
    right = text[end : end + after].partition("\n")[0]
    return bool(words.search(right))


def words(listed: str) -> re.Pattern[str]:
    """A pattern for a list of words, one a gap, "_" for a space inside a word, "*" for any ending."""
    ways = "|".join(
        re.escape(word).replace("_", r"[\s-]?").replace(r"\*", r"\w{0,12}") for word in sorted(listed.split(), key=len)
    )
    return re.compile(rf"(?<!\w)(?:{ways})(?!\w)", re.IGNORECASE)


# A number called so is not a person's.
OTHER_NUMBER = words(
    """order* invoice* ticket issue tracking parcel shipment serial imei isbn ean gtin sku version build release
    commit sha sha1 sha256 hash checksum doi issn case ref reference article part model batch lot vat_number
    tilaus* tilausnumero* lasku* laskunumero* viite* viitenumero* seuranta* lähetys* sarjanumero* y-tunnus* versio*
    tuote* tuotenumero* erä* kohde* pakett* asiakasnumero* diaari* alv*
    pedido* factura* albarán referencia* seguimiento serie versión lote cif artículo producto* envío* expediente*"""
)
