import pytest
from django.db import connection
from django.urls import reverse
from procrastinate.contrib.django.models import ProcrastinateJob

from rostra.communities.tests.gathering import gather
from rostra.kit.ids import new_id
from rostra.kit.places import console_pages
from rostra.ledger.listening import Listener, listeners
from rostra.ledger.models import Delivery, Fact


@pytest.fixture
def failed(cast):
    heard = []
    listeners.add(Listener("tests.hear", frozenset({"tests.Rang"}), heard.append))
    fact = Fact.objects.create(kind="tests.Rang", actor_label="Bo Berg", subject_id=new_id(), data={"times": 3})
    yield (
        Delivery.objects.create(fact=fact, listener="tests.hear", state=Delivery.FAILED, error="ValueError: deaf"),
        heard,
    )
    del listeners._items["tests.hear"]


def test_a_failed_listener_stands_in_the_console_and_its_button_tries_again(cast, sign_in, failed):
    delivery, heard = failed
    client = sign_in(cast.ana)
    assert "ValueError: deaf" in client.get("/console/jobs/").content.decode()
    client.post(f"/console/deliveries/{delivery.id}/try/")
    assert [fact.kind for fact in heard] == ["tests.Rang"]
    assert "Nothing has failed" in client.get("/console/jobs/").content.decode()


def test_a_job_that_failed_for_good_goes_back_into_its_queue(cast, sign_in):
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO procrastinate_jobs (queue_name, task_name, status, args) "
            "VALUES ('facts', 'ledger.dispatch', 'failed', '{}') RETURNING id"
        )
        job_id = cursor.fetchone()[0]
    client = sign_in(cast.ana)
    assert "ledger.dispatch" in client.get("/console/jobs/").content.decode()
    client.post(f"/console/jobs/{job_id}/try/")
    assert ProcrastinateJob.objects.get(id=job_id).status == "todo"


def test_the_audit_page_shows_facts_but_no_sealed_ones(cast, sign_in, failed):
    Fact.objects.create(kind="tests.Whispered", actor_label="Hugo Hill", sealed=True)
    page = sign_in(cast.ana).get("/console/audit/").content.decode()
    assert "tests.Rang" in page
    assert "Bo Berg" in page
    assert "tests.Whispered" not in page
    assert sign_in(cast.ana).get("/console/audit/?after=rubbish").status_code == 404


def test_the_audit_page_says_in_words_what_happened_and_filters_by_them(cast, sign_in):
    Fact.objects.create(kind="accounts.GrantGiven", actor_label="Ana Aalto", data={"kind": "hr"})
    Fact.objects.create(kind="communities.MemberRemoved", actor_label="Bo Berg")
    client = sign_in(cast.ana)
    every = client.get("/console/audit/").content.decode()
    assert '<td title="accounts.GrantGiven">Grant given</td>' in every
    assert '<option value="communities.MemberRemoved">Member removed</option>' in every
    assert "advocacy.ShareSent" not in every  # sealed: nothing of the kind ever stands here
    one = client.get("/console/audit/?kind=accounts.GrantGiven").content.decode()
    assert '<option value="accounts.GrantGiven" selected>' in one
    assert "Ana Aalto</td>" in one
    assert "Bo Berg</td>" not in one
    assert "Nothing of this kind has happened" in client.get("/console/audit/?kind=people.PersonLeft").content.decode()
    client.cookies["rostra_language"] = "fi"
    assert ">Oikeus annettu</td>" in client.get("/console/audit/").content.decode()


def test_the_audit_pages_meet_without_gap(cast, sign_in):
    Fact.objects.bulk_create([Fact(kind="tests.Row", actor_label=f"row {n}.") for n in range(120)])
    client, seen, url = sign_in(cast.ana), [], "/console/audit/?kind=tests.Row"
    for _page in range(3):
        page = client.get(url)
        seen += [n for n in range(120) if f"row {n}." in page.content.decode()]
        url = f"/console/audit/?kind=tests.Row&after={page.context['older']}"
    assert sorted(seen) == list(range(120))


def test_the_console_lists_what_she_may_open_only(cast, sign_in):
    assert "/console/audit/" in sign_in(cast.ana).get("/console/").content.decode()
    assert "/console/audit/" not in sign_in(cast.kim).get("/console/").content.decode()
    assert sign_in(cast.bo).get("/console/").status_code == 403


def test_every_page_of_the_console_leads_back_to_it_for_whoever_may_go_there(cast, sign_in):
    back = '<p class="crumb"><a href="/console/">'
    for page in console_pages:
        who = cast.ana if "administrator" in page.keepers else cast.kim
        shown = sign_in(who).get(reverse(page.url_name))
        assert shown.status_code == 200, page.key
        assert back in shown.content.decode(), page.key
    gather(cast)  # bo keeps a community and is nothing in the console
    assert back not in sign_in(cast.bo).get("/reports/").content.decode()


def test_ones_own_page_leads_where_a_phones_bar_does_not(cast, sign_in):
    own = sign_in(cast.ana).get(f"/people/{cast.ana.id}/").content.decode()
    beyond = own.split('<nav class="elsewhere"')[1].split("</nav>")[0]
    assert [path for path in ("/people/", "/console/", "/guide/") if f'href="{path}"' not in beyond] == []
    assert 'href="/inbox/"' not in beyond  # it stands in the bar
    assert 'href="/account/"' in own
    assert "elsewhere" not in sign_in(cast.ana).get(f"/people/{cast.bo.id}/").content.decode()


def test_a_language_chosen_at_the_foot_holds_for_this_browser_and_leads_back_home_only(cast, sign_in):
    client = sign_in(cast.bo)
    assert client.get("/language/fi/?next=/inbox/").headers["Location"] == "/inbox/"
    assert "Saapuneet" in client.get("/inbox/").content.decode()
    assert client.get("/language/fi/?next=https://elsewhere.example/").headers["Location"] == "/"
    assert client.get("/language/xx/").status_code == 404
