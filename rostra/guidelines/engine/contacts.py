"""E-mail addresses and phone numbers of people: not those of desks, not what only looks like one."""

from __future__ import annotations

import re
from collections.abc import Iterator

import phonenumbers
from phonenumbers import NumberParseException, PhoneNumber, PhoneNumberType

from rostra.guidelines.engine.keywords import OTHER_NUMBER, listed, near, words
from rostra.guidelines.engine.ruleset import Ruleset
from rostra.guidelines.engine.shapes import Hit

_EMAIL = re.compile(
    r"(?:(?<![\w.+@/:-])|(?<=mailto:))(?P<local>[\w][\w.+%'-]{0,63})@(?P<domain>(?:[^\W_](?:[\w-]{0,61}[^\W_])?\.){1,8}[^\W\d_]{2,24})(?![\w@])(?!:[\w/~])"
)
# Written so that robots do not see it: "noor (at) aamuvalle (dot) fi".
_SPOKEN = re.compile(
    r"(?i)(?<![\w.])[\w][\w.+-]{0,63}\s?[(\[{]\s?(?:at|ät|miukumauku|arroba)\s?[)\]}]\s?"
    r"[\w-]{1,63}(?:\s?(?:[(\[{]\s?(?:dot|piste|punto)\s?[)\]}]|\.)\s?[\w-]{1,63}){1,4}"
)
_IN_WORDS = re.compile(
    r"(?i)(?<![\w.])[\w][\w.+-]{1,63}\s(?:at|ät|arroba)\s[\w-]{2,63}\s(?:dot|piste|punto)\s(?:com|net|org|eu|io|fi|es|se|ee|de|uk)(?!\w)"
)
_DOT = re.compile(r"(?i) (?:dot|piste|punto) ")
_DESKS = listed(
    """info hello hi contact office sales support help helpdesk service press media news jobs careers recruiting hr team
    mail admin webmaster postmaster hostmaster abuse security privacy gdpr billing invoices noreply no-reply donotreply
    events tapahtumat eventos newsletter uutiskirje boletin
    asiakaspalvelu myynti tuki rekry rekrytointi toimisto viestinta viestintä kirjaamo palaute laskutus tilaukset
    tietosuoja info.fi hola contacto ventas soporte prensa empleo rrhh atencion atención pedidos privacidad oficina
    administracion administración comunicacion comunicación community events partners marketing git"""
)
_NOBODYS_ENDINGS = listed("example test invalid localhost local internal")
_NOBODYS_DOMAINS = listed("example.com example.org example.net example.edu")
_FILE_ENDINGS = listed(
    """png jpg jpeg gif svg webp avif css js mjs ts tsx jsx py rb go rs php htm html json yml yaml toml xml md txt zip gz pdf
    service"""
)

_PHONE = re.compile(
    r"(?:(?<![\w.,/#=@:-])|(?<=tel:))(?:\+|00|\(\+?|)\d[\d\s()./‑–-]{5,24}\d(?![\w@]|[.,:/-]\d|\s?[€$£%])"
)
_CALLED = words(
    """tel telephone phone phones mobile cell call ring text whatsapp signal telegram sms fax dial reach number_is ☎ 📞 📱
    puh puhelin* numero* soita soittaa soitella soitel* tekstaa matkapuhelin gsm kännykkä* kännykän
    teléfono* telefono tel. tfno tlf móvil movil llama llámame llamar llamad llamadme wasap contacto_al"""
)
_MONEY = words(
    """eur euro* euroa euros usd sek nok dkk gbp dollars dólares kg g km m mm ml kwh mwh gwh kpl unidades units pcs people
    visitors inhabitants cups litres habitantes personas visitantes tazas litros asukasta ihmistä kävijää kuppia litraa"""
)
_OF_A_DESK = {
    PhoneNumberType.TOLL_FREE,
    PhoneNumberType.PREMIUM_RATE,
    PhoneNumberType.SHARED_COST,
    PhoneNumberType.UAN,
    PhoneNumberType.VOICEMAIL,
}
_GROUPED = {
    "FI": re.compile(r"0(?:4\d|50)\d?[ -]\d{3,4}[ -]?\d{3,5}|0(?:4\d|50)[ -]\d{4,8}"),
    "ES": re.compile(r"[67]\d{2}[ .-]\d{3}[ .-]\d{3}|[67]\d{2}[ .-]\d{2}[ .-]\d{2}[ .-]\d{2}"),
}
_CHAT = re.compile(r"(?:wa\.me/|whatsapp\.com/send/?\?phone=)\+?(?P<number>\d{8,15})(?!\d)", re.IGNORECASE)
_MOST = 200
"""Candidates that are parsed in one text; what follows is a table of figures, not somebody's numbers."""


