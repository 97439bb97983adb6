"""Loads the fixed vocabulary of what an agreement allows."""

from django.db import migrations

FORMS = [
    ("student_mobility", "Мобильность студентов", "Student mobility"),
    ("staff_mobility", "Мобильность преподавателей и сотрудников", "Staff mobility"),
    ("clinical_practice", "Клиническая практика", "Clinical practice"),
    ("joint_programme", "Совместная образовательная программа", "Joint programme"),
    ("joint_research", "Совместные исследования", "Joint research"),
    ("joint_events", "Совместные мероприятия", "Joint events"),
    ("publications", "Совместные публикации", "Joint publications"),
    ("curriculum", "Учебные программы и методики", "Curricula and teaching methods"),
    ("training", "Обучение иностранных студентов", "Training of foreign students"),
]


def load(apps, schema_editor):
    form = apps.get_model("partners", "CooperationForm")
    form.objects.bulk_create(form(code=code, name=russian, name_ru=russian, name_en=english) for code, russian, english in FORMS)


class Migration(migrations.Migration):
    dependencies = [("partners", "0001_initial")]
    operations = [migrations.RunPython(load, migrations.RunPython.noop)]
