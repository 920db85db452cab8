from academy.people.forms.entrance import (
    CodeAgainForm,
    CodeForm,
    NewSecretForm,
    PinChangeForm,
    ReauthenticateForm,
    SetUpCodeForm,
    SignInForm,
)
from academy.people.forms.profile import ConsentForm, ProfileForm, WithdrawForm

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
