"""The baseline: a bot that says back what it hears, written with WeRoBot, for gunicorn to serve."""

import os

import werobot  # type: ignore[import-untyped]  # it has no types

robot = werobot.WeRoBot(enable_session=False)
robot.config["TOKEN"] = os.environ.get("ECHO_TOKEN", "")
robot.config["APP_ID"] = os.environ.get("ECHO_APP_ID", "")
robot.config["ENCODING_AES_KEY"] = os.environ.get("ECHO_AES_KEY", "")


@robot.text  # type: ignore[untyped-decorator]  # as above
def echo(message: werobot.messages.messages.TextMessage) -> str:
    """What was said."""
    return str(message.content)


application = robot.wsgi