def find_emails(text: str, ruleset: Ruleset) -> Iterator[Hit]:
    """Addresses that belong to a person."""
    if "@" in text:
        for found in _EMAIL.finditer(text):
            local = found["local"].casefold()
            if _DESKS & {local, re.split("[._-]", local)[0]} or _is_nobodys(found["domain"].casefold()):
                continue
            if found[0].casefold() not in ruleset.public_emails:
                yield Hit("personal.email", *found.span())
    if _DOT.search(text):
        yield from (Hit("personal.email", *found.span()) for found in _IN_WORDS.finditer(text))
    for sign in "([{":
        if sign in text:
            yield from (Hit("personal.email", *found.span()) for found in _SPOKEN.finditer(text))
            return


def _is_nobodys(domain: str) -> bool:
    """Whether it is a domain for examples, or a file's name."""
    labels = domain.split(".")
    return bool({labels[-1]} & (_NOBODYS_ENDINGS | _FILE_ENDINGS)) or ".".join(labels[-2:]) in _NOBODYS_DOMAINS


def _parse(written: str, region: str | None) -> PhoneNumber | None:
    """The number, when it is one that can be called."""
    try:
        number = phonenumbers.parse(written, region)
    except NumberParseException:
        return None
    return number if phonenumbers.is_valid_number(number) else None


def _is_of_a_desk(number: PhoneNumber) -> bool:
    return phonenumbers.number_type(number) in _OF_A_DESK


def _national(text: str, start: int, end: int, regions: tuple[str, ...]) -> PhoneNumber | None:
    """A number without its country: believed when a word says what it is, or when it is grouped as people group one."""
    written = text[start:end]
    called = near(text, start, end, _CALLED, before=30, after=20)
    if not called and (near(text, start, end, OTHER_NUMBER) or near(text, start, end, _MONEY, before=0, after=12)):
        return None
    grouped = [region for region in regions if region in _GROUPED and _GROUPED[region].fullmatch(written)]
    numbers = [number for region in (regions if called else grouped) if (number := _parse(written, region))]
    if not numbers or any(_is_of_a_desk(number) for number in numbers):
        return None
    return numbers[0]


def same_number(one: str, number: str, regions: tuple[str, ...]) -> bool:
    """Whether two ways of writing mean the same phone."""
    pairs = ((a, b) for r in regions or ("ZZ",) if (a := _parse(one, r)) and (b := _parse(number, r)))
    return any(a == b for a, b in pairs)


def find_phones(text: str, ruleset: Ruleset) -> Iterator[Hit]:
    """Numbers that ring at a person's."""
    for count, found in enumerate(_PHONE.finditer(text)):
        if count >= _MOST:
            return
        start, end = found.span()
        written = found[0]
        if "\n" in written:
            end = start + written.index("\n")
            written = text[start:end].rstrip()
            end = start + len(written)
        digits = sum(sign.isdigit() for sign in written)
        if not 7 <= digits <= 17 or ("." in written and re.fullmatch(r"\d{1,3}(?:\.\d{1,3}){3}", written)):
            continue
        if (written[0] in "+(" and "+" in written[:2]) or written.startswith("00"):
            number = _parse(written.replace("00", "+", 1) if written.startswith("00") else written, None)
        else:
            number = _national(text, start, end, ruleset.regions)
        if number is not None and not _is_of_a_desk(number):
            yield Hit("personal.phone", start, end)
    for found in _CHAT.finditer(text) if "wa.me/" in text or "whatsapp.com/" in text else ():
        if (number := _parse(f"+{found['number']}", None)) is not None and not _is_of_a_desk(number):
            yield Hit("personal.phone", *found.span("number"))
