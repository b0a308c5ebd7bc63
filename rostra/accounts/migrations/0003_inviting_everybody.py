import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import rostra.kit.ids


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0002_label_and_setup_code'),
    ]

    operations = [
        migrations.CreateModel(
            name='InvitingRun',
            fields=[
                ('id', models.UUIDField(default=rostra.kit.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('of', models.PositiveIntegerField()),
                ('sent', models.PositiveIntegerField(default=0)),
                ('left_out_count', models.PositiveIntegerField(default=0)),
                ('left_out', models.JSONField(default=list)),
                ('after', models.UUIDField(null=True)),
                ('stopped', models.BooleanField(default=False)),
                ('at', models.DateTimeField(auto_now_add=True)),
                ('ended_at', models.DateTimeField(null=True)),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.UniqueConstraint(condition=models.Q(('ended_at', None)), fields=('ended_at',), name='one_inviting_run', nulls_distinct=False)],
            },
        ),
        migrations.AddField(
            model_name='invitation',
            name='run',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='accounts.invitingrun'),
        ),
        migrations.AddIndex(
            model_name='invitation',
            index=models.Index(condition=models.Q(('ended_at', None), ('used_at', None)), fields=['-at', '-id'], name='invitation_waiting'),
        ),
        migrations.AddIndex(
            model_name='invitation',
            index=models.Index(condition=models.Q(('used_at__isnull', False)), fields=['-used_at', '-id'], name='invitation_used'),
        ),
    ]
