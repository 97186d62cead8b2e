"""Who may use the converter."""

from app.commerce.permissions import CLERKS
from app.kernel.permissions import permission

USE = permission("commerce.converter.use", "Make labels from order files that are not kept", *CLERKS)
