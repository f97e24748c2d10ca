from tests.service.conftest import empty_database, open_office, place

__all__ = ["empty_database", "open_office", "place"]
