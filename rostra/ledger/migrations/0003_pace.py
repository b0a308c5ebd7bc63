"""How often each has written lately (`rostra/kit/pace.py`). Unlogged: after a crash everybody may as often as ever."""

from django.db import migrations

CREATE = """
CREATE UNLOGGED TABLE pace (
    key text PRIMARY KEY,
    back_at timestamptz NOT NULL
) WITH (fillfactor = 50);
"""


class Migration(migrations.Migration):
    dependencies = [("ledger", "0002_cache")]
    operations = [migrations.RunSQL(CREATE, "DROP TABLE pace")]
