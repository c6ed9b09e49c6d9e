"""A generated library: the same pages every time, as long and as varied as a school's own Chinese prose.

Each page has about 1,740 characters in five sections. For ours they have our front matter, for other engines they
are plain Markdown with the same headings and words.
"""

from __future__ import annotations

import random
import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
CONFIG = ROOT / "tests" / "cases" / "minimal" / "site_config"
HAN = 1_480  # asked for; paragraphs are whole, so a page comes to 1,740
GROUP = 50  # pages of one folder
PHASE = (("teacher", 16), ("pupils", 4), ("intent", 4))  # the parts of a phase, each of so many sentences
WORDS = """
    老师 同学 孩子 家长 妈妈 爸爸 奶奶 爷爷 班级 教室 操场 校园 课桌 黑板 书包 铅笔 作业 练习 课文 故事 早晨 中午 傍晚 周末 假期 春天 夏天 秋天 冬天 雨天 阳光 树叶 花园 小路 河边 山坡 村庄 城市
    街道 车站 商店 市场 厨房 餐桌 晚饭 早餐 水果 米饭 面条 热汤 杯子 毛巾 窗户 门口 客厅 书房 阳台 沙发 台灯 闹钟 日历 相册 地图 报纸 图书 画册 音乐 歌曲 舞蹈 足球 篮球 跳绳 跑步 散步 游泳 骑车
    下棋 拼图 积木 画画 剪纸 手工 种花 养鱼 做饭 洗碗 扫地 整理 收拾 准备 安排 计划 打算 开始 继续 完成 结束 休息 睡觉 起床 出门 回家 上学 放学 排队 等候 聊天 倾听 回答 提问 讨论 商量 合作 分工
    帮忙 照顾 陪伴 鼓励 感谢 道歉 微笑 点头 挥手 拥抱 安静 热闹 温暖 明亮 干净 整齐 宽敞 舒服 轻松 认真 耐心 细心 专心 勇敢 诚实 友好 大方 有趣 新鲜 平常 简单 清楚 具体 完整 及时 慢慢 渐渐 常常
    有时 偶尔 刚才 现在 后来 以后 从前 今天 明天 昨天 每天 几天 一周 一月 学期 年级 小组 队伍 朋友 伙伴 邻居 客人 大家 自己 别人 对方 双方 一起 互相 各自 先后 前面 后面 旁边 中间 附近 远处 地方
    时候 时间 机会 办法 方法 步骤 顺序 内容 题目 答案 例子 原因 结果 经过 过程 变化 区别 关系 想法 看法 意见 建议 心情 感受 兴趣 爱好 习惯 性格 愿望 目标 记录 表格 清单 卡片 便条 书信 电话 消息
    通知 活动 比赛 演出 展览 参观 旅行 春游 运动 健康 身体 眼睛 耳朵 双手 声音 颜色 形状 味道 气味 天空 云朵 月亮 星星 雪花 彩虹 池塘 小鸟 蝴蝶 蜻蜓 蚂蚁 小猫 小狗 兔子 金鱼 乌龟 松鼠 观察 发现
    寻找 比较 选择 决定 尝试 体验 想象 回忆 思考 理解 记住 背诵 朗读 书写 计算 测量 设计 制作 修理 保护 分享 交换 借用 归还 赠送 收到 看见 听见 知道 觉得 希望 愿意 喜欢 担心 期待 满意 高兴 难得
    值得 需要 应当 可以
""".split()  # noqa: SIM905 - a page of words reads better than a column
LINKS = ("和", "在", "把", "向", "给", "跟", "的", "了", "也", "再", "就", "还", "都", "又", "着", "到")
HEADINGS = (("先做什么", "first"), ("怎么看", "look"), ("怎么做", "do"), ("什么时候求助", "when"), ("截图带走", "card"))
THEMES = ("sleep", *(f"theme-{n}" for n in range(1, 12)))


@dataclass(frozen=True)
class Made:
    """A page before it is written for an engine: its number, words, sections."""

    number: int
    title: str
    summary: str
    sections: tuple[tuple[str, str, tuple[str, ...]], ...]

    @property
    def name(self) -> str:
        """The page's address, without an ending."""
        return f"g{self.number // GROUP:02d}/p{self.number:04d}"


def pages(count: int) -> Iterator[Made]:
    """The first `count` pages; a larger library begins with the pages of a smaller one."""
    for number in range(count):
        draw = random.Random(f"xinyu bench {number}")
        share = HAN // len(HEADINGS)
        sections = tuple((title, key, tuple(_paragraphs(draw, share))) for title, key in HEADINGS)
        title = "".join(draw.sample(WORDS, 4)) + f"之{number}"
        yield Made(number, title, _sentence(draw)[:50], sections)


def _sentence(draw: random.Random) -> str:
    clauses = []
    for _ in range(draw.randint(2, 3)):
        words = draw.choices(WORDS, k=draw.randint(3, 5))
        clauses.append("".join(w + (draw.choice(LINKS) if draw.random() < 0.5 else "") for w in words))
    return "，".join(clauses) + "。"


def _paragraphs(draw: random.Random, length: int) -> Iterator[str]:
    left = length
    while left > 0:
        text = "".join(_sentence(draw) for _ in range(draw.randint(3, 5)))
        left -= len(text)
        yield text


