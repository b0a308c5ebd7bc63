from rostra.communities.actions.communities import make_community
from rostra.communities.actions.entries import delete_entry, publish_entry
from rostra.communities.actions.memberships import admit
from rostra.communities.actions.moderation import remove
from rostra.communities.hearers import To


def test_an_author_still_reads_what_was_removed_with_the_reason_and_nobody_else_does(cast, sign_in):
    place = make_community(by=cast.bo, name="Roasting")
    admit(person=cast.chen, community=place, way="open", by=cast.chen)
    entry = publish_entry(by=cast.chen, to=To.those_in(place), body="The **spoon** is gone.")
    remove(by=cast.bo, thing=entry, reason="It named a customer")
    page = sign_in(cast.chen).get(f"/entries/{entry.id}/")
    assert page.status_code == 200
    assert "It named a customer" in page.content.decode()
    assert "<strong>spoon</strong>" in page.content.decode()
    assert sign_in(cast.dara).get(f"/entries/{entry.id}/").status_code == 404


def test_what_she_deleted_herself_is_gone_for_her_as_well(cast, sign_in):
    entry = publish_entry(by=cast.chen, to=To.all(), body="Never mind.")
    delete_entry(by=cast.chen, entry=entry)
    assert sign_in(cast.chen).get(f"/entries/{entry.id}/").status_code == 404
