from academy.core.models.act import Act
from academy.core.models.audit import AuditEntry
from academy.core.models.counter import Counter
from academy.core.models.heartbeat import Heartbeat
from academy.core.models.job import Job

__all__ = ["Act", "AuditEntry", "Counter", "Heartbeat", "Job"]
