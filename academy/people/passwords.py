class PinOrPasswordValidator:
    """A six-digit PIN or a password of eight signs."""

    def validate(self, password, user=None):
        return None

    def get_help_text(self):
        return ""
