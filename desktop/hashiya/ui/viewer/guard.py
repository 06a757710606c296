"""Handlers that Qt calls: an exception in one of them is logged and never crosses into Qt, which would crash."""

from __future__ import annotations

import logging
from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar, cast

Handler = TypeVar("Handler", bound=Callable[..., Any])

logger = logging.getLogger(__name__)


def guarded(handler: Handler) -> Handler:
    """The handler, with every exception logged; it then returns None."""

    @wraps(handler)
    def safe(*arguments: Any) -> Any:
        try:
            return handler(*arguments)
        except Exception:
            logger.exception("%s failed", handler.__qualname__)
            return None

    return cast(Handler, safe)
