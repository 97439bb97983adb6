"""Amounts of money: decimals with an ISO 4217 code, never converted in silence."""

from babel.numbers import format_decimal
from django.db import models
from django.utils.translation import gettext_lazy as _

from core.languages import active

NBSP = "\xa0"


class Currency(models.TextChoices):
    """ISO 4217."""

    BYN = "BYN", _("Belarusian rouble")
    USD = "USD", _("US dollar")
    EUR = "EUR", _("euro")
    RUB = "RUB", _("Russian rouble")
    CNY = "CNY", _("Chinese yuan")


def plain(amount):
    """The number as each language writes it; hundredths only where there are any."""
    whole = amount == amount.to_integral_value()
    return format_decimal(amount, format="#,##0" if whole else "#,##0.00", locale=active())


def money(amount, currency):
    """«4 900 USD», "4,900 USD": one word that is not broken."""
    return f"{plain(amount)}{NBSP}{currency}".replace(" ", NBSP)


def money_range(low, high, currency):
    """The same for an amount that lies between two; `high` may be None or equal."""
    return money(low, currency) if high is None or high == low else f"{plain(low)}–{money(high, currency)}".replace(" ", NBSP)
