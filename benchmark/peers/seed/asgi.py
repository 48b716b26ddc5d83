"""The seed's web server: uvicorn asgi:application."""
import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "settings")
django.setup()

from channels.auth import AuthMiddlewareStack
from channels.routing import ProtocolTypeRouter, URLRouter
from django.urls import re_path

from consumers import WsConsumer

application = ProtocolTypeRouter(
    {
        "websocket": AuthMiddlewareStack(URLRouter([re_path(r"time/tic/$", WsConsumer.as_asgi())])),
    }
)
