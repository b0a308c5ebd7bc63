from rostra.company.models.company import Company
from rostra.company.models.file import File
from rostra.company.models.mail import Mail

__all__ = ["Company", "File", "Mail"]
