"""What every section tells `core`, in its `apps.py`: core itself knows no section.

registry.searchable(Partner, _("Partners"))      its records are found by the search box
registry.home_part(counted_figures)              a function(request) -> dict of names for the home page
registry.sample_model(Partner)                   its sample rows are removed by `manage.py demo --remove`, in this order
registry.demo_loader(load)                       loads the section's part of demo/: a function(folder, contacts)
"""

searchables = []
sample_models = []
demo_loaders = []
_home_parts = []


def searchable(model, label):
    searchables.append((model, label))


def sample_model(*models):
    sample_models.extend(models)


def demo_loader(function):
    demo_loaders.append(function)


def home_part(function):
    _home_parts.append(function)


def home_parts(request):
    """Everything the sections put on the home page."""
    parts = {}
    for part in _home_parts:
        parts |= part(request)
    return parts
