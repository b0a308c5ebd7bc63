import secrets

import django.db.models.deletion
from django.db import migrations, models


def hide_speaking_addresses(apps, schema_editor):
    """Communities that became secret kept the address they had: from now on it is chance, and the old one leads their members."""
    Community = apps.get_model("communities", "Community")
    FormerAddress = apps.get_model("communities", "FormerAddress")
    for community in Community.objects.filter(access="secret").exclude(slug__regex=r"^s-[0-9a-f]{12}$"):
        FormerAddress.objects.create(community=community, slug=community.slug)
        community.slug = f"s-{secrets.token_hex(6)}"
        community.save(update_fields=["slug"])


class Migration(migrations.Migration):

    dependencies = [
        ('communities', '0005_spelled_topics'),
    ]

    operations = [
        migrations.CreateModel(
            name='FormerAddress',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('slug', models.SlugField(max_length=80)),
                ('community', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='former_addresses', to='communities.community')),
            ],
            options={
                'constraints': [models.UniqueConstraint(models.F('community'), models.F('slug'), name='former_address_once')],
            },
        ),
        migrations.RunPython(hide_speaking_addresses, migrations.RunPython.noop, elidable=True),
    ]
