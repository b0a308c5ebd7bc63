"""What the columns of common HR exports are called: Workday, SAP SuccessFactors, BambooHR, Personio, Sympa, Mepco and others.

Names are compared without case, accents, spaces and signs (`plain`). `docs/reference/import-columns.md` shows this list.
"""

import re

from rostra.kit.normalizing import normalize

FIELDS = (
    "name", "first", "last", "email", "number", "unit", "title", "place", "languages", "phone", "skills",
    "lead_number", "lead_email", "lead_name",
)  # fmt: skip

SYNONYMS: dict[str, str] = {
    "name": """
        name; full name; display name; employee name; worker; worker name; preferred name; legal name; person; employee; staff
        member; preferred name in general display format;
        nimi; koko nimi; kokonimi; henkilö; henkilön nimi; työntekijä; työntekijän nimi;
        nombre completo; nombre y apellidos; empleado; empleada; trabajador; nombre del empleado; nombre para mostrar;
        vollständiger name; mitarbeiter; mitarbeitername; anzeigename; name des mitarbeiters""",
    "first": """
        first name; firstname; given name; forename; preferred first name; legal first name; legal name first name;
        etunimi; kutsumanimi; etunimet; nombre; nombre de pila; vorname; rufname""",
    "last": """
        last name; lastname; surname; family name; legal last name; legal name last name; preferred last name;
        sukunimi; apellido; apellidos; primer apellido; nachname; familienname""",
    "email": """
        email; e mail; mail; email address; work email; work e mail; business email; company email; office email; primary work
        email; email primary work; business email information email address; user principal name; upn; username email;
        sähköposti; sähköpostiosoite; työsähköposti; s posti; työ sähköposti;
        correo; correo electrónico; correo de trabajo; correo corporativo; email corporativo; dirección de correo;
        e mail adresse; dienstliche e mail; geschäftliche e mail; e mail dienstlich""",
    "number": """
        employee number; employee no; employee id; emp id; employee nr; staff number; staff id; personnel number; personnel id;
        pernr; worker id; person id; person id external; personidexternal; user id; userid; payroll number; number; id;
        henkilönumero; työntekijänumero; henkilöstönumero; palkansaajanumero; henkilönro; hlönro; hlö nro; työntekijän numero;
        número de empleado; n de empleado; nº empleado; num empleado; código de empleado; número de personal; matrícula; legajo;
        personalnummer; mitarbeiternummer; personal nr; mitarbeiter id""",
    "unit": """
        unit; org unit; organization; organisation; organizational unit; organisational unit; supervisory organization; department;
        department name; department path; team; team name; org path; organization path; unit path; division; business unit;
        yksikkö; osasto; organisaatio; tiimi; organisaatioyksikkö; yksikköpolku; toimintayksikkö;
        unidad; departamento; área; equipo; unidad organizativa; organización; ruta de la unidad;
        abteilung; einheit; organisationseinheit; bereich; kostenstelle name""",
    "title": """
        title; job title; business title; position; position title; role title; job; job profile; job name; function; designation;
        titteli; nimike; tehtävänimike; tehtävä; toimi; ammattinimike; rooli;
        cargo; puesto; puesto de trabajo; título; función; posición;
        stelle; position bezeichnung; jobtitel; stellenbezeichnung; berufsbezeichnung; funktion""",
    "place": """
        place; location; office; office location; work location; site; city; workplace; location name; work site; primary location;
        toimipaikka; sijainti; paikka; paikkakunta; työpaikka; toimipiste; kaupunki; toimisto; työskentelypaikka;
        lugar; ubicación; oficina; sede; centro; centro de trabajo; ciudad; localidad; localización;
        standort; ort; arbeitsort; büro; dienstort""",
    "languages": """
        languages; language; language skills; spoken languages; kielet; kieli; kielitaito; puhutut kielet;
        idiomas; idioma; lenguas; sprachen; sprache; sprachkenntnisse""",
    "phone": """
        phone; telephone; phone number; work phone; mobile; mobile phone; cell phone; office phone; business phone; work mobile;
        primary work phone; business phone information phone number;
        puhelin; puhelinnumero; työpuhelin; matkapuhelin; gsm; puh;
        teléfono; número de teléfono; móvil; teléfono móvil; celular; teléfono del trabajo;
        telefon; telefonnummer; handy; mobiltelefon; diensttelefon""",
    "skills": """
        skills; skill; competencies; competences; expertise; ask me about;
        taidot; osaaminen; osaamiset; osaamisalueet; kompetenssit;
        habilidades; competencias; aptitudes; conocimientos; kenntnisse; fähigkeiten; kompetenzen""",
    "lead_number": """
        manager id; manager employee id; manager number; manager employee number; supervisor id; supervisor number; manager user
        id; manager person id external; reports to id; line manager id; manager worker id; managers employee id;
        esihenkilön numero; esimiehen numero; esihenkilön henkilönumero; esimiehen henkilönumero; esihenkilönumero;
        número del responsable; id del responsable; número de empleado del responsable; id del jefe; código del responsable;
        vorgesetzter personalnummer; personalnummer des vorgesetzten; vorgesetzten id; supervisor personalnummer""",
    "lead_email": """
        manager email; manager e mail; managers email; supervisor email; reports to email; line manager email; manager work email;
        esihenkilön sähköposti; esimiehen sähköposti;
        correo del responsable; email del responsable; correo electrónico del responsable; correo del jefe;
        e mail des vorgesetzten; vorgesetzter e mail; supervisor e mail""",
    "lead_name": """
        manager; supervisor; line manager; reports to; reporting to; manager name; supervisor name; managers name; direct manager;
        workers manager; reporting manager; lead; team lead;
        esihenkilö; esimies; lähiesihenkilö; lähiesimies; esihenkilön nimi; esimiehen nimi; päällikkö;
        responsable; jefe; jefa; superior; supervisora; manager directo; nombre del responsable; jefe directo; reporta a;
        vorgesetzter; vorgesetzte; führungskraft; teamleiter; vorgesetzter name""",
}  # fmt: skip

_LEVEL = re.compile(
    r"^(?:unit|orgunit|org|level|department|division|team|yksikko|osasto|organisaatio|taso|organisaatiotaso|unidad|nivel|"
    r"departamento|area|abteilung|ebene|einheit|bereich|orglevel|organizationlevel|unitlevel|departmentlevel|"
    r"supervisoryorganizationlevel|costcenterlevel)(?:level|taso|nivel|ebene)?(\d{1,2})$"
)


def plain(heading: str) -> str:
    """A heading to compare: lower case, without accents, spaces and signs. "E-Mail address:" is "emailaddress"."""
    letters = normalize("NFKD", heading.casefold())
    return "".join(letter for letter in letters if letter.isalnum())


def _words(text: str) -> list[str]:
    return [" ".join(word.split()) for word in text.split(";") if word.strip()]


# What each field may be called, as people write it: for the reference, and for comparing.
HEADINGS: dict[str, list[str]] = {field: _words(text) for field, text in SYNONYMS.items()}
_FIELD_OF: dict[str, str] = {plain(word): field for field, words in HEADINGS.items() for word in words}


def field_of(heading: str) -> str | None:
    """The field a heading names, "unit1" to "unit12" for a level of the unit path; None if we do not know it."""
    wanted = plain(heading)
    if wanted in _FIELD_OF:
        return _FIELD_OF[wanted]
    level = _LEVEL.match(wanted)
    return f"unit{int(level[1])}" if level and 1 <= int(level[1]) <= 12 else None
