from django.contrib.auth.models import AbstractUser


class User(AbstractUser):
    """Someone who signs in: staff of the office. Of our own from the first migration, so that it can grow."""
