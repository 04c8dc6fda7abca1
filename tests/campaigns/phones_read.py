"""A phone number that must be read, or must be refused."""

from campaigns.numbers.phones import BadCode, BadPhone, ReadPhone, read_phone


def read(text: str, country: str = "FR") -> ReadPhone:
    """The number that this text must be read as."""
    found = read_phone(text, country)
    assert isinstance(found, ReadPhone), found
    return found


def refused(text: str, country: str = "FR") -> BadCode:
    """Why this text must be refused."""
    found = read_phone(text, country)
    assert isinstance(found, BadPhone), found
    return found.code
