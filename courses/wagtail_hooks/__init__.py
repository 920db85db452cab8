"""What batches ask of the content admin: records stay, figures stay true, lessons stay small."""

from courses.wagtail_hooks import bank, beside, demanded, figures, home, records, sizes

__all__ = ["bank", "beside", "demanded", "figures", "home", "records", "sizes"]
