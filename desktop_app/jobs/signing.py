"""Signing and proving: Ed25519, and the fingerprint by which people know a key; the one module
that knows PyNaCl."""

import hashlib

# Before what is signed, so that a signature of something else never fits a pack.
_PURPOSE = b"shenbao pack 1\n"
# 128 bits in groups of four, to be read out on the telephone.
_FINGERPRINT = 32


def new_secret() -> bytes:
    """A new secret key, 32 bytes of chance."""
    from nacl.signing import SigningKey

    return bytes(SigningKey.generate())


def public_of(secret: bytes) -> bytes:
    """The key that proves what a secret key signed. ValueError when it is none."""
    from nacl.exceptions import CryptoError
    from nacl.signing import SigningKey

    try:
        return bytes(SigningKey(secret).verify_key)
    except (CryptoError, TypeError) as reason:
        raise ValueError("not a key") from reason


def sign(secret: bytes, content: bytes) -> bytes:
    """The signature of a content, 64 bytes."""
    from nacl.signing import SigningKey

    return SigningKey(secret).sign(_PURPOSE + content).signature


def is_signed(public: bytes, content: bytes, signature: bytes) -> bool:
    """Whether the signature is of this content and by this key."""
    from nacl.exceptions import CryptoError
    from nacl.signing import VerifyKey

    try:
        VerifyKey(public).verify(_PURPOSE + content, signature)
    except (CryptoError, TypeError, ValueError):
        return False
    return True


def fingerprint(public: bytes) -> str:
    """What people compare: 3F2A-… in groups of four."""
    digest = hashlib.sha256(public).hexdigest()[:_FINGERPRINT].upper()
    return "-".join(digest[at : at + 4] for at in range(0, _FINGERPRINT, 4))


def is_fingerprint(public: bytes, told: str) -> bool:
    """Whether a person gave the whole fingerprint of this key, however they set it."""
    plain = "".join(sign for sign in told if sign.isalnum()).upper()
    return plain == fingerprint(public).replace("-", "")
