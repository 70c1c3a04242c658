"""One call of the phone API as a value: its route, its body, its answers, and its errors."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any, TypeVar

from pydantic import TypeAdapter, ValidationError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from guitai_sandbox.state.users import User
from guitai_sandbox.world import World

LARGEST_BODY = 64 * 1024 * 1024

T = TypeVar("T")
Endpoint = Callable[[Request], Awaitable[Response]]


class PhoneError(Exception):
    """The call cannot be done; a stable code, and a sentence that says why."""

    def __init__(self, status: int, code: str, message: str) -> None:
        super().__init__(code, message)
        self.status = status
        self.code = code
        self.message = message


@dataclass(frozen=True)
class Call:
    """What the document says of a call."""

    method: str
    path: str
    endpoint: Endpoint
    summary: str
    body: Any = None  # a type
    form: bool = False  # whether files are taken too
    query: tuple[tuple[str, str, bool], ...] = ()  # name, JSON type, required
    answer: Any = None  # a type; None where there is no body
    status: int = 200
    errors: tuple[int, ...] = ()
    media_type: str = "application/json"


class Calls(list[Call]):
    """The calls of one area."""

    def serve(self, method: str, path: str, summary: str, **more: Any) -> Callable[[Endpoint], Endpoint]:
        """Add a call to the table."""

        def register(endpoint: Endpoint) -> Endpoint:
            self.append(Call(method, path, endpoint, summary, **more))
            return endpoint

        return register


def world_of(request: Request) -> World:
    """The world that the call is made in."""
    world: World = request.app.state.world
    return world


def user_of(request: Request, *, following: bool = False) -> User:
    """The user in the path."""
    openid = request.path_params["openid"]
    user = world_of(request).users.get(openid)
    if user is None:
        raise PhoneError(404, "no_such_user", f"Nobody has the openid {openid}.")
    if following and not user.following:
        raise PhoneError(409, "not_following", f"{user.nickname} does not follow the account.")
    return user


async def body_of(request: Request, shape: type[T] | TypeAdapter[T]) -> T:
    """The JSON body, if it has that shape; no body is an empty object."""
    adapter = shape if isinstance(shape, TypeAdapter) else TypeAdapter(shape)
    try:
        return adapter.validate_json(await request.body() or b"{}")
    except ValidationError as error:
        raise PhoneError(400, "bad_request", f"{first_wrong(error)}.") from None


def first_wrong(error: ValidationError) -> str:
    """What is wrong, and where."""
    first = error.errors()[0]
    where = ".".join(str(part) for part in first["loc"])
    what = first["msg"].removeprefix("Value error, ")
    return f"{where}: {what}" if where else what


def number_in(request: Request, name: str, *, most: float = 2**53) -> float:
    """A number of the query, 0 where it is not given."""
    text = request.query_params.get(name, "0")
    try:
        number = float(text)
    except ValueError:
        number = -1.0
    if not 0 <= number <= most:
        raise PhoneError(400, "bad_request", f"{name} is a number from 0 to {most:g}, not {text!r}.")
    return number


def sentence(error: Exception) -> str:
    """What the exception says, with a capital and a full stop."""
    text = str(error)
    return f"{text[:1].upper()}{text[1:]}."


async def not_served(_: Request, error: Exception) -> Response:
    """No such path, another method, or a body that cannot even be taken apart."""
    assert isinstance(error, HTTPException)
    code = HTTPStatus(error.status_code).phrase.lower().replace(" ", "_")
    body = {"error": {"code": code, "message": str(error.detail)}}
    return JSONResponse(body, status_code=error.status_code, headers=error.headers)


async def refusal(_: Request, error: Exception) -> Response:
    """A refused call's answer."""
    assert isinstance(error, PhoneError)
    body = {"error": {"code": error.code, "message": error.message}}
    return JSONResponse(body, status_code=error.status)
