"""Applications: what applicants and coordinators do with them."""

from courses.admission.actions.applying import add_document, begin, remove_document, save_step, submit, withdraw
from courses.admission.actions.bulk import Outcome, accept_many, decline_many, in_order_of_seats, put_many_on_reserve, undo_many, verify_many
from courses.admission.actions.deciding import accept, decline, put_on_reserve, set_pesantren, set_score, undo, unverify, verify
from courses.admission.actions.errors import AlreadyApplied, AlreadySeated, AlreadySent, ApplicationsClosed, FormUsed, HasBegun, NotComplete, NotVerified, OwnApplication, PillarMissing, ReasonMissing, ReserveEmpty, TooManyDocuments
from courses.admission.actions.registering import register, save_identity
from courses.enrollment.actions.seats import BatchEnded, BatchFull, HadSeat

__all__ = [
    "AlreadyApplied",
    "AlreadySeated",
    "AlreadySent",
    "ApplicationsClosed",
    "BatchEnded",
    "BatchFull",
    "FormUsed",
    "HadSeat",
    "HasBegun",
    "NotComplete",
    "NotVerified",
    "Outcome",
    "OwnApplication",
    "PillarMissing",
    "ReasonMissing",
    "ReserveEmpty",
    "TooManyDocuments",
    "accept",
    "accept_many",
    "add_document",
    "begin",
    "decline",
    "decline_many",
    "in_order_of_seats",
    "put_many_on_reserve",
    "put_on_reserve",
    "register",
    "remove_document",
    "save_identity",
    "save_step",
    "set_pesantren",
    "set_score",
    "submit",
    "undo",
    "undo_many",
    "unverify",
    "verify",
    "verify_many",
    "withdraw",
]
