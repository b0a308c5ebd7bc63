"""`POST /check/` and its kin: what they answer, to whom, and that nothing of it stays."""

import json
from io import BytesIO

import pytest
from django.conf import LazySettings
from django.core.management import call_command
from django.test import Client

from conftest import SignIn
from rostra.guidelines.models import Dispute
from rostra.kit.registry import all_registries
from rostra.ledger.models import Fact
from tests.cast import Cast


def ask(client: Client, **said: object) -> dict:  # type: ignore[type-arg]
    answer = client.post("/check/", json.dumps(said), content_type="application/json")
    assert answer.status_code == 200, answer.content
    assert answer["Cache-Control"] == "no-store"
    return answer.json()


def test_findings_come_with_utf16_offsets_and_words_for_a_reader(cast: Cast, sign_in: SignIn) -> None:
    text = "👍 Aamuvalle! Ask jarkko@kahvi.fi."
    said = ask(sign_in(cast.bo), text=text, networks=["mastodon", "linkedin"])
    assert said["summary"] == "Two things to look at"
    assert said["heaviest"] == "mend"
    missing, email = said["findings"]
    assert missing["gap"] == "say where you work"
    assert missing["mend"]["label"] == "“I work at Aamuvalle.”"
    units = text.encode("utf-16-le")
    assert units[email["start"] * 2 : email["end"] * 2].decode("utf-16-le") == "jarkko@kahvi.fi"
    assert email["mend"] == {
        "text": "", "start": email["mend"]["start"], "end": email["end"], "label": "Cut “jarkko@kahvi.fi”", "icon": "scissors",
    }  # fmt: skip
    assert said["lengths"]["mastodon"]["limit"] == 500
    assert said["lengths"]["mastodon"]["left"] == 500 - said["lengths"]["mastodon"]["length"]


def test_what_two_networks_both_mind_is_said_once_and_each_limit_by_itself(cast: Cast, sign_in: SignIn) -> None:
    said = ask(sign_in(cast.bo), text="x" * 600 + " 131052-308T", networks=["mastodon", "bluesky", "linkedin"])
    rules = [finding["rule"] for finding in said["findings"]]
    assert sorted(rules) == ["length.limit", "length.limit", "personal.fi-hetu"]


def test_one_servers_own_limit_replaces_the_usual_one(cast: Cast, sign_in: SignIn) -> None:
    said = ask(sign_in(cast.bo), text="x" * 600, networks=["mastodon"], limits={"mastodon": 5000})
    assert said["findings"] == []
    assert said["lengths"]["mastodon"]["left"] == 4400


def test_the_words_are_in_the_readers_language_and_the_mend_in_the_texts(cast: Cast, sign_in: SignIn) -> None:
    cast.bo.language = "fi"
    cast.bo.save()
    said = ask(sign_in(cast.bo), text="Aamuvalle es el mejor café, la verdad.")
    assert said["findings"][0]["message"] == "Kerro, että olet täällä töissä"
    assert said["findings"][0]["mend"]["text"] == "Trabajo en Aamuvalle. "


def test_ones_own_address_is_only_hinted(cast: Cast, sign_in: SignIn) -> None:
    cast.bo.email = "bo@kahvi.fi"
    cast.bo.save()
    said = ask(sign_in(cast.bo), text="Write to bo@kahvi.fi.")
    assert [(f["rule"], f["weight"]) for f in said["findings"]] == [("personal.email", "hint")]


def test_a_check_leaves_no_row_no_fact_and_no_word_in_the_log(
    cast: Cast, sign_in: SignIn, capfd: pytest.CaptureFixture[str]
) -> None:
    client = sign_in(cast.bo)
    facts = Fact.objects.count()
    ask(client, text="salasana: Tuoksuva77 for Project Aurora")
    client.post("/guide/ask/", {"text": "salasana: Tuoksuva77"})
    assert Fact.objects.count() == facts
    assert Dispute.objects.count() == 0
    out, err = capfd.readouterr()
    assert "Tuoksuva77" not in out + err


@pytest.mark.parametrize(
    ("body", "sentence"),
    [
        ("not json", "cannot be read as JSON"),
        ("[1]", "no object"),
        ('{"text": 7}', "no text"),
        (json.dumps({"text": "x" * 50_001}), "check a part"),
        ('{"text": "a", "network": "nowhere"}', "no network “nowhere”"),
        ("[" * 100_000, "JSON"),
    ],
)
def test_a_question_that_cannot_be_taken_is_answered_with_a_sentence(
    cast: Cast, sign_in: SignIn, body: str, sentence: str
) -> None:
    answer = sign_in(cast.bo).post("/check/", body, content_type="application/json")
    assert answer.status_code == 422
    assert sentence in answer.json()["message"]


def test_half_a_surrogate_pair_and_control_signs_are_taken(cast: Cast, sign_in: SignIn) -> None:
    answer = sign_in(cast.bo).post(
        "/check/", '{"text": "\\ud800 a\\u0000 131052-308T"}', content_type="application/json"
    )
    assert [finding["rule"] for finding in answer.json()["findings"]] == ["personal.fi-hetu"]


