from django.db import models


class Generation(models.Model):
    """One row: the name of the state of everything that visitors see. Read and replaced by `core.generation` only."""

    token = models.CharField(max_length=32, default="", editable=False)
    changed_at = models.DateTimeField(auto_now=True)

    unseen = True

    def __str__(self):
        return self.token
