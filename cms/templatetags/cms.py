"""`{% load cms %}`: pages and pictures in templates."""

from django import template
from django.utils.safestring import SafeString

from cms import bodies
from cms.blocks.pictures import Source, source_of

register = template.Library()


@register.simple_tag(takes_context=True)
def body(context: template.Context, page, field: str = "body") -> SafeString:
    """Show the blocks of `page`: kept HTML for readers, made anew in a preview."""
    if getattr(context.get("request"), "is_preview", False):
        return bodies.draw(page, field)
    return bodies.rendered(page, field)


@register.filter
def source(image) -> Source | None:
    """Return what an `<img>` of `image` needs, for "cms/blocks/picture.html"."""
    return source_of(image)
