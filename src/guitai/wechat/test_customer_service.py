import json

import pytest

from guitai.wechat import customer_service as kf
from guitai.wechat.customer_service import request


@pytest.mark.parametrize(
    ("body", "msgtype", "content"),
    [
        (kf.Text("您好"), "text", {"content": "您好"}),
        (kf.Image("m"), "image", {"media_id": "m"}),
        (kf.Voice("m"), "voice", {"media_id": "m"}),
        (
            kf.Video("m", "t", "标题", "说明"),
            "video",
            {"media_id": "m", "thumb_media_id": "t", "title": "标题", "description": "说明"},
        ),
        (
            kf.Music("t", "u", "h"),
            "music",
            {"thumb_media_id": "t", "musicurl": "u", "hqmusicurl": "h", "title": "", "description": ""},
        ),
        (
            kf.News("标题", "说明", "u", "p"),
            "news",
            {"articles": [{"title": "标题", "description": "说明", "url": "u", "picurl": "p"}]},
        ),
        (kf.PublishedArticle("a"), "mpnewsarticle", {"article_id": "a"}),
        (
            kf.Menu("选一个", (kf.Option("k1", "是"), kf.Option("k2", "否")), "谢谢"),
            "msgmenu",
            {
                "head_content": "选一个",
                "list": [{"id": "k1", "content": "是"}, {"id": "k2", "content": "否"}],
                "tail_content": "谢谢",
            },
        ),
        (kf.Coupon("c"), "wxcard", {"card_id": "c"}),
        (
            kf.MiniProgramPage("t", "wx2", "pages/a", "m"),
            "miniprogrampage",
            {"title": "t", "appid": "wx2", "pagepath": "pages/a", "thumb_media_id": "m"},
        ),
    ],
)
def test_each_body_stands_under_its_type_and_survives_being_kept(body, msgtype, content):
    asked = request("oUser1", body)

    assert asked == {"touser": "oUser1", "msgtype": msgtype, msgtype: content}
    assert json.loads(json.dumps(asked)) == asked


def test_an_agent_and_a_machine_are_named():
    asked = request("oUser1", kf.Text("您好"), agent="kf1@bank", by_machine=True)

    assert asked["customservice"] == {"kf_account": "kf1@bank"}
    assert asked["aimsgcontext"] == {"is_ai_msg": 1}