def test_strangers_at_the_door_get_no_check(cast: Cast, client: Client, settings: LazySettings) -> None:
    settings.LOGIN_URL = "/come-in/"
    assert client.post("/check/", "{}", content_type="application/json").status_code == 302
    assert client.get("/guide/ask/").status_code == 302


def test_htmx_gets_the_list_of_notes(cast: Cast, sign_in: SignIn) -> None:
    page = sign_in(cast.bo).post("/check/", {"text": "131052-308T"}, headers={"HX-Request": "true"}).content.decode()
    assert "One thing to look at" in page
    assert "stops sharing" in page


def test_may_i_say_this_answers_without_script_and_keeps_the_words_in_the_field(cast: Cast, sign_in: SignIn) -> None:
    page = (
        sign_in(cast.bo)
        .post("/guide/ask/", {"text": "Aamuvalle <b> 131052-308T", "network": "mastodon"})
        .content.decode()
    )
    assert "Two things to look at" in page
    assert "Aamuvalle &lt;b&gt; 131052-308T" in page
    assert "The words no rule looks for" in page


def test_a_finding_said_to_be_wrong_is_kept_without_name_and_words(cast: Cast, sign_in: SignIn) -> None:
    assert sign_in(cast.bo).post("/check/disputes/", {"class": "personal", "rule": "personal.phone"}).status_code == 204
    fact = Fact.objects.get(kind="guidelines.FindingDisputed")
    assert fact.actor_id is None
    assert fact.data == {"kind": "personal", "rule": "personal.phone"}
    assert "personal.phone" in sign_in(cast.kim).get("/console/terms/").content.decode()


@pytest.mark.parametrize(
    ("kind", "rule"), [("personal", ""), ("nothing", "personal.phone"), ("personal", "my words here"), ("", "")]
)
def test_a_dispute_carries_a_rule_and_no_other_words(cast: Cast, sign_in: SignIn, kind: str, rule: str) -> None:
    assert sign_in(cast.bo).post("/check/disputes/", {"class": kind, "rule": rule}).status_code == 422
    assert not Dispute.objects.exists()


def test_the_protected_words_are_there_for_everyone_to_read(cast: Cast, sign_in: SignIn) -> None:
    page = sign_in(cast.dara).get("/guide/protected/").content.decode()
    for word in ("overtime", "ylityö", "huelga"):
        assert word in page


def run_command(lines: bytes, monkeypatch: pytest.MonkeyPatch, *options: str) -> list[dict]:  # type: ignore[type-arg]
    class Pipe:
        def __init__(self, held: bytes = b"") -> None:
            self.buffer = BytesIO(held)

        def isatty(self) -> bool:
            return False

        def write(self, words: str) -> int:
            return self.buffer.write(words.encode())

        def flush(self) -> None:
            pass

    out = Pipe()
    monkeypatch.setattr("sys.stdin", Pipe(lines))
    monkeypatch.setattr("sys.stdout", out)
    call_command("check_text", "--json", *options)
    return [json.loads(line) for line in out.buffer.getvalue().splitlines()]


def test_the_command_answers_every_line_and_names_the_bad_ones(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    lines = (
        b'{"id": 1, "text": "Ask jarkko@kahvi.fi", "network": "mastodon", "language": "en"}\n'
        b"not json\n\n"
        b'{"id": 2, "text": 5}\n{"text": "no id"}\n\xff\xfe\n{"id": 3, "text": "a", "network": "nowhere"}\n'
        b'{"id": "\\ud800", "text": "\\ud83d\\udc4d FI21 1234 5600 0007 85"}\n'
    )
    rows = run_command(lines, monkeypatch)
    assert rows[0] == {
        "id": 1,
        "findings": [
            {
                "class": "personal",
                "rule": "personal.email",
                "start": 4,
                "end": 19,
                "weight": "mend",
                "message": "Somebody’s e-mail address",
            }
        ],
    }
    assert [row["line"] for row in rows if "error" in row] == [2, 4, 5, 6, 7]
    assert rows[-1]["id"] == "\ud800"
    assert (rows[-1]["findings"][0]["rule"], rows[-1]["findings"][0]["start"]) == ("personal.iban", 2)


def test_the_command_takes_terms_from_a_file_without_a_database(
    tmp_path: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    terms = tmp_path / "terms.csv"  # type: ignore[operator]
    terms.write_text("term;until;reason\nProject Aurora;2100-01-01;Later\npay;;\n", encoding="utf-8")
    line = json.dumps({"id": 1, "text": "Project Aurora by Aamuvalle. The pay in Project Aurora."}).encode()
    (row,) = run_command(line, monkeypatch, "--terms", str(terms), "--employer", "Aamuvalle")
    assert [finding["rule"] for finding in row["findings"]] == ["confidential.line-2"]


def test_networks_above_hand_their_surfaces_down() -> None:
    names = {registry.name: registry for registry in all_registries}
    assert {"outside", "inside", "mastodon", "linkedin", "bluesky"} <= {each.key for each in names["surfaces"]}
