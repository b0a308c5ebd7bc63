"""The addresses of networks' own writing pages, to the letter, and what each carries."""

from urllib.parse import parse_qs, urlsplit

import pytest

from rostra.advocacy.networks.network import Telling, networks
from rostra.guidelines.engine import count
from rostra.guidelines.surfaces import surface_named

WORDS = "Heat & water: 100 % ours?\n\nÄmpäri #kahvi"
URL = "https://go.aamuvalle.example/s/7Hk2mPqR"
SAID = Telling(WORDS, URL, "Roasting heat & a pool")
ENCODED = "Heat%20%26%20water%3A%20100%20%25%20ours%3F%0A%0A%C3%84mp%C3%A4ri%20%23kahvi"
ENCODED_URL = "https%3A%2F%2Fgo.aamuvalle.example%2Fs%2F7Hk2mPqR"


@pytest.mark.parametrize(
    ("key", "address"),
    [
        ("linkedin", f"https://www.linkedin.com/sharing/share-offsite/?url={ENCODED_URL}"),
        ("facebook", f"https://www.facebook.com/sharer/sharer.php?u={ENCODED_URL}"),
        ("x", f"https://x.com/intent/tweet?text={ENCODED}&url={ENCODED_URL}"),
        ("bluesky", f"https://bsky.app/intent/compose?text={ENCODED}%0A%0A{ENCODED_URL}"),
        ("mastodon", f"https://share.joinmastodon.org/#text={ENCODED}%0A%0A{ENCODED_URL}"),
        ("whatsapp", f"https://wa.me/?text={ENCODED}%0A%0A{ENCODED_URL}"),
        (
            "mail",
            "mailto:?subject=Roasting%20heat%20%26%20a%20pool&body="
            + f"{ENCODED}%0A%0A{ENCODED_URL}".replace("%0A", "%0D%0A"),
        ),
    ],
)
def test_the_address_of_the_writing_page_is_exact(key, address):
    assert networks[key].intent(SAID) == address


def test_without_a_link_linkedin_still_opens_with_the_words():
    query = parse_qs(urlsplit(networks["linkedin"].intent(Telling(WORDS))).query)
    assert query == {"shareActive": ["true"], "text": [WORDS]}


def test_a_very_long_mail_leaves_its_body_to_the_clipboard():
    address = networks["mail"].intent(Telling("ä" * 2000, URL, "T"))
    assert address == "mailto:?subject=T"


def test_a_link_that_stands_in_the_words_already_is_not_added_twice():
    assert networks["bluesky"].text_of(Telling(f"Look: {URL}", URL)) == f"Look: {URL}"


def test_networks_that_drop_the_text_say_so():
    assert {each.key for each in networks if not each.text_travels} == {"linkedin", "facebook"}


@pytest.mark.parametrize(
    ("key", "limit"), [("linkedin", 3000), ("x", 280), ("bluesky", 300), ("mastodon", 500), ("mail", None)]
)
def test_the_check_knows_every_network_with_its_limit(key, limit):
    assert surface_named(key).limit == limit


def test_any_address_counts_23_on_mastodon_and_x():
    assert count(URL, networks["mastodon"].surface) == count(URL, networks["x"].surface) == 23
