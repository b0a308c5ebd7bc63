"""The privacy page tells of every column of the database that holds or points to a person.

The database itself is asked, so that tables no model of ours describes count too. Each room names in
`tests/not_personal.py` which of its tables and columns are about nobody, and why; a new one is in neither list, and fails.
"""

import importlib
import json
import re
from datetime import timedelta

import pytest
from django.apps import apps
from django.db import connection
from django.test import Client
from django.utils import timezone
from django.utils.translation import override
from structlog.testing import capture_logs

from rostra.communities.actions.entries import publish_entry
from rostra.communities.hearers import To
from rostra.communities.models import Entry
from rostra.company.personal_data import GROUPS, personal_data
from rostra.company.traces import LOG_WORDS
from tests.doors import ROOMS

# Tables of libraries that hold nothing of people.
NOBODYS = {
    "account_emailconfirmation": "allauth's confirmations by mail, which are switched off: nothing is written",
    "auth_group": "Django's groups, which nothing uses",
    "auth_group_permissions": "Django's groups, which nothing uses",
    "auth_permission": "Django's names of permissions",
    "django_content_type": "Django's names of models",
    "django_migrations": "which migrations have run",
    "procrastinate_events": "when a job changed its state",
    "procrastinate_periodic_defers": "when a job of the clock was last begun",
    "procrastinate_workers": "which workers live",
}
PEOPLE = {"people_person", "accounts_user"}
TELLING = re.compile(
    r"email|address|person|actor|user|agent|handle|phone|_by$|^by$|^to$|^number$|^data$|^visitor$|label|cache_key"
)
POINTERS = """
SELECT k.conrelid::regclass::text, a.attname, k.confrelid::regclass::text
FROM pg_constraint k JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = ANY (k.conkey)
WHERE k.contype = 'f'
"""
COLUMNS = """
SELECT c.table_name, c.column_name, c.data_type FROM information_schema.columns c
JOIN information_schema.tables t USING (table_schema, table_name)
WHERE c.table_schema = 'public' AND t.table_type = 'BASE TABLE'
"""
HOLDERS = {"jsonb", "json", "inet", "uuid"}  # what can name somebody without saying so


def not_personal() -> dict[str, str]:
    found = dict(NOBODYS)
    for room in ROOMS:
        try:
            listed = importlib.import_module(f"rostra.{room}.tests.not_personal").NOT_PERSONAL
        except ModuleNotFoundError:  # a room without tables
            continue
        assert not set(listed) & set(found)
        found |= {column_of(name): reason for name, reason in listed.items()}
    return found


def column_of(name: str) -> str:
    """ "communities.Entry.author" as the database calls it, "communities_entry.author_id"; a table's own name as it is."""
    app, *rest = name.split(".")
    if app not in apps.app_configs or not rest or not rest[0][0].isupper():
        return name
    model = apps.get_model(app, rest[0])
    return model._meta.db_table + (f".{model._meta.get_field(rest[1]).column}" if rest[1:] else "")


def told() -> set[str]:
    return {column_of(name) for entry in personal_data for name in entry.columns}


def ask(sql: str) -> list[tuple[str, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetchall()


def suspects() -> set[str]:
    """Every column that points to a person, and every other that could hold one."""
    pointing = {(table, column): target for table, column, target in ask(POINTERS)}
    found = {f"{table}.{column}" for (table, column), target in pointing.items() if target in PEOPLE}
    keys = {f"{model._meta.db_table}.{model._meta.pk.column}" for model in apps.get_models()}
    for table, column, kind in ask(COLUMNS):
        name = f"{table}.{column}"
        points_elsewhere = (table, column) in pointing and name not in found
        if not points_elsewhere and name not in keys and (kind in HOLDERS or TELLING.search(column)):
            found.add(name)
    return found


@pytest.mark.django_db
def test_every_column_that_can_hold_a_person_is_told_or_said_to_be_nobodys():
    known = told() | set(not_personal())
    untold = {name for name in suspects() if name not in known and name.split(".")[0] not in NOBODYS}
    assert untold == set(), (
        "say in a room's personal_data.py what it is, or in its tests/not_personal.py why it is nobody's"
    )


@pytest.mark.django_db
def test_every_table_is_told_or_said_to_be_nobodys():
    tables = {table for table, _column, _kind in ask(COLUMNS)}
    known = {name.split(".")[0] for name in told()} | {name for name in not_personal() if "." not in name}
    assert tables - known == set()


@pytest.mark.django_db
def test_nothing_is_told_that_is_not_there():
    there = {f"{table}.{column}" for table, column, _kind in ask(COLUMNS)}
    assert told() - there == set()
    listed = set(not_personal())
    assert {name for name in listed if "." in name} - there == set()
    assert {name for name in listed if "." not in name} - {name.split(".")[0] for name in there} == set()
    assert listed & told() == set(), "told, and said to be nobody's"


@pytest.mark.django_db
def test_a_new_table_with_somebody_in_it_is_noticed():
    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE TABLE people_birthday (id uuid PRIMARY KEY, whose uuid REFERENCES people_person (id), day date, notes jsonb)"
        )
    found = suspects()
    assert {"people_birthday.whose", "people_birthday.notes"} <= found
    assert not {"people_birthday.whose", "people_birthday.notes"} & (told() | set(not_personal()))


def test_every_reason_and_every_entry_says_something():
    assert [name for name, reason in not_personal().items() if len(reason) < 15] == []
    for entry in personal_data:
        assert entry.group in GROUPS
        assert all(str(words) for words in (entry.what, entry.how_long, entry.who_sees)), entry.key
        assert (entry.rows is None) == (not entry.fields), entry.key


SECRETS = re.compile(r"password|digest|session_data|session_key|token$|client_secret|visitor|path$")


def test_a_copy_holds_no_secret():
    fields = {(entry.key, field) for entry in personal_data for field in entry.fields}
    assert {each for each in fields if SECRETS.search(each[1])} - {("advocacy.clicks", "token")} == set()


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["en", "fi", "es"])
def test_the_page_says_all_of_it_in_every_language(language, cast, sign_in):
    client = sign_in(cast.bo)
    client.cookies["rostra_language"] = language
    cast.bo.__class__.objects.filter(id=cast.bo.id).update(language=language)
    page = client.get("/privacy/", headers={"Accept-Language": language}).content.decode()
    with override(language):
        for entry in personal_data:
            assert_there(page, entry.what)
            assert_there(page, entry.how_long)
            assert_there(page, entry.who_sees)


