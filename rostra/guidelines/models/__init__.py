from rostra.guidelines.models.guide import Acknowledgement, GuidePoint, GuideVersion
from rostra.guidelines.models.rulebook import Dispute, Rulebook
from rostra.guidelines.models.term import ConfidentialTerm

__all__ = ["Acknowledgement", "ConfidentialTerm", "Dispute", "GuidePoint", "GuideVersion", "Rulebook"]
