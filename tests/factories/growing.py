"""Pages put into the tree, without what guards against a person's mistakes.

Wagtail asks the database ten times and more for each page it saves: is the address free, in
which language is it, who logs it, is it a site's first. What a factory writes is right by
itself, and a test that looks at saving saves a page.
"""

from django.db.models import F, Max
from modelcluster.models import ClusterableModel
from wagtail.models import Page

from cms.models import ActivityPage
from cms.sizes import page_size


def grow(parent: Page, page: Page) -> None:
    """Write `page` as the last one below `parent`, as `parent.add_child(instance=page)` does.

    The page has a slug that no page beside it has.
    """
    below = Page.objects.filter(path__startswith=parent.path, depth=parent.depth + 1)
    last = below.aggregate(last=Max("path"))["last"]
    page.depth = parent.depth + 1
    page.path = Page(path=last)._inc_path() if last else Page._get_path(parent.path, page.depth, 1)
    page.locale_id, page.draft_title = parent.locale_id, page.title
    page.set_url_path(parent)
    page._cached_parent_obj = parent
    if isinstance(page, ActivityPage):
        page.size, page.is_graded = page_size(page), page.counts_for_a_mark()
    ClusterableModel.save(page)
    Page.objects.filter(pk=parent.pk).update(numchild=F("numchild") + 1)
    parent.numchild += 1
