"""What nobody may do in the CMS, whatever their rights."""

from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.permissions import register_permission_policy

from core.models import ImportRun


class NamedOnly(ModelPermissionPolicy):
    """Only what the model's `default_permissions` name: a consent is not changed, a message not made up, not even by who manages everything."""

    def user_has_permission(self, user, action):
        return action in self.model._meta.default_permissions and super().user_has_permission(user, action)

    def user_has_any_permission(self, user, actions):
        return any(self.user_has_permission(user, action) for action in actions)


def register():
    register_permission_policy(ImportRun, NamedOnly(ImportRun))
