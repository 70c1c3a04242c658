"""A bot written with WeRoBot, which knows nothing of this sandbox but the host of the API."""

from contextlib import contextmanager
from threading import Thread
from wsgiref.simple_server import WSGIRequestHandler, make_server

import pytest
import werobot
from werobot.client import Client

from guitai_sandbox.settings import Settings


class Silent(WSGIRequestHandler):
    def log_message(self, *_):
        pass


@contextmanager
def served(robot):
    """WeRoBot's own application on a free port."""
    with make_server("127.0.0.1", 0, robot.wsgi, handler_class=Silent) as server:
        Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/wechat"
        finally:
            server.shutdown()


class Elsewhere(Client):
    """WeRoBot's client, with another host."""

    def __init__(self, config, url):
        super().__init__(config)
        self.url = url

    def request(self, method, url, **kwargs):
        return super().request(method, url.replace("https://api.weixin.qq.com", self.url), **kwargs)


@pytest.fixture
def robot():
    given = Settings()
    robot = werobot.WeRoBot()
    robot.config.update(
        TOKEN=given.token,
        APP_ID=given.app_id,
        APP_SECRET=given.app_secret,
        ENCODING_AES_KEY=given.aes_key,
        SESSION_STORAGE=False,
    )

    @robot.text
    def echo(message):
        return f"你说：{message.content}"

    @robot.subscribe
    def welcome(message):
        return "欢迎"

    @robot.location
    def place(message):
        return f"你在{message.label}"

    with served(robot) as url:
        robot.url = url
        yield robot


@pytest.mark.parametrize("mode", ["safe", "plain"])
def test_the_robot_answers_a_phone(start, robot, mode):
    if mode == "plain":
        robot.config["ENCODING_AES_KEY"] = None
    sandbox = start(callback=robot.url, mode=mode)
    phone = sandbox.phone()

    assert [
        message["content"] for message in phone.sandbox.get(f"{phone.path}/messages")["messages"][1:]
    ] == ["欢迎"]
    assert phone.says("查余额 😀") == ["你说：查余额 😀"]
    (place,) = phone.does("messages", type="location", latitude=31.2, longitude=121.5, label="陆家嘴")
    assert place["content"] == "你在陆家嘴"


def test_the_robot_speaks_on_its_own(start, robot):
    sandbox = start(callback=robot.url)
    phone = sandbox.phone()
    client = Elsewhere(robot.config, sandbox.url)
    client.send_text_message(phone.openid, "您好")
    client.create_menu({"button": [{"type": "click", "name": "余额", "key": "balance"}]})

    assert phone.settled()[-1]["content"] == "您好"
    assert client.get_menu()["menu"]["button"][0]["key"] == "balance"
    assert client.get_user_info(phone.openid)["subscribe"] == 1
    calls = [entry["path"] for entry in sandbox.get("/phone/wire")["entries"] if entry["direction"] == "api"]
    assert calls[:2] == ["/cgi-bin/token", "/cgi-bin/message/custom/send"]
