"""The seed's worker and scheduler. Its message also contains the tick's instant and sequence, which are measured."""
import os
import time
from datetime import datetime, timezone

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "settings")
django.setup()

import channels.layers
from asgiref.sync import async_to_sync
from celery import Celery

from consumers import WsConsumer

app = Celery("clock")
app.config_from_object("django.conf:settings", namespace="CELERY")


@app.on_after_finalize.connect
def setup_periodic_tasks(sender, **kwargs):
    sender.add_periodic_task(0.5, ws_beat.s(), name="beat every 0.5 seconds")


@app.task
def ws_beat(group=WsConsumer.GROUP, event="tic_message"):
    sequence = int(time.time() * 2)
    instant = datetime.fromtimestamp(sequence / 2, timezone.utc)
    message = {
        "time": time.strftime("%X"),
        "instant": instant.isoformat(timespec="milliseconds").replace("+00:00", "Z"),
        "sequence": sequence,
    }
    channel_layer = channels.layers.get_channel_layer()
    async_to_sync(channel_layer.group_send)(group, {"type": event, "message": message})
