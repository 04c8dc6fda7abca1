"""A device that makes passkeys and signs with them, as WebAuthn asks (Level 3, 6.1, 6.5, 7), for tests without a browser."""

import json
import secrets
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

import cbor2
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec

PRESENT, VERIFIED, HAS_KEY = 0x01, 0x04, 0x40


@dataclass
class Device:
    """One passkey of one place; `knows_owner` is false where nobody showed a finger, face or code."""

    origin: str
    name: str
    knows_owner: bool = True
    signs: int = 0
    credential_id: bytes = field(default_factory=lambda: secrets.token_bytes(16))
    key: ec.EllipticCurvePrivateKey = field(
        default_factory=lambda: ec.generate_private_key(ec.SECP256R1())
    )

    def make(self, asked: Mapping[str, Any]) -> str:
        """What a browser answers when it was asked to make a passkey."""
        kept = len(self.credential_id).to_bytes(2) + self.credential_id + self._public_key()
        data = self._data(HAS_KEY) + bytes(16) + kept
        attested = cbor2.dumps({"fmt": "none", "attStmt": {}, "authData": data})
        told = self._told("webauthn.create", asked["challenge"])
        return self._answer({"clientDataJSON": told, "attestationObject": attested})

    def show(self, asked: Mapping[str, Any]) -> str:
        """What it answers when it was asked to sign in."""
        self.signs += 1
        data, told = self._data(), self._told("webauthn.get", asked["challenge"])
        signature = self.key.sign(data + sha256(told).digest(), ec.ECDSA(hashes.SHA256()))
        return self._answer(
            {"clientDataJSON": told, "authenticatorData": data, "signature": signature}
        )

    def _data(self, further: int = 0) -> bytes:
        flags = PRESENT | further | (VERIFIED if self.knows_owner else 0)
        return sha256(self.name.encode()).digest() + bytes([flags]) + self.signs.to_bytes(4)

    def _told(self, kind: str, challenge: str) -> bytes:
        said = {"type": kind, "challenge": challenge, "origin": self.origin, "crossOrigin": False}
        return json.dumps(said).encode()

    def _public_key(self) -> bytes:
        numbers = self.key.public_key().public_numbers()
        return bytes(
            cbor2.dumps(
                {1: 2, 3: -7, -1: 1, -2: numbers.x.to_bytes(32), -3: numbers.y.to_bytes(32)}
            )
        )

    def _answer(self, response: Mapping[str, bytes]) -> str:
        own = written(self.credential_id)
        said = {name: written(value) for name, value in response.items()}
        return json.dumps({"id": own, "rawId": own, "type": "public-key", "response": said})


def written(value: bytes) -> str:
    """Bytes as they stand in WebAuthn's JSON."""
    return urlsafe_b64encode(value).rstrip(b"=").decode()


def read(text: str) -> bytes:
    """The bytes that such a text stands for."""
    return urlsafe_b64decode(text + "=" * (-len(text) % 4))
