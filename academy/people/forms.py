from allauth.account.forms import LoginForm


class SignInForm(LoginForm):
    """User name, e-mail or phone, and PIN or password."""
