"""What belongs to one program, and how addresses name it."""

from dataclasses import dataclass, field
from pathlib import PurePosixPath

from django.db.models import Model

from academy.people.entrance.calendar_keys import key_of
from academy.people.models import User
from cms.blocks.pictures import SMALL


@dataclass
class Part:
    """One program with all that belongs to it, and the people it belongs to."""

    # First name of the participant; nobody else here is called so.
    name: str
    people: dict[str, User] = field(default_factory=dict)
    # By the word that stands in the table of addresses.
    objects: dict[str, Model] = field(default_factory=dict)

    def words(self) -> dict[str, object]:
        """Return what stands in addresses for the words of the table."""
        objects = self.objects | {name: self.people[name] for name in ("participant", "trainer")}
        words: dict[str, object] = {
            word: found.public_id for word, found in objects.items() if hasattr(found, "public_id")
        }
        for word in ("lesson", "quiz", "assignment", "next_assignment"):
            words[word] = objects[word].activity_id
        words["question"] = objects["question"].question_id
        words["course"] = objects["course"].course_id
        words["post"] = "post"
        words["review"] = objects["review"].public_id
        words["asked_block"] = objects["lesson"].body[-1].id
        words["new_block"] = "teks"
        words["practised"] = objects["practised"].question_id
        words["calibration_number"] = 1
        words["intake_row"] = 2
        words["sending"] = objects["draft_file"].sent_as
        words["code"] = objects["certificate"].code
        words["page_code"] = objects["paper_page"].code
        words["scanned"] = "kode2yangsudahlewat"
        words["home"] = ""
        words["holder"], words["used_card"] = "sulastri482", "dipakai"
        owner = self.people["participant"]
        words["calendar_owner"], words["calendar_key"] = owner.public_id, key_of(owner)
        words["version"] = objects["privacy_notice"].version
        words["picture"] = objects["photo"].get_rendition(SMALL).url.rpartition("/")[2]
        words["drawing"], words["drawing_name"] = objects["drawing"].pk, objects["drawing"].filename
        words["recording"] = objects["recording"].filename
        words["captions"] = objects["recording"].captions_url.rpartition("/")[2]
        words["poster"] = PurePosixPath(objects["recording"].thumbnail.name).name
        words["paper"], words["paper_name"] = objects["paper"].pk, objects["paper"].filename
        return words
