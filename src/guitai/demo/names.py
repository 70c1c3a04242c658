"""Chinese names as each generation was given them."""

from random import Random

# In rough order of how common they are; a character that stands twice is met twice as often.
SURNAMES = (
    "王王王王李李李李张张张刘刘刘陈陈陈杨杨赵赵黄黄周周吴吴徐徐孙孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程"
    "曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾"
    "侯邵孟龙万段钱汤尹黎易常武乔贺赖龚文"
)

WOMEN = {
    1940: "秀英 桂英 玉兰 淑珍 桂兰 秀兰 玉梅 凤英 春兰 素珍 "
    "惠芳 月琴 秀珍 玉华 菊英 爱珍 桂芳 兰英 淑华 金凤",
    1960: "爱华 丽娟 红梅 春梅 建华 小红 秀萍 玉萍 美玲 卫红 "
    "雪梅 丽萍 慧敏 桂香 凤霞 美娟 文娟 淑萍 彩霞 玉珍",
    1975: "敏 静 艳 娟 霞 燕 丽 芳 萍 红 丽华 海燕 晓燕 春燕 "
    "晓红 雪 莉 慧 玲 洁 颖 琳 丹 婷 文静 秀丽 小丽 艳红",
    1988: "婷婷 雪 倩 静 丹 璐 莹 佳 晶晶 梦洁 雅婷 思琪 "
    "晓彤 佳怡 雨薇 欣 诗雨 嘉欣 梦婷 玥 文婷 晓敏 可欣 雅静",
    1998: "雨婷 欣怡 思雨 梦瑶 诗涵 雅琪 佳慧 子涵 若彤 语嫣 心怡 雨萱 梦琪 紫萱 可馨 静怡 婧 昕 晓萱 楚楚",
}
MEN = {
    1940: "德明 永福 福生 国平 志明 金生 文斌 永康 长林 德胜 "
    "金龙 宝林 炳坤 树林 福明 庆华 水生 永华 根生 志成",
    1960: "建国 建军 志强 卫东 爱民 国庆 建华 建平 卫国 志刚 "
    "立新 永强 新民 跃进 建明 春生 海生 国华 志勇 红军",
    1975: "勇 军 强 涛 斌 刚 波 鹏 健 平 辉 海波 志伟 建波 文军 海涛 晓东 伟 俊 峰 宏伟 永刚 小军 庆 杰 明",
    1988: "磊 超 鑫 帅 凯 浩 鹏飞 俊杰 晨 宇 洋 博 亮 龙 旭 振宇 少华 家豪 文浩 晓峰 旭东 一鸣 志鹏 嘉伟",
    1998: "浩然 子轩 宇航 天宇 明轩 俊豪 嘉豪 泽宇 一凡 博文 思远 梓豪 逸飞 子昂 宇轩 家乐 昊 睿 晨阳 文博",
}


def given_name(chance: Random, *, born: int, woman: bool) -> str:
    """A given name of somebody born in that year."""
    names = WOMEN if woman else MEN
    since = max((year for year in names if year <= born), default=1940)
    return chance.choice(names[since].split())


def full_name(chance: Random, *, born: int, woman: bool) -> str:
    """Surname and given name of somebody born in that year."""
    return chance.choice(SURNAMES) + given_name(chance, born=born, woman=woman)
