"""Django's settings, which have to be configured before Ninja and the REST framework are imported."""

import secrets

import django
from django.conf import settings

settings.configure(
    ALLOWED_HOSTS=["testserver"],
    INSTALLED_APPS=["tests.integrations"],
    LOGGING_CONFIG=None,
    ROOT_URLCONF="tests.integrations.test_web_frameworks",
    SECRET_KEY=secrets.token_hex(),
)
django.setup()
