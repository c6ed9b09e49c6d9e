"""The safe-wording rules SM01-SM22 as data: patterns in both languages, and where each applies.

Sources: WHO's resource for media professionals (2023 update), suicidepreventionmessaging.org and the laws named in
`explain smNN`. The evidence for wording rules is weak; they are kept as a precaution.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from generator.checks.wording.passages import Passage

DANGER_ZH = r"(?:自杀|轻生|自伤|自残|不想活|想死)"
DANGER_EN = r"(?:suicid\w*|self-harm\w*|self harm\w*|kill(?:s|ed|ing)? (?:him|her|them|your|my)sel(?:f|ves))"
SCHOOL_ZH = r"(?:学校|教师|老师|班主任|辅导室|心理老师|导师|校医|我们)"
SCHOOL_EN = r"(?:schools?|teachers?|counsellors?|counselors?|mentors?|we)"


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule. `zh` and `en` are searched in every passage it applies to.

    `unless` in the same sentence lifts it (a negation, a doctor); `quoted` says whether it also holds where the
    words are shown as what is not to be said or done.
    """

    code: str
    zh: re.Pattern[str] | None
    en: re.Pattern[str] | None
    unless_zh: re.Pattern[str] | None = None
    unless_en: re.Pattern[str] | None = None
    severity: Literal["error", "warning"] = "error"
    quoted: bool = True
    applies: Callable[[Passage], bool] = lambda passage: True


