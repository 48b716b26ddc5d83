"""The minimal settings of the seed."""
import os

SECRET_KEY = "only for the benchmark"
ALLOWED_HOSTS = ["*"]
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "channels",
]
MIDDLEWARE = []
USE_TZ = True
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
DATABASES = {
    "default": {"ENGINE": "django.db.backends.sqlite3", "NAME": os.environ["SEED_DATABASE"]},
}
REDIS_PORT = int(os.environ["SEED_REDIS_PORT"])
CHANNEL_LAYERS = {
    "default": {
        "BACKEND": "channels_redis.core.RedisChannelLayer",
        "CONFIG": {"hosts": [("127.0.0.1", REDIS_PORT)]},
    },
}
CELERY_BROKER_URL = f"redis://127.0.0.1:{REDIS_PORT}/1"
CELERY_TASK_IGNORE_RESULT = True
