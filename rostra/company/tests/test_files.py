from datetime import timedelta
from io import BytesIO
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from PIL import Image

from rostra.company import files
from rostra.company.files import FileKeeper, file_keepers, remove_files, remove_unhung, store_picture
from rostra.company.models import File
from rostra.kit.errors import Refused
from rostra.kit.ids import new_id


@pytest.fixture(autouse=True)
def _media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "files"


@pytest.fixture
def only_bo(cast):
    keeper = file_keepers.add(FileKeeper("tests.secret", lambda request, file: request.person == cast.bo))
    yield keeper.key
    del file_keepers._items[keeper.key]


def upload(name="cup.jpg", size=(1000, 500), colour="teal") -> SimpleUploadedFile:
    out = BytesIO()
    Image.new("RGB", size, colour).save(out, "JPEG")
    return SimpleUploadedFile(name, out.getvalue(), content_type="text/html")


def on_disk(settings) -> list[Path]:
    return sorted(path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file())


def test_only_whom_the_keeper_admits_can_open_a_file(cast, sign_in, only_bo):
    file = store_picture(by=cast.chen.actor, upload=upload(), keeper=only_bo, owner_id=new_id())
    url = f"/files/{file.id}/"
    assert sign_in(cast.bo).get(url).status_code == 200
    for other in (cast.chen, cast.dara, cast.ana, cast.eve):
        assert sign_in(other).get(url).status_code == 404
        assert sign_in(other).get(f"{url}640/").status_code == 404


def test_a_file_that_hangs_on_nothing_yet_is_its_uploaders_alone(cast, sign_in, only_bo):
    file = store_picture(by=cast.chen.actor, upload=upload(), keeper=only_bo)
    assert sign_in(cast.chen).get(f"/files/{file.id}/").status_code == 200
    assert sign_in(cast.bo).get(f"/files/{file.id}/").status_code == 404


def test_a_file_of_an_unknown_keeper_opens_for_nobody(cast, sign_in, only_bo):
    file = store_picture(by=cast.bo.actor, upload=upload(), keeper=only_bo, owner_id=new_id())
    File.objects.filter(id=file.id).update(keeper="room.that.was.removed")
    assert sign_in(cast.bo).get(f"/files/{file.id}/").status_code == 404


def test_a_file_is_answered_as_what_it_is_and_never_as_a_page(cast, sign_in, only_bo):
    file = store_picture(by=cast.bo.actor, upload=upload('x"><script>.html'), keeper=only_bo, owner_id=new_id())
    response = sign_in(cast.bo).get(f"/files/{file.id}/")
    assert response["Content-Type"] == "image/webp"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Cache-Control"] == "private, max-age=31536000, immutable"
    assert "<" not in response["Content-Disposition"]
    assert response["Content-Disposition"].startswith("inline")
    with Image.open(BytesIO(b"".join(response.streaming_content))) as kept:
        assert kept.format == "WEBP"


def test_a_file_seen_before_is_not_sent_again_but_asked_for_again(cast, sign_in, only_bo):
    file = store_picture(by=cast.bo.actor, upload=upload(), keeper=only_bo, owner_id=new_id())
    client, url = sign_in(cast.bo), f"/files/{file.id}/640/"
    etag = client.get(url)["ETag"]
    assert client.get(url, headers={"If-None-Match": etag}).status_code == 304
    assert sign_in(cast.dara).get(url, headers={"If-None-Match": etag}).status_code == 404


def test_widths_are_the_kept_ones_only(cast, sign_in, only_bo):
    file = store_picture(by=cast.bo.actor, upload=upload(), keeper=only_bo, owner_id=new_id())
    client = sign_in(cast.bo)
    sizes = {}
    for width in (640, 1000, 1280, 1600):
        response = client.get(f"/files/{file.id}/{width}/")
        with Image.open(BytesIO(b"".join(response.streaming_content))) as kept:
            sizes[width] = kept.width
    assert sizes == {640: 640, 1000: 1000, 1280: 1000, 1600: 1000}
    assert client.get(f"/files/{file.id}/641/").status_code == 404
    assert files.srcset(file) == f"/files/{file.id}/640/ 640w, /files/{file.id}/1000/ 1000w"


def test_a_refused_upload_leaves_nothing_behind(cast, settings, only_bo):
    for bad in (b"", b"<svg/>", upload().read()[:300]):
        with pytest.raises(Refused):
            store_picture(by=cast.bo.actor, upload=SimpleUploadedFile("cup.jpg", bad), keeper=only_bo)
    assert not File.objects.filter(keeper=only_bo).exists()
    assert on_disk(settings) == []


def test_an_oversized_upload_is_refused_unread(cast, only_bo, monkeypatch):
    monkeypatch.setattr(files, "MOST_BYTES", 100)
    with pytest.raises(Refused, match="larger than"):
        store_picture(by=cast.bo.actor, upload=upload(), keeper=only_bo)


def test_two_equal_pictures_share_their_bytes_and_the_last_one_takes_them(
    cast, settings, only_bo, django_capture_on_commit_callbacks
):
    first, second = (store_picture(by=cast.bo.actor, upload=upload(), keeper=only_bo, owner_id=new_id()) for _n in "ab")
    assert first.path == second.path
    assert len(on_disk(settings)) == 2
    with django_capture_on_commit_callbacks(execute=True):
        remove_files([first])
    assert len(on_disk(settings)) == 2
    with django_capture_on_commit_callbacks(execute=True):
        remove_files([second])
    assert on_disk(settings) == []


def test_what_was_never_sent_goes_after_a_day(cast, settings, only_bo, django_capture_on_commit_callbacks):
    old = store_picture(by=cast.bo.actor, upload=upload(), keeper=only_bo)
    new = store_picture(by=cast.bo.actor, upload=upload(colour="red"), keeper=only_bo)
    hung = store_picture(by=cast.bo.actor, upload=upload(colour="blue"), keeper=only_bo, owner_id=new_id())
    File.objects.filter(id__in=[old.id, hung.id]).update(at=timezone.now() - timedelta(hours=25))
    with django_capture_on_commit_callbacks(execute=True):
        assert remove_unhung() == 1
    assert set(File.objects.filter(keeper=only_bo).values_list("id", flat=True)) == {new.id, hung.id}


@pytest.mark.parametrize(
    "name", ["../../etc/passwd", "..\\..\\boot.ini", "\0\n", "a" * 500, "", "kuva ä.jpeg", "con<>.png"]
)
def test_a_name_never_leads_anywhere(cast, settings, only_bo, name):
    file = store_picture(by=cast.bo.actor, upload=upload(name or "x"), keeper=only_bo)
    assert file.name.endswith(".webp")
    assert not set(file.name) & set('/\\<>"\n\0')
    assert all(Path(settings.MEDIA_ROOT) in path.parents for path in on_disk(settings))