def _c(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


def _primary_pupils(passage: Passage) -> bool:
    """Pupils of grades 1 to 6 read or hear it (rule SM09)."""
    if not passage.pupils or passage.page is None:
        return False
    meta = passage.page.meta
    grade = str(getattr(meta, "grade", ""))
    bands = {b.partition("-")[0] for b in meta.bands}
    return grade in {"g1", "g2", "g3", "g4", "g5", "g6"} or "primary" in bands


def _for_pupils(passage: Passage) -> bool:
    return passage.pupils


def _not_for_pupils(passage: Passage) -> bool:
    return not passage.pupils


def _speaks_of_danger(passage: Passage) -> bool:
    return passage.page is not None and passage.page.meta.sensitive


_NOT_ZH = _c(r"不|没|别|无|勿|禁止|严禁|拒绝")
_NOT_EN = _c(r"\b(?:not|never|no|nor|without|cannot|forbid\w*|instead of)\b|n't|n’t")
_DOCTOR_ZH = _c(r"医生|医院|医师|医疗机构|精神科|药师|" + _NOT_ZH.pattern)
_DOCTOR_EN = _c(r"doctor|hospital|psychiatr|clinic|physician|specialist|pharmacist|" + _NOT_EN.pattern)

RULES: tuple[Rule, ...] = (
    Rule(
        "sm02",
        _c(r"自杀(?:成功|未成功|失败)|(?:成功|失败|未成功)的?自杀"),
        _c(r"(?:successful|failed|completed|unsuccessful)(?:ly)? suicid\w+"),
    ),
    Rule("sm03", _c(r"犯自杀|畏罪自杀"), _c(r"commit(?:s|ted|ting)? suicide")),
    Rule(
        "sm04",
        _c(
            rf"(?:因为|由于|为了)[^。；]{{0,20}}(?:就|而|便){DANGER_ZH}"
            rf"|(?:批评|考试|作业|手机|早恋|分手)[^。；]{{0,8}}(?:导致|引起|造成|逼)[^。；]{{0,8}}{DANGER_ZH}"
        ),
        _c(rf"{DANGER_EN}[^.;]{{0,20}}(?:because of|over a|due to|caused by)|(?:led|drove) \w+ to {DANGER_EN}"),
        unless_zh=_NOT_ZH,
        unless_en=_NOT_EN,
    ),
    Rule(
        "sm05",
        _c(r"解脱|勇敢地离开|去了更好的地方|以死"),
        _c(r"peace at last|free now|in a better place|brave to leave"),
        quoted=False,
        applies=_speaks_of_danger,
    ),
    Rule(
        "sm06",
        _c(rf"{DANGER_ZH}[^。；]{{0,10}}(?:潮|流行|高发|越来越多|人人|很常见|很普遍)"),
        _c(rf"{DANGER_EN}[^.;]{{0,30}}(?:epidemic|skyrocket|soar|everywhere)|(?:epidemic|wave) of {DANGER_EN}"),
    ),
    Rule(
        "sm07",
        _c(r"遗书|遗言|现场照片|某校[^。]{0,20}(?:跳|坠)"),
        _c(r"suicide notes?\b|(?:photos?|pictures?) (?:of|from) the scene"),
        quoted=False,
        unless_zh=_NOT_ZH,
        unless_en=_NOT_EN,
    ),
    Rule("sm09", _c(r"自杀|自残|轻生|自伤"), _c(DANGER_EN), applies=_primary_pupils),
    Rule(
        "sm10",
        _c(r"问题学生|问题孩子|心理变态|神经病|精神病学生|差生|性格有明显缺陷|矫情|玻璃心|疯子|疯了"),
        _c(r"\bcrazy\b|\bpsychos?\b|attention[- ]seek\w+|\bproblem (?:child|pupil|student)s?\b"),
        quoted=False,
        unless_zh=_NOT_ZH,
        unless_en=_NOT_EN,
    ),
    Rule(
        "sm11",
        _c(rf"{SCHOOL_ZH}[^。；，：]{{0,15}}(?:诊断|确诊|治疗|矫治|治愈|排除抑郁)"),
        _c(
            rf"\b{SCHOOL_EN}\b[^.;,:]{{0,40}}\b(?:diagnos\w+|therapy|cures?\b|treatment|"
            r"treat(?:s|ing)? (?:the |a |an )?(?:pupil|child|illness|depression|disorder))"
        ),
        unless_zh=_DOCTOR_ZH,
        unless_en=_DOCTOR_EN,
        quoted=False,
    ),
    Rule(
        "sm12",
        _c(r"(?:保证|一定|绝对|肯定)(?:不告诉|不会告诉|替你保密|给你保密|保密|不说出去|谁也不说)"),
        _c(
            r"promise[^.;]{0,30}(?:secret|not (?:to )?tell)|won.t tell (?:anyone|anybody|a soul)"
            r"|keep (?:it|this) (?:a )?secret"
        ),
        unless_zh=_NOT_ZH,
        unless_en=_NOT_EN,
        quoted=False,
    ),
    Rule(
        "sm13",
        _c(r"不自杀(?:承诺|协议|保证)|不伤害自己的?(?:承诺|保证)书|(?:写|签)下?(?:保证书|承诺书|生死状)"),
        _c(r"no-(?:suicide|harm) (?:contract|agreement)|(?:sign|write) a promise not to (?:die|hurt)"),
        unless_zh=_NOT_ZH,
        unless_en=_NOT_EN,
        quoted=False,
    ),
    Rule(
        "sm14",
        _c(r"想开点|别想太多|想太多了|比你(?:惨|苦|难)的|坚强点|有什么(?:好|可)(?:难过|哭)的"),
        _c(r"cheer up|others have it worse|snap out of it|man up|don.t overthink"),
        quoted=False,
        unless_zh=_c(r"这样的?话|这类话|这种话|不说|别说|不要说|不劝|说“"),
        unless_en=_c(r"avoid|leave|instead|do not say|don.t say|rather than|lines like|phrases"),
    ),
    Rule(
        "sm15",
        _c(
            r"\d+(?:\.\d+)?\s*[%％‰][^。；]{0,30}(?:抑郁|自杀|自伤|焦虑)|(?:抑郁|自杀|自伤|焦虑)[^。；]{0,30}\d+(?:\.\d+)?\s*[%％‰]"
        ),
        _c(r"\d+(?:\.\d+)?\s*(?:%|per cent|percent)[^.;]{0,60}(?:depress|suicid|self-harm|anxi)"),
        severity="warning",
        applies=_not_for_pupils,
    ),
    Rule(
        "sm15",
        _c(r"(?:抑郁|自杀|自伤|焦虑)[^。；]{0,30}(?:\d+(?:\.\d+)?\s*[%％‰]|[一二三四五六七八九十百]+分之)"),
        _c(r"\d+(?:\.\d+)?\s*(?:%|per cent|percent)[^.;]{0,60}(?:depress|suicid|self-harm|anxi)"),
        applies=_for_pupils,
    ),
    Rule(
        "sm16",
        _c(r"12356[^。；]{0,8}(?:24|二十四)\s*小时|(?:24|二十四)\s*小时[^。；]{0,12}12356"),
        _c(r"12356[^.;]{0,30}24[- ]?h(?:ou)?r?s?|24[- ]?hours?[^.;]{0,30}12356"),
    ),
    Rule(
        "sm17",
        _c(r"(?:停药|加量|减量|停掉药|换药)|\d+\s*(?:mg|毫克)|每天[一二三\d]+片"),
        _c(
            r"stop(?:ping)? (?:the |taking |your |her |his |their )?(?:medic\w+|tablets|pills)|\d+\s?mg\b|double the dose"
        ),
        unless_zh=_DOCTOR_ZH,
        unless_en=_DOCTOR_EN,
        quoted=False,
    ),
    Rule(
        "sm18",
        _c(r"电击|关禁闭|砸手机|砸(?:了|掉)(?:他|她|孩子)的?手机|戒网(?:学校|营|所)"),
        _c(r"electric shock|smash(?:ing)? (?:the|their|his|her) phone|boot camps?|lock (?:him|her|them) (?:up|in)"),
        unless_zh=_NOT_ZH,
        unless_en=_NOT_EN,
        quoted=False,
    ),
    Rule(
        "sm21",
        _c(
            r"(?:^|[，。：“（\s])[王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗](?:小|晓|明|红|丽|伟|芳|娜|敏|静|磊|军|勇|艳|杰|娟|涛|超|刚)"
            r"|张三|李四|王五|小明|小红|小刚|小丽|小华|(?:第[一二三四五六七八九十]+|实验|附属)(?:小学|中学)"
        ),
        re.compile(r"\b(?:Mr|Mrs|Ms|Miss)\.? [A-Z][a-z]+"),
    ),
    Rule(
        "law-no-scoring",
        _c(r"(?:台账|记录|留痕|材料)[^。；，]{0,10}(?:得分|计分|扣分|记分|打分|考核分)"),
        _c(r"(?:records?|registers?|paperwork)[^.;,]{0,20}(?:count towards|scored?|points)"),
        unless_zh=_NOT_ZH,
        unless_en=_NOT_EN,
    ),
    Rule(
        "claim-prevents",
        _c(r"(?:培训|课程|本站|这套|这门课)[^。；]{0,12}(?:预防|防止|杜绝|避免|减少|降低)[^。；]{0,6}自杀"),
        _c(r"(?:training|course|site)[^.;]{0,40}(?:prevents?|reduces?|stops?) suicides?"),
        unless_zh=_NOT_ZH,
        unless_en=_NOT_EN,
    ),
)
