"""`docs/reference/import-columns.md`, written from the table itself: `python -m rostra.people.importing.reference`."""

from pathlib import Path

from rostra.people.importing.synonyms import HEADINGS

PAGE = Path(__file__).resolve().parents[3] / "docs" / "reference" / "import-columns.md"
_ABOUT = {
    "name": "the whole name; “Berg, Bo” is turned round",
    "first": "first name, with the last name beside it",
    "last": "last name",
    "email": "one address, in any case; the key where there is no number",
    "number": "the employee number, the key; zeros in front are kept",
    "unit": "the path from the top, parted by `>` or `/`; or one column a level: `Unit 1`, `Unit 2` … up to 12",
    "title": "what she does",
    "place": "where she works",
    "languages": "codes or names in English, Finnish, Spanish, German or Swedish, parted by `,` `;` or `/`",
    "phone": "as it is written",
    "skills": "parted by `,` `;` or `|`; at most 50",
    "lead_number": "the manager’s employee number; “Bo Berg (1017)” is read too",
    "lead_email": "the manager’s address",
    "lead_name": "the manager’s name, if only one person has it",
}
_HEAD = """# Columns of a list of people

Written by `python -m rostra.people.importing.reference`; change the table there.

**The file.** CSV with `,` `;` tab or `|`, in UTF-8, UTF-16 (with or without mark), UTF-32 with mark or Windows-1252.
The heading stands within the first 25 lines. A cell may hold line breaks inside quotation marks, at most 50 lines a
record. A line has at most 65,000 signs.

**Headings** are compared without case, accents, spaces and signs: `E-Mail_Address` is `email address`. Of two columns
for one field the first counts. A column that is not there changes nothing; an empty cell empties the field, except
name, e-mail and number.

**The key** is the employee number, else the e-mail address. A person found by her address gets the number of the list
if she had none.

| field | holds | headings that are known |
|---|---|---|
"""
_TAIL = """
## Keys of the report (`--json`)
`counts`: `good` lines that come in, `new`, `changed`, `unchanged`, `returned`, `left_out`, `remarks`, `fields`
(changes by field), `circles`, `units_made`, `units_moved`, `missing` (here, not in the file), `left`. `report`:
`encoding`, `guessed`, `delimiter`, `line` of the heading, `columns` (heading and field), `changes` (the first 200
people), `units` with `access`, `moves`, `missing` (the first 200), `here`. `notes`: `line`, `left_out`, `reason`,
`words`, `message`.
"""


def page() -> str:
    rows = [f"| `{field}` | {_ABOUT[field]} | {', '.join(words)} |" for field, words in HEADINGS.items()]
    return _HEAD + "\n".join(rows) + "\n" + _TAIL


if __name__ == "__main__":
    PAGE.write_text(page())
