from django.http import Http404
from django.utils.translation import gettext_lazy as _
from wagtail.contrib.routable_page.models import path, re_path

from core.models import SectionPage
from masterclasses import certificates, taking_part
from masterclasses.registers import EventRegister, LecturerRegister


class MasterclassesPage(SectionPage):
    """Events and those who speak at them."""

    fixed_slug = "masterclasses"
    registers = {"events": EventRegister(), "lecturers": LecturerRegister()}

    class Meta:
        verbose_name = _("masterclasses and events")

    @path("", name="event_list")
    def event_list(self, request):
        return self.registers["events"].list(request, self)

    @path("events.atom/", name="event_feed")
    def event_feed(self, request):
        return self.registers["events"].feed(request, self)

    @path("events.ics/", name="event_calendar")
    def event_calendar(self, request):
        return self.registers["events"].calendar(request, self)

    @re_path(r"^(?P<name>events|lecturers)\.(?P<kind>csv|xlsx|json)/$", name="event_file")
    def event_file(self, request, name, kind):
        return self.registers[name].file(request, self, kind)

    @re_path(r"^(?P<name>events|lecturers)-schema\.json/$", name="event_schema")
    def event_schema(self, request, name):
        return self.registers[name].schema(request, self)

    @path("events/<slug:slug>/", name="event")
    def event(self, request, slug):
        return self.registers["events"].record(request, self, slug)

    @path("events/<slug:slug>/event.ics/", name="one_event_calendar")
    def one_event_calendar(self, request, slug):
        if found := self.registers["events"].event_calendar(request, self, slug):
            return found
        raise Http404

    @path("events/<slug:slug>/register/", name="event_registration")
    def event_registration(self, request, slug):
        event = self.registers["events"].found(slug)
        if not event:
            raise Http404
        return taking_part.register(request, self, event)

    @path("places/<str:token>/", name="own_registration")
    def own_registration(self, request, token):
        return taking_part.own_page(request, self, token)

    @path("places/<str:token>/certificate.pdf/", name="own_certificate")
    def own_certificate(self, request, token):
        return certificates.own_file(request, token)

    @path("certificates/", name="certificates")
    def certificates(self, request):
        return certificates.check(request, self)

    @path("certificates/<str:code>/", name="certificate")
    def certificate(self, request, code):
        return certificates.check(request, self, code)

    @path("lecturers/", name="lecturer_list")
    def lecturer_list(self, request):
        return self.registers["lecturers"].list(request, self)

    @path("lecturers/<slug:slug>/", name="lecturer")
    def lecturer(self, request, slug):
        return self.registers["lecturers"].record(request, self, slug)
