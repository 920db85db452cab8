from academy.people.entrance.forms import CodeAgainForm, CodeForm, NewSecretForm, PinChangeForm, ReauthenticateForm, SetUpCodeForm, SignInForm
from academy.people.accounts.forms import ConsentForm, ProfileForm, WithdrawForm

__all__ = [
    "CodeAgainForm",
    "CodeForm",
    "ConsentForm",
    "NewSecretForm",
    "PinChangeForm",
    "ProfileForm",
    "ReauthenticateForm",
    "SetUpCodeForm",
    "SignInForm",
    "WithdrawForm",
]
