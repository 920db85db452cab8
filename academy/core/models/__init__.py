from academy.core.models.audit import AuditEntry
from academy.core.models.counter import Counter
from academy.core.models.heartbeat import Heartbeat
from academy.core.models.job import Job

__all__ = ["AuditEntry", "Counter", "Heartbeat", "Job"]