def assert_there(page, words):
    assert str(words) in page.replace("&#x27;", "'").replace("&quot;", '"'), words


@pytest.mark.django_db
def test_who_is_not_signed_in_reads_it_without_counts(client, cast):
    page = client.get("/privacy/")
    assert page.status_code == 200
    assert "How many:" not in page.text
    assert client.get("/privacy/copy/").status_code == 302


def count_of(page: str, what: str) -> int:
    return int(re.search(re.escape(what) + r".*?</span> (\d+)</p>", page, re.DOTALL)[1])


POSTS = "Posts and stories, drafts too"


@pytest.mark.django_db
def test_it_counts_what_is_hers_and_nobody_elses(cast, sign_in):
    before = count_of(sign_in(cast.bo).get("/privacy/").text, POSTS)
    publish_entry(by=cast.bo, to=To.all(), body="Mine")
    publish_entry(by=cast.chen, to=To.all(), body="Not mine")
    assert count_of(sign_in(cast.bo).get("/privacy/").text, POSTS) == before + 1


@pytest.mark.django_db
def test_with_ten_thousand_posts_the_page_asks_no_more(cast, sign_in, django_assert_num_queries):
    client = sign_in(cast.bo)
    client.get("/privacy/")
    with connection.execute_wrapper(note := Noted()):
        client.get("/privacy/")
    now = timezone.now()
    Entry.objects.bulk_create(
        Entry(
            author=cast.bo,
            to_everyone=True,
            body=f"Post {number}",
            published_at=now,
            active_at=now - timedelta(seconds=number),
        )
        for number in range(10_000)
    )
    with connection.execute_wrapper(grown := Noted()):
        page = client.get("/privacy/").text
    assert grown.times == note.times <= 25
    assert count_of(page, POSTS) >= 10_000


class Noted:
    times = 0

    def __call__(self, execute, sql, params, many, context):
        self.times += 1
        return execute(sql, params, many, context)


@pytest.mark.django_db
def test_the_copy_holds_hers_whole_and_nobody_elses(cast, sign_in):
    publish_entry(by=cast.bo, to=To.all(), body="Words of mine “kept”")
    publish_entry(by=cast.chen, to=To.all(), body="Words of Chen")
    answer = sign_in(cast.bo).get("/privacy/copy/")
    text = b"".join(answer.streaming_content).decode()
    things = {each["key"]: each for each in json.loads(text)}
    assert set(things) == {entry.key for entry in personal_data}
    assert "Words of mine “kept”" in {row["body"] for row in things["communities.posts"]["rows"]}
    assert things["accounts.user"]["rows"][0]["email"] == cast.bo.email
    published = next(row for row in things["people.audit"]["rows"] if row["kind"] == "communities.EntryPublished")
    assert (published["actor_label"], bool(published["data"])) == (cast.bo.name, True)
    assert "Words of Chen" not in text
    assert "attachment" in answer["Content-Disposition"]
    page = sign_in(cast.bo).get("/privacy/").text
    assert count_of(page, POSTS) == len(things["communities.posts"]["rows"])


@pytest.mark.django_db
def test_the_log_line_holds_what_the_page_says_and_no_more(cast, sign_in):
    with capture_logs() as said:
        sign_in(cast.bo).get("/people/?q=chen", REMOTE_ADDR="192.0.2.7")
    line = next(each for each in said if each["event"] == "request")
    assert set(line) - {"log_level", "event"} == {"method", "path", "status", "ms", "address"}
    assert "network address" in str(LOG_WORDS["whole"])
    assert "chen" not in str(line).lower()


@pytest.mark.django_db
def test_the_cookies_are_those_the_page_tells_of(cast):
    client = Client()
    client.get("/sign-in/")
    client.get("/language/fi/")
    client.post("/sign-in/", {"login": cast.bo.email, "password": "wrong"})
    client.force_login(cast.bo.user, backend="allauth.account.auth_backends.AuthenticationBackend")
    client.get("/")
    assert set(client.cookies) - {"messages"} == {"rostra_session", "rostra_csrf", "rostra_language"}
