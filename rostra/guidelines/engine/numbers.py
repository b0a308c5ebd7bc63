"""Numbers that states, banks and card issuers give to one person; each is checked against its own check digits.

What has a form of its own is found wherever it stands. What is only digits must stand beside a word that names it,
or half of all order numbers would be somebody's.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from stdnum import iban, luhn
from stdnum.at import vnr
from stdnum.be import nn
from stdnum.ch import ssn as ahv
from stdnum.de import idnr
from stdnum.dk import cpr
from stdnum.ee import ik
from stdnum.es import dni, nie
from stdnum.fi import hetu
from stdnum.fr import nir
from stdnum.ie import pps
from stdnum.it import codicefiscale
from stdnum.lt import asmens
from stdnum.nl import bsn
from stdnum.no import fodselsnummer
from stdnum.pl import pesel
from stdnum.pt import nif
from stdnum.se import personnummer
from stdnum.us import ssn

from rostra.guidelines.engine.keywords import OTHER_NUMBER, near, words
from rostra.guidelines.engine.shapes import Hit

_B, _E = r"(?<![\w+./-])", r"(?![\w]|[-./]\w)"


def _is_nss(number: str) -> bool:
    """Spanish social security: province, number, and the remainder of both by 97 (Orden TAS/2865/2003)."""
    digits = re.sub(r"\D", "", number)
    if len(digits) != 12 or not 1 <= int(digits[:2]) <= 66:
        return False
    body = int(digits[2:10])
    whole = int(digits[:2]) * 10**7 + body if body < 10**7 else int(digits[:10])
    return whole % 97 == int(digits[10:])


def _is_nino(number: str) -> bool:
    """UK national insurance: prefixes as HMRC gives them out (NIM39110)."""
    compact = re.sub(r"\s", "", number).upper()
    return compact[:2] not in {"BG", "GB", "KN", "NK", "NT", "TN", "ZZ"}


def _is_latvian(number: str) -> bool:
    """Latvian personal code: the new ones begin with 32, the old ones carry a date and a check digit."""
    digits = re.sub(r"\D", "", number)
    if digits[:2] == "32":
        return True
    weights = (10, 5, 8, 4, 2, 1, 6, 3, 7, 9)
    check = (1 + sum(w * int(d) for w, d in zip(weights, digits, strict=False))) % 11 % 10
    return int(digits[:2]) <= 31 and 1 <= int(digits[2:4]) <= 12 and check == int(digits[10])


def _is_hetu(number: str) -> bool:
    return bool(hetu.is_valid(number, allow_temporary=True))


def _is_codice(number: str) -> bool:
    return len(number) == 16 and bool(codicefiscale.is_valid(number))


@dataclass(frozen=True)
class National:
    """One country's number: its form, its check, and when it is believed.

    named: words one of which must stand near. sure: its form is its own, even behind "order number".
    """

    rule: str
    form: re.Pattern[str]
    valid: Callable[[str], bool]
    named: re.Pattern[str] | None
    sure: bool


def _of(rule: str, form: str, valid: Callable[[str], bool], named: str = "", *, sure: bool = False) -> National:
    pattern = re.compile(_B + form + _E, re.IGNORECASE)
    return National(f"personal.{rule}", pattern, valid, words(named) if named else None, sure)


NATIONALS: tuple[National, ...] = (
    _of("fi-hetu", r"[0-3]\d[01]\d{3}[-+A-FU-Y−–]\d{3}[0-9A-Y]", lambda n: _is_hetu(re.sub("[−–]", "-", n)), sure=True),
    # Behind a gap only a capital: "hay 12345678 y subiendo"
    _of("es-dni", r"\d{8}(?:-?[A-HJ-NP-TV-Z]| (?-i:[A-HJ-NP-TV-Z]))", dni.is_valid),
    _of("es-dni", r"\d{2}\.\d{3}\.\d{3}[ -]?[A-HJ-NP-TV-Z]", lambda n: bool(dni.is_valid(n.replace(".", "")))),
    _of("es-dni", r"\d{8}[ -]?[A-HJ-NP-TV-Z]", dni.is_valid, "dni nif documento* identidad"),
    _of("es-nie", r"[XYZ][ -]?\d{7}[ -]?[A-HJ-NP-TV-Z]", nie.is_valid),
    _of("es-nss", r"\d{2}[ /-]?\d{7,8}[ /-]?\d{2}", _is_nss, "seguridad_social nss afiliación afiliacion ss naf"),
    _of("se-personnummer", r"(?:\d{2})?\d{2}[01]\d[0-3]\d[-+]\d{4}", personnummer.is_valid),
    _of("se-personnummer", r"(?:19|20)\d{10}", personnummer.is_valid, "personnummer personnr henkilötunnus id_number"),
    _of(
        "ee-isikukood",
        r"[1-8]\d{10}",
        ik.is_valid,
        "isikukood* henkilötunnus henkilökoodi personal_code id_code id_number",
    ),
    _of(
        "de-steuer-id",
        r"\d{2} ?\d{3} ?\d{3} ?\d{3}",
        idnr.is_valid,
        "steuer-id steuer-idnr steueridentifikationsnummer idnr tax_id steuernummer",
    ),
    _of("fr-nir", r"[12] \d{2} [0-9]\d \d[\dAB] \d{3} \d{3} \d{2}", nir.is_valid),
    _of(
        "fr-nir",
        r"[12][\d ]{4,7}\d[\dAB][\d ]{8,13}",
        nir.is_valid,
        "nir insee sécurité_sociale sécu numéro_de_sécu social_security",
    ),
    _of("gb-nino", r"[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z] \d{2} \d{2} \d{2} [A-D]", _is_nino),
    _of(
        "gb-nino",
        r"[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z]\d{6} ?[A-D]",
        _is_nino,
        "nino ni national_insurance insurance_number ni_number",
    ),
    _of("nl-bsn", r"\d{4}\.?\d{2}\.?\d{3}", bsn.is_valid, "bsn burgerservicenummer sofinummer citizen_service_number"),
    _of(
        "it-codice-fiscale",
        r"[A-Z]{6}[\dLMNP-V]{2}[A-EHLMPRST][\dLMNP-V]{2}[A-Z][\dLMNP-V]{3}[A-Z]",
        _is_codice,
        sure=True,
    ),
    _of("pt-nif", r"[1-3]\d{2} ?\d{3} ?\d{3}", nif.is_valid, "nif contribuinte número_fiscal tax_number"),
    _of(
        "no-fodselsnummer",
        r"\d{6} ?\d{5}",
        fodselsnummer.is_valid,
        "fødselsnummer fodselsnummer personnummer d-nummer henkilötunnus",
    ),
    _of("dk-cpr", r"[0-3]\d[01]\d{3}[- ]?\d{4}", cpr.is_valid, "cpr cpr-nummer cpr-nr personnummer"),
    _of("lt-asmens-kodas", r"[1-6]\d{10}", asmens.is_valid, "asmens_kodas personal_code henkilökoodi"),
    _of("lv-personas-kods", r"\d{6}-\d{5}", _is_latvian, "personas_kods personas personal_code henkilökoodi"),
    _of("pl-pesel", r"\d{11}", pesel.is_valid, "pesel"),
    _of("be-rijksregister", r"\d{2}\.\d{2}\.\d{2}-\d{3}\.\d{2}", nn.is_valid, sure=True),
    _of("be-rijksregister", r"\d{11}", nn.is_valid, "rijksregisternummer registre_national niss insz"),
    _of("ch-ahv", r"756\.\d{4}\.\d{4}\.\d{2}", ahv.is_valid, sure=True),
    _of("at-svnr", r"\d{4} ?\d{6}", vnr.is_valid, "svnr sozialversicherungsnummer sv-nummer"),
    _of("ie-pps", r"\d{7}[A-W][A-IW]?", pps.is_valid, "pps ppsn pps_number"),
    _of("us-ssn", r"\d{3}-\d{2}-\d{4}", ssn.is_valid, "ssn social_security social_security_number"),
)

_IBAN = re.compile(rf"{_B}[A-Z]{{2}}\d{{2}}(?:[ \u00a0-]?[A-Z0-9]){{11,30}}{_E}", re.IGNORECASE)
_CARD = re.compile(rf"{_B}\d{{4}}(?:[ .-]?\d){{9,15}}{_E}")
_CARD_GROUPS = re.compile(
    r"\d{4}([ .-])\d{4}\1\d{4}\1\d{4}(?:\1\d{1,3})?|3[47]\d{2}([ -])\d{6}\2\d{5}|3[0689]\d{2}([ -])\d{6}\3\d{4}"
)
_CARD_NAMED = words(
    "card cards visa mastercard amex credit debit kortti* korttini kortin luottokort* pankkikort* tarjeta* cvv cvc"
)
# Issuer prefixes and the lengths they issue (ISO/IEC 7812).
_ISSUERS = re.compile(
    r"4\d{12}(?:\d{3})?(?:\d{3})?|5[1-5]\d{14}|(?:222[1-9]|22[3-9]\d|2[3-6]\d\d|27[01]\d|2720)\d{12}|3[47]\d{13}"
    r"|3(?:0[0-5]|[68]\d)\d{11}|6(?:011|5\d\d|4[4-9]\d)\d{12,15}|35(?:2[89]|[3-8]\d)\d{12}|(?:50|5[6-9]|6\d)\d{10,17}"
)


def _ibans(text: str) -> Iterator[Hit]:
    for found in _IBAN.finditer(text):
        written = found[0]
        # The form takes following words in; the longest beginning that checks out is the account.
        for size in range(len(written), 14, -1):
            whole = written[size - 1].isalnum() and (size == len(written) or not written[size].isalnum())
            if whole and iban.is_valid(written[:size].replace("\u00a0", " "), check_country=False):
                yield Hit("personal.iban", found.start(), found.start() + size)
                break


def _cards(text: str) -> Iterator[Hit]:
    for found in _CARD.finditer(text):
        digits = re.sub(r"\D", "", found[0])
        if len(set(digits)) < 2 or not _ISSUERS.fullmatch(digits) or not luhn.is_valid(digits):
            continue
        named = near(text, *found.span(), _CARD_NAMED, before=60, after=20)
        if named or (
            not near(text, *found.span(), OTHER_NUMBER) and (len(digits) >= 15 or _CARD_GROUPS.fullmatch(found[0]))
        ):
            yield Hit("personal.card", *found.span())


def _believed(national: National, text: str, start: int, end: int) -> bool:
    """Whether what stands around a number allows it to be a person's."""
    if national.named is not None:
        return near(text, start, end, national.named, before=45, after=25)
    return national.sure or not near(text, start, end, OTHER_NUMBER, before=20)


def _nationals(text: str) -> Iterator[Hit]:
    for national in NATIONALS:
        for found in national.form.finditer(text):
            if _believed(national, text, *found.span()) and national.valid(found[0]):
                yield Hit(national.rule, *found.span())


def find_numbers(text: str) -> Iterator[Hit]:
    """National numbers, bank accounts and payment cards; hits may overlap."""
    if any(sign.isdigit() for sign in text):
        yield from _ibans(text)
        yield from _cards(text)
        yield from _nationals(text)
