"""Text as the wording rules read it: one width, one script, no padding inside words, sentence by sentence."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from generator.model.record import Lang

# Traditional character, then the simplified one: those the rules' patterns use.
_PAIRS = (
    "殺杀傷伤殘残輕轻敗败為为於于導导療疗診诊斷断確确癒愈師师學学輔辅醫医絕绝對对證证訴诉說说個个寫写簽签書书遺遗現现場场體体發发來来開开點点"
    "別别慘惨難难過过堅坚強强藥药電电擊击關关閉闭機机網网營营問问題题變变態态經经矯矫瘋疯帳账賬账臺台記记錄录計计預预減减課课訓训離离脫脱讓让給给"
    "們们妳你從从沒没無无嚴严應应時时間间壓压戀恋氣气鎖锁麼么會会這这樣样話话換换幫帮誰谁媽妈協协議议約约狀状還还實实驗验張张陳陈劉刘楊杨趙赵"
    "黃黄吳吴孫孙馬马羅罗麗丽偉伟濤涛傑杰軍军紅红劑剂條条單单業业門门標标處处爛烂當当護护頻频飆飙視视圖图兒儿熱热線线費费擔担進进種种類类總总"
    "見见聽听該该須须願愿養养親亲戲戏績绩轉转負负罰罚飯饭資资據据諮咨詢询鬱郁慮虑數数達达與与貼贴臨临眾众終终遊游勵励獎奖項项歲岁較较嘗尝蘇苏"
)
# Characters that are not seen: soft hyphen, joiners, marks of direction, byte order mark.
_HIDDEN = (0xAD, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2065), 0xFEFF)
_SCRIPT = str.maketrans(
    {**dict(zip(_PAIRS[::2], _PAIRS[1::2], strict=True)), "’": "'", "‘": "'", **dict.fromkeys(map(chr, _HIDDEN))}
)
# The marks of Chinese prose that NFKC or the table changes, and all but these, common Han characters and ASCII.
_WIDE = (*zip("，：；？！（）～‘’", ",:;?!()~''", strict=True), ("…", "..."))
_UNUSUAL = re.compile(f"[^\x00-\x7f\u4e00-\u9fff，：；？！（）～‘’…。、“”《》〈〉【】—·]|[{_PAIRS[::2]}]")
_HAN = "\u3400-\u9fff"
_PADDING = re.compile(rf"(?<=[{_HAN}])[\s·•‧∙・.*_~^|\\-]+(?=[{_HAN}])")
_SPACES = re.compile(r"[^\S\n]+")
_QUOTES = re.compile('[“”「」『』《》"]')
_SENTENCE: dict[Lang, re.Pattern[str]] = {
    "zh": re.compile(r"[^。!?\n]+[。!?]?"),
    "en": re.compile(
        r"(?:[^.!?\n]|(?<=\bMr)\.|(?<=\bNo)\.(?= ?\d)|(?<=\bMs)\.|(?<=\bDr)\.|(?<=\bMrs)\.|[.!?](?=[\w\"”',;]))+[.!?]?"
    ),
}


@lru_cache(maxsize=64)
def normalise(text: str) -> str:
    """One width (NFKC), simplified characters, no hidden ones; spaces between words kept."""
    if _UNUSUAL.search(text):
        text = unicodedata.normalize("NFKC", text).translate(_SCRIPT)
    else:  # nearly all prose, in a fifth of the time
        for wide, narrow in _WIDE:
            text = text.replace(wide, narrow)
    return _SPACES.sub(" ", text)


@lru_cache(maxsize=64)
def closed(text: str) -> str:
    """As `normalise`, and without what someone may have put between the characters of a word."""
    return _PADDING.sub("", normalise(text))


@lru_cache(maxsize=64)
def unquoted(text: str) -> str:
    """As `closed`, and without quotation marks."""
    return _PADDING.sub("", _QUOTES.sub("", closed(text)))


@lru_cache(maxsize=64)
def lowered(text: str) -> str:
    """`text` in lower case."""
    return text.lower()


def sentences(text: str, lang: Lang) -> list[str]:
    """The sentences of a normalised text."""
    return _SENTENCE[lang].findall(text)


def quotations(sentence: str) -> list[tuple[int, int]]:
    """Where the quotations of a sentence begin and end; an open one runs to the end, a lone close from the start."""
    found: list[tuple[int, int]] = []
    begun: int | None = None
    for index, char in enumerate(sentence):
        if char in "“「『" or (char == '"' and begun is None):
            begun = index
        elif char in "”」』" or char == '"':
            found.append((begun if begun is not None else 0, index))
            begun = None
    if begun is not None:
        found.append((begun, len(sentence)))
    return found
