"""The `guitai-sandbox` command: WeChat's servers and a phone, on this machine."""

import asyncio
import sys
from pathlib import Path

import click
import httpx

from guitai_sandbox.push.handshake import NoAnswer, shake_hands
from guitai_sandbox.replay import TIMEOUT_SECONDS, Replay, Unfit, read
from guitai_sandbox.server import run
from guitai_sandbox.settings import Mode, Settings, WrongSettings, read_settings
from guitai_sandbox.world import World


@click.group(invoke_without_command=True)
@click.option("--port", type=int, help="Port on 127.0.0.1; 0 takes any.  [8800]")
@click.option("--callback", help="The bank's callback.  [http://127.0.0.1:8801/wechat]")
@click.option("--mode", type=click.Choice([mode.value for mode in Mode]), help="How pushes travel.  [safe]")
@click.option("--now", help="The time at the start, ISO 8601.  [real time]")
@click.option("--users", help="JSON file of those who follow from the start.")
@click.option("--templates", help="JSON file of the account's message templates.")
@click.option("--data", help="Folder for a copy of the wire journal.")
@click.option("--handshake", is_flag=True, help="Try the bank's callback once, and end.")
@click.pass_context
def command(context: click.Context, /, handshake: bool, **flags: object) -> None:
    """Play WeChat and a phone for a bank under development.

    Everything can be set by GUITAI_SANDBOX_… too, the account's secrets only so.
    """
    if context.invoked_subcommand:
        return
    settings = read_settings(**flags)
    if handshake:
        asyncio.run(_try_callback(settings))
        return
    asyncio.run(run(settings, announce=lambda url: click.echo(f"ready {url}")))


@command.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--phone", default="http://127.0.0.1:8800", help="The sandbox to do it at.  [http://127.0.0.1:8800]"
)
def replay(file: Path, phone: str) -> None:
    """Do again what stands in FILE, a session from /phone/recording, at a demo that has just begun."""
    recorded = read(file.read_text())
    try:
        with httpx.Client(base_url=phone, timeout=TIMEOUT_SECONDS, trust_env=False) as http:
            ended = Replay(http, recorded).run()
    except httpx.HTTPError as error:
        raise Unfit(f"{phone} does not go along: {error}") from None
    click.echo(f"{len(recorded.acts)} acts done; it is {ended:%Y-%m-%d %H:%M:%S}")


async def _try_callback(settings: Settings) -> None:
    world = World(settings, url="http://127.0.0.1")
    try:
        await shake_hands(world)
    except NoAnswer as error:
        raise WrongSettings(str(error)) from None
    finally:
        await world.http.aclose()
    click.echo(f"{settings.callback} has passed the handshake")


def main() -> None:
    """Run the command; whatever is wrong with its settings is one line, and exit status 1."""
    try:
        command(standalone_mode=False)
    except click.ClickException as error:
        _fail(error.format_message())
    except (WrongSettings, Unfit, OSError) as error:
        _fail(str(error))
    except (click.Abort, KeyboardInterrupt):
        sys.exit(0)


def _fail(reason: str) -> None:
    click.echo(f"guitai-sandbox: {reason}", err=True)
    sys.exit(1)


if __name__ == "__main__":
    main()
