from rostra.accounts.models.access import ApiToken, EmailChange, Grant, Invitation, SetupCode
from rostra.accounts.models.inviting import InvitingRun
from rostra.accounts.models.session import Session
from rostra.accounts.models.user import User

__all__ = ["ApiToken", "EmailChange", "Grant", "Invitation", "InvitingRun", "Session", "SetupCode", "User"]
