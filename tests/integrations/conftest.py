"""Django's settings, which have to be configured before Ninja is imported."""

import secrets

import django
from django.conf import settings

settings.configure(
    ALLOWED_HOSTS=["testserver"],
    DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}},
    DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
    INSTALLED_APPS=["tests.integrations"],
    LOGGING_CONFIG=None,
    ROOT_URLCONF="tests.integrations.test_openapi",
    SECRET_KEY=secrets.token_hex(),
)
django.setup()