def write_ours(folder: Path, count: int, english: int = 0) -> None:
    """A project of ours: guides, a front page, a page for urgent help; the first `english` pages are translated."""
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(CONFIG, folder / "site_config")
    for name in ("plan.yml", "mandates/suzhou.yml", "calendar.yml"):
        (folder / "site_config" / name).unlink(missing_ok=True)
    if not english:  # one tree, as the engines beside it
        school = folder / "site_config" / "school.yml"
        _write(school, re.sub(r"^languages: .*$", "languages: [zh]", school.read_text("utf-8"), flags=re.MULTILINE))
    themes = "".join(f"  - {{id: {t}, name: {{zh: 主题{t}, en: Theme {t}}}}}\n" for t in THEMES)
    _write(folder / "site_config" / "themes.yml", f"themes:\n{themes}")
    for name in ("mkdocs.yml", "mkdocs.en.yml"):
        shutil.copy(ROOT / name, folder)
    for name in ("courses", "quizzes"):
        (folder / name).mkdir()
    content = folder / "content"
    door = "{icon: families, page: g00/p0000, title: {zh: 家长, en: Families}, text: {zh: 今晚, en: Tonight}}"
    _write(
        content / "index.md",
        f"---\nid: index\nkind: home\ntitle: 心育\nsummary: 生成的页。\nurgent: g00/p0000\ndoors: [{door}]\n"
        "reviewed: 2026-11-21\n---\n",
    )
    for page in pages(count):
        front = (
            f"---\nid: {page.name}\nkind: guide\ntitle: {page.title}\nsummary: {page.summary}\naudience: teachers\n"
            f"bands: [junior]\nthemes: [{THEMES[page.number % len(THEMES)]}]\nsources:\n  - {{law: jwf, article: 16}}\n"
            "reviewed: 2026-11-21\n---\n\n"
        )
        _write(content / f"{page.name}.md", front + _body(page, marked=True))
        if page.number < english:
            _write(
                content / f"{page.name}.en.md",
                f"---\ntitle: {page.title} en\nsummary: {page.summary}\n---\n\n" + _body(page, marked=True),
            )


def write_lessons(folder: Path, count: int) -> None:
    """A project of `count` lessons (216 at most), each as long as those of a school's library."""
    write_ours(folder, 1)
    bands = folder / "site_config" / "bands.yml"
    grades = ", ".join(f"g{grade}" for grade in range(1, 10))
    _write(bands, re.sub(r"grades: \[[^]]*\]", f"grades: [{grades}]", bands.read_text("utf-8"), count=1))
    for number in range(count):
        draw = random.Random(f"xinyu lesson {number}")
        grade, rest = divmod(number, 24)
        term, place = "ab"[rest // 12], rest % 12 + 1
        title = "".join(draw.sample(WORDS, 3)) + f"之{number}"
        name = f"g{grade + 1}-{term}{place:02d}"
        front = (
            f"---\nid: lesson/{name}\nkind: lesson\ntitle: {title}\nsummary: {_sentence(draw)[:50]}\n"
            f"themes: [{THEMES[number % len(THEMES)]}]\ngrade: g{grade + 1}\nterm: {term}\nnumber: {place}\n"
            "minutes: 40\ngoals: [X-help]\nsources:\n  - {law: jwf, article: 16}\nreviewed: 2026-11-21\n---\n\n"
        )
        _write(folder / "content" / "lesson" / f"{name}.md", front + _lesson(draw))


def _lesson(draw: random.Random) -> str:
    def lines(count: int) -> str:
        return "\n".join(f"- {_sentence(draw)}" for _ in range(count))

    def phase(title: str, minutes: int, kind: str = ".phase") -> str:
        parts = (f"::: {part}\n{''.join(_sentence(draw) for _ in range(n))}\n:::" for part, n in PHASE)
        return f"## {title} {{{kind} minutes={minutes}}}\n\n" + "\n\n".join(parts)

    def section(title: str, key: str, count: int) -> str:
        return f"## {title} {{#{key}}}\n\n{lines(count)}"

    parts = (
        section("学会什么", "objectives", 3),
        section("重点和难点", "keypoints", 2),
        section("准备", "materials", 3),
        phase("导入", 5),
        phase("活动一", 12, ".phase .activity"),
        phase("活动二", 15, ".phase .activity"),
        phase("收尾", 8),
        "## 求助的办法 {#help}\n\n1. 在学校：找[[school:counsellor_post]]。\n2. 打电话：[[hotline:12356]]。",
        section("可以不参加", "opt-out", 1),
        section("板书", "board", 3),
        f"## 学生单 {{#sheet}}\n\n{lines(3)}\n\n我想到 [[blank:6]]。",
        section("教师提醒", "watch", 2),
        section("不要这样上", "avoid", 2),
        section("家里的小任务", "family", 1),
        "## 依据 {#basis}\n\n- [[law:jwf:16]]",
    )
    return "\n\n".join(parts) + "\n"


def write_plain(folder: Path, count: int, english: int = 0, *, front: bool = False) -> None:
    """The same pages as plain Markdown under `folder`."""
    shutil.rmtree(folder, ignore_errors=True)
    _write(folder / "index.md", "# 心育\n\n生成的页。\n")
    for page in pages(count):
        head = f"---\ntitle: {page.title}\n---\n\n" if front else ""
        text = f"{head}# {page.title}\n\n{page.summary}\n\n" + _body(page)
        _write(folder / f"{page.name}.md", text)
        if page.number < english:
            _write(folder / f"{page.name}.en.md", text)


def _body(page: Made, *, marked: bool = False) -> str:
    parts = []
    for title, key, paragraphs in page.sections:
        parts.append(f"## {title} {{#{key}}}" if marked else f"## {title}")
        if key == "card":
            lines = "\n".join(f"- {p[:40]}" for p in paragraphs[:3])
            parts += [f"::: card\n{lines}\n:::" if marked else lines, *paragraphs]
        else:
            parts += paragraphs
    return "\n\n".join(parts) + "\n"


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
