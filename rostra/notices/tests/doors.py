"""Who passes the doors of the inbox."""

from django.core import signing

from rostra.kit.ids import new_id
from rostra.notices.kinds import kinds
from rostra.notices.models import Notice
from rostra.notices.unseen import SALT

PEOPLE = {"anonymous": 302, "dara": 200, "chen": 200, "bo": 200, "kim": 200, "ana": 200, "page": True}
POST = {"method": "POST", "anonymous": 302, "dara": 302, "chen": 302, "bo": 302, "kim": 302, "ana": 302}
CHENS = {"anonymous": 302, "dara": 404, "chen": 302, "bo": 404, "kim": 404, "ana": 404}
ANYONE = {"anonymous": 200, "dara": 200, "chen": 200, "bo": 200, "kim": 200, "ana": 200, "page": True}

DOORS = {
    "inbox": PEOPLE,
    "inbox-reading": POST,
    "wishes": PEOPLE,
    "inbox-mail-stop": ANYONE,
    "notice": CHENS,
    "notice-reading": CHENS | {"method": "POST"},
}


def make(cast):
    kind = next(iter(kinds)).key
    line = Notice.objects.create(
        person=cast.chen, kind=kind, by=cast.bo, subject=new_id(), url="/", words={"line": "Hello", "place": "Roasting"}
    )
    token = signing.dumps(str(cast.chen.id), salt=SALT)
    return {"notice": {"notice": line.id}, "notice-reading": {"notice": line.id}, "inbox-mail-stop": {"token": token}}
