"""Who may do what with a post; what is pointed out before one is sent."""

import datetime as dt
import re

import rules
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from academy.core.text.typed import clean_typed
from academy.people.models import User
from courses.models import Post

# A slip is seen on the same day; later, others have read and answered what stood there.
EDIT_WINDOW = dt.timedelta(hours=24)
MOST_PICTURES = 2
FEWEST_LETTERS = 4

TOO_MANY_PICTURES = _("Two pictures fit in, so the others were left out.")

_MAIL = re.compile(r"[\w.+-]+@[\w-]+\.[\w.]+")
# Nine digits or more that begin as numbers here do, with what people put between them.
_PHONE = re.compile(r"(?<!\d)(?:\+?62|0)[\s.()-]*8(?:[\s.()-]*\d){7,12}(?!\d)")
# Words that stand in every question and say nothing about it.
_EMPTY_WORDS = """
adalah agar akan anda apakah atau bagaimana bagi baik banyak berapa bisa boleh bukan cara
cuma dalam dapat dari dengan harus hanya ingin itu jadi jika juga kalau kalian kami kapan
karena kenapa ketika kita lagi lebih maaf mana masih mengapa mohon nanti oleh pada pakai
pemateri perlu saat saja sama sampai sangat saya sebaiknya sebelum seperti sesudah setelah
sudah supaya tanya tapi tentang terima tetapi tidak untuk yang ustadz ustadzah
about does have from that this what when where which with would could should
"""
_EMPTY = frozenset(_EMPTY_WORDS.split())


@rules.predicate
def wrote(user: User, post: Post) -> bool:
    return post.author_id == user.pk


@rules.predicate
def is_fresh(user: User, post: Post) -> bool:
    """Still of the same day, and standing."""
    return not post.is_withheld and post.posted_at > timezone.now() - EDIT_WINDOW


@rules.predicate
def stands(user: User, post: Post) -> bool:
    return post.taken_back_at is None


@rules.predicate
def leads(user: User, post: Post) -> bool:
    """Teaches the course, or runs the batch."""
    return Post.objects.filter(pk=post.pk).led_by(user).exists()


@rules.predicate
def asked(user: User, post: Post) -> bool:
    """Has asked the question that the post is, or answers."""
    return post.thread.author_id == user.pk


rules.add_perm("courses.edit_post", wrote & is_fresh)
rules.add_perm("courses.write_post", wrote)
rules.add_perm("courses.take_back_post", wrote & stands)
rules.add_perm("courses.answer_as_staff", leads)
rules.add_perm("courses.mark_answer", asked | leads)


def contact_in(text: str) -> str:
    """Return what looks like a phone number or an e-mail address in `text`, "" for nothing."""
    text = clean_typed(text)
    found = _MAIL.search(text) or _PHONE.search(text)
    return found[0].strip() if found else ""


def telling_words(text: str) -> list[str]:
    """Return the words of `text` that say what it is about, the longest first."""
    words = set(re.findall(r"[^\W\d_]+", clean_typed(text).casefold()))
    kept = (word for word in words if len(word) >= FEWEST_LETTERS and word not in _EMPTY)
    return sorted(kept, key=lambda word: (-len(word), word))
