"""Points an account's numbers at us, so that whoever calls back reaches whoever called them."""

from telepro.telephony.carrier import Carrier
from telepro.telephony.troubles import translated

MOST = 200


def point_home(carrier: Carrier) -> list[str]:
    """Let every number of the account ask us about its calls; the numbers. Raises `TelephonyError`.

    Said again it changes nothing.
    """
    home = f"{carrier.public}/twilio"
    with translated():
        found = carrier.client.incoming_phone_numbers.list(limit=MOST)
        for number in found:
            number.update(
                voice_url=f"{home}/inbound",
                voice_method="POST",
                status_callback=f"{home}/inbound-status",
                status_callback_method="POST",
                sms_url=f"{home}/message",
                sms_method="POST",
            )
    return [str(number.phone_number) for number in found]
