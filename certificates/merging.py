"""Certificates, when two accounts are merged: they go with the seat that they rest on."""

from academy.people.holdings.merging import stays
from certificates.models import Certificate

stays(Certificate, "issued_by")
