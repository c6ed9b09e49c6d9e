"""Writes the site's own search index: Han bigrams and words, sharded into classic script files.

Past 300 lines because the word lists stand beside the code that ships them: Python is their one
home, the browser reads them from the index. `assets/src/tokens.ts` repeats the tokenisation and
`assets/src/rank.ts` reads the files; `tests/cases/search/vectors.json` holds both to one answer.

Files, each one call `xinyuSearch(name, version, data)` (works on file://, no fetch):

- `search/index.js`  page table, word lists, synonyms: read once, at the first query
- `search/t-XX.js`   postings of the terms that hash to shard XX
- `search/s-XX.js`   texts of a few neighbouring pages, read only for the results shown
"""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from operator import add

# --- word lists ------------------------------------------------------------------------------

# Traditional character, then the simplified one it is read as; characters of this field's texts.
FOLD = (
    "與与專专業业東东絲丝兩两嚴严喪丧個个箇个為为舉举麼么義义烏乌樂乐習习鄉乡書书買买亂乱爭争於于雲云產产親亲僅仅從从們们價价眾众優优會会傳传傷伤倫伦體体侶侣偵侦側侧脩修債债"
    "傾倾兒儿剋克蘭兰關关興兴養养內内冊册寫写農农沖冲衝冲決决況况準准淩凌減减幾几憑凭兇凶齣出擊击劃划則则創创別别彆别製制剎刹劇剧勸劝辦办務务動动勵励勞劳勢势區区醫医昇升陞升"
    "華华協协單单賣卖衛卫捲卷廳厅厤历曆历歷历厲厉壓压厭厌廁厕廚厨縣县參参蔘参雙双發发髮发變变敘叙疊叠隻只檯台臺台颱台號号喫吃閤合衕同後后嚮向曏向嚇吓聽听啟启嘔呕員员週周諮咨"
    "響响啞哑迴回團团糰团園园睏困圍围國国圖图場场壞坏塊块堅坚壇坛罈坛聲声處处備备復复複复夠够頭头誇夸奪夺奮奋獎奖婦妇媽妈娛娱嬰婴孫孙學学寧宁實实審审傢家寬宽寢寝對对尋寻導导"
    "將将儘尽盡尽層层屬属歲岁崗岗佈布師师帶带蓆席幫帮乾干幹干榦干並并併并廣广庫库應应廢废開开異异棄弃張张彈弹強强歸归噹当當当彔录錄录徵征徑径逕径憶忆誌志憂忧唸念懷怀態态憐怜"
    "總总戀恋噁恶惡恶惱恼悅悦驚惊懼惧慘惨懲惩慚惭慣惯癒愈憤愤願愿懶懒戲戏戶户纔才託托執执擴扩掃扫揚扬擾扰摺折搶抢護护報报擔担擬拟擁拥攔拦擇择拚拼掛挂擠挤揮挥損损換换據据蒐搜"
    "數数鬥斗斷断無无舊旧時时顯显曉晓暈晕麴曲朮术術术機机殺杀權权條条來来鬆松闆板極极構构標标欄栏樹树樣样覈核檔档夢梦檢检樓楼橫横歡欢殘残毆殴毀毁燬毁譭毁畢毕氣气匯汇彙汇溝沟"
    "沒没洩泄氾泛汎泛註注瀉泻測测濟济潤润滲渗溫温遊游滾滚滿满濫滥燈灯靈灵災灾點点煉炼鍊炼煙烟煩烦熱热愛爱爺爷狀状獨独翫玩環环現现電电畫画療疗瘡疮瘋疯癮瘾監监蓋盖盤盘著着矯矫"
    "碼码礎础確确礙碍禮礼離离俬私種种祕秘稱称穩稳窮穷競竞筆笔篩筛籌筹簽签籤签簡简籃篮類类係系繫系緊紧糾纠紅红約约級级紀纪綱纲納纳縱纵紙纸線线練练組组細细織织經经結结繪绘給给"
    "絡络絕绝統统績绩緒绪續续維维綜综綠绿緩缓編编縮缩網网罰罚羨羡職职聯联聰聪腸肠膚肤脹胀脅胁膽胆髒脏腦脑腳脚脫脱臉脸緻致輿舆捨舍藝艺節节囌苏蘇苏範范薦荐葯药藥药營营慮虑虛虚"
    "銜衔補补錶表裝装見见觀观規规視视覽览覺觉觸触計计訂订認认譏讥討讨讓让訓训議议訊讯記记講讲許许論论諷讽設设訪访証证證证評评識识詐诈訴诉診诊詞词試试誠诚話话詢询該该誡诫語语"
    "誤误誘诱說说請请諾诺讀读課课誰谁調调諒谅談谈誼谊謊谎諧谐謝谢謠谣謙谦譜谱負负財财責责敗败賬账質质貧贫貶贬購购貴贵貸贷費费資资賭赌賞赏賴赖賽赛贊赞躍跃踐践軀躯車车軌轨轉转"
    "輪轮軟软輕轻較较輔辅輩辈輯辑輸输辯辩邊边達达遷迁過过運运還还這这進进違违連连遲迟適适選选邏逻遺遗郵邮鬱郁鄭郑埰采寀采採采釋释裡里針针鍾钟鐘钟鉤钩錢钱銀银鏈链銷销鎖锁鋒锋"
    "錯错錫锡鍵键鍛锻鎮镇鏡镜長长門门閉闭問问間间悶闷鬧闹閨闺聞闻閱阅隊队陰阴陣阵階阶際际險险隨随隱隐難难靜静麵面韌韧頁页頂顶項项順顺須须鬚须顧顾頒颁預预領领頻频頹颓顆颗題题"
    "額额顫颤風风飯饭飲饮飽饱餅饼餓饿饋馈駐驻駕驾罵骂驕骄驗验騎骑騙骗驟骤魘魇齊齐齒齿齡龄龜龟"
)

# Left out of a query unless nothing else is left; longest first wins. Never a negation.
STOP_PHRASES = (
    *("怎么办", "怎么样", "怎么做", "怎么回事", "怎么", "怎样", "咋办", "咋整", "咋回事", "咋"),
    *("如何", "为什么", "为啥", "为何", "什么是", "是什么意思", "是什么", "什么意思", "什么原因"),
    *("什么", "甚么", "哪些", "哪里", "哪个", "有没有", "能不能", "可不可以", "是不是", "该不该"),
    *("要不要", "会不会", "请问", "应该", "我家", "我的", "我们", "吗", "呢"),
)
STOP_WORDS = (
    "a about an and are as at be can could d did do does for from get has have he her his how i if"
    " in is it its m me my of on or our she should so that the their them they this to us was we"
    " what when where which who why will with would you your"
)
# Characters that carry no topic: they count neither for nor against a page's coverage.
LIGHT = "的了吗呢吧啊呀着过我你他她它是在和与及就也都还又很太该把被给"

# A query with one of these leads with the urgent pages. Shipped as hashes only: words of means
# and method belong in no published file (rule SM01).
DANGER = (
    *("不想活", "不想活着", "想死", "去死", "寻死", "求死", "死了算了", "自杀", "轻生", "自尽"),
    *("自伤", "自残", "自我伤害", "伤害自己", "结束生命", "结束自己", "活不下去", "活着没意思"),
    *("活着没意义", "活着好累", "活够了", "想消失", "不想存在", "生无可恋", "遗书", "遗言"),
    *("告别信", "跳楼", "跳河", "跳下去", "割腕", "割手", "划手", "上吊", "烧炭", "吞药", "服毒"),
    *("失联", "失踪", "走失", "离家出走", "找不到孩子", "孩子不见了", "学生不见了", "联系不上"),
    *("suicide", "suicidal", "kill myself", "kill himself", "kill herself", "kill themselves"),
    *("killing yourself", "self-harm", "self harm", "selfharm", "self-injury", "self-injure"),
    *("hurt myself", "hurting himself", "hurting herself", "hurting themselves", "harm myself"),
    *("cut myself", "cutting herself", "cutting himself", "cutting themselves", "overdose"),
    *("end my life", "end her life", "end his life", "end it all", "want to die", "wants to die"),
    *("wish i was dead", "wish i were dead", "better off dead", "don't want to live"),
    *("doesn't want to live", "no reason to live", "not want to be alive", "missing child"),
    *("missing pupil", "missing student", "run away from home", "ran away", "runaway"),
    *("goodbye note", "goodbye letter", "suicide note"),
)

# --- sizes and weights -----------------------------------------------------------------------

TITLE, KEYWORDS, HEADINGS, SUMMARY, BODY = 6.0, 4.0, 2.5, 2.5, 1.6
SYNONYM = 0.75  # another word for it, against the word itself (applied by the browser)
SCALE = 3.6  # the largest sum of weights is 16.6; an impact is 6 bits
BODY_ONLY = int(BODY * SCALE) + 1  # no field but the body gives an impact this small
PIVOT = 1500  # tokens of an ordinary page; fixed, so that editing one page moves no other
COMMON = 0.25  # a term in more of the pages than this says little from the body alone
SHARD_CHARS = 3_000  # about 2 KB gzip: a query reads about as many shards as it has terms
TEXT_BYTES = 6_000
DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_"


@dataclass(frozen=True)
class SearchEntry:
    """One page as search sees it; `url` is relative to the language root."""

    page_id: str
    url: str
    title: str
    summary: str
    headings: tuple[tuple[str, str], ...]
    """(anchor, text)"""
    body: str
    keywords: tuple[str, ...]
    kind: str
    urgent: bool


@dataclass(frozen=True)
class Synonym:
    """Words that mean the same: a term and its aliases."""

    words: tuple[str, ...]


# --- tokens (the twin of assets/src/tokens.ts) -------------------------------------------------

_FOLD: dict[int, str | None] = {ord(old): new for old, new in zip(FOLD[::2], FOLD[1::2], strict=True)}
_FOLD |= dict.fromkeys(range(0x300, 0x370))  # drop accents: dān xīn -> dan xin
_RUN = re.compile("[\u3007\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U000323af]+|[a-z0-9]+(?:['\u2019][a-z0-9]+)*")
_FOLDED = re.compile(f"[{FOLD[::2]}\u0300-\u036f]")
_VOWEL = re.compile("[aeiouy]")


def normalise(text: str) -> str:
    """Full to half width, lower case, without accents, traditional to simplified."""
    text = unicodedata.normalize("NFKD", text).lower()
    return text.translate(_FOLD) if _FOLDED.search(text) else text


@lru_cache(maxsize=65_536)
def stem(word: str) -> str:
    """Cut a light English stem: plural, -ing, -ed, final e and y. Never shorter than two letters."""
    if len(word) < 4 or not word.isalpha():
        return word
    if word.endswith("ies") and len(word) > 4:
        word = word[:-3] + "y"
    elif word.endswith(("sses", "shes", "ches", "xes", "zes")):
        word = word[:-2]
    elif word.endswith("s") and not word.endswith(("ss", "us", "is")):
        word = word[:-1]
    cut = 0
    if word.endswith("ied") and len(word) > 4:
        word = word[:-3] + "y"
    elif word.endswith("ing") and len(word) > 5:
        cut = 3
    elif word.endswith("ed") and not word.endswith("eed") and len(word) > 4:
        cut = 2
    if cut and _VOWEL.search(word[:-cut]):
        word = word[:-cut]
        if word[-1] == word[-2] and word[-1] not in "lsz":
            word = word[:-1]
    if word.endswith("e") and len(word) > 4:
        word = word[:-1]
    if word.endswith("y") and len(word) > 3:
        word = word[:-1] + "i"
    return word


def runs(text: str) -> list[str]:
    """List the runs of Han characters and the stemmed words, in order."""
    return [
        run if run[0] > "\u2fff" else stem(run.replace("'", "").replace("\u2019", ""))
        for run in _RUN.findall(normalise(text))
    ]


def tokens(text: str) -> list[str]:
    """Index terms: bigrams of each Han run (a lone character stays alone), and words."""
    return _join_tokens(runs(text))


def _join_tokens(parts: Iterable[str]) -> list[str]:
    out: list[str] = []
    for run in parts:
        if run[0] > "\u2fff" and len(run) > 1:
            out.extend(map(add, run, run[1:]))
        else:
            out.append(run)
    return out


def atoms(text: str) -> list[str]:
    """Single Han characters and words: the unit in which phrases are compared."""
    return _split_atoms(runs(text))


def _split_atoms(parts: Iterable[str]) -> list[str]:
    out: list[str] = []
    for run in parts:
        if run[0] > "\u2fff":
            out.extend(run)
        else:
            out.append(run)
    return out


def hash_term(term: str) -> int:
    """FNV-1a over code points, folded; chooses the shard and hides the danger words."""
    value = 2166136261
    for char in term:
        value = ((value ^ ord(char)) * 16777619) & 0xFFFFFFFF
    return value ^ (value >> 15)


# --- the index ---------------------------------------------------------------------------------


def _phrase(parts: Iterable[str]) -> str:
    return f" {' '.join(_split_atoms(parts))} "


@dataclass(frozen=True)
class _Concept:
    """A synonym group as a term of its own, so that a query reads one list and not one per word."""

    term: str
    words: tuple[tuple[str, frozenset[str]], ...]
    """(phrase, the tokens a text must have before it is worth looking for the phrase)"""


def _read_concepts(synonyms: Sequence[Synonym]) -> tuple[list[_Concept], list[list[str]]]:
    concepts: list[_Concept] = []
    shipped: list[list[str]] = []
    for synonym in synonyms:
        words = {_phrase(runs(word)): frozenset(tokens(word)) for word in synonym.words}
        words.pop("  ", None)
        if len(words) > 1:
            pairs = tuple((phrase, t if len(phrase) > 3 else frozenset()) for phrase, t in words.items())
            concepts.append(_Concept(f"={len(concepts)}", pairs))
            shipped.append([phrase.strip() for phrase in words])
    return concepts, shipped


def _body_weight(count: int, length: int) -> float:
    norm = min(2.0, max(0.5, length / PIVOT))
    return BODY * count / (count + 1.5 * norm)


def _weigh(entry: SearchEntry, concepts: Sequence[_Concept]) -> dict[str, int]:
    """Give each term of this page its impact (1-63), all fields together."""
    body_runs = runs(entry.body)
    body = _join_tokens(body_runs)
    counts = Counter(body)
    level = {count: _body_weight(count, len(body)) for count in set(counts.values())}
    fields = [
        (TITLE, runs(entry.title)),
        (KEYWORDS, runs("\n".join(entry.keywords))),
        (HEADINGS, runs("\n".join(text for _, text in entry.headings))),
        (SUMMARY, runs(entry.summary)),
    ]
    strong: defaultdict[str, float] = defaultdict(float)
    for weight, parts in fields:
        terms = set(_join_tokens(parts))
        # A title that says just this beats one that says it among other things.
        focus = 0.7 + 0.3 * min(1.0, 6 / max(1, len(terms))) if weight == TITLE else 1.0
        for term in terms.union(char for char in _split_atoms(parts) if char > "\u2fff"):
            strong[term] += weight * focus

    seen = counts.keys() | strong.keys()
    likely = [(concept.term, [p for p, needs in concept.words if needs <= seen]) for concept in concepts]
    if any(found for _, found in likely):
        phrases = [(weight, _phrase(parts)) for weight, parts in fields]
        body_phrase = _phrase(body_runs)
        for term, found in likely:
            total = _body_weight(sum(map(body_phrase.count, found)), len(body))
            total += sum(weight for weight, text in phrases if any(p in text for p in found))
            if total:
                strong[term] = total

    plain = {count: max(1, round(weight * SCALE)) for count, weight in level.items()}
    impacts = {term: plain[count] for term, count in counts.items()}
    for term, weight in strong.items():
        total = weight + (level[counts[term]] if term in counts else 0.0)
        impacts[term] = max(1, min(63, round(total * SCALE)))
    return impacts


def _number(value: int) -> str:
    out = ""
    while value > 31:
        out += DIGITS[32 + value % 32]
        value //= 32
    return out + DIGITS[value]


def _encode_postings(pages: Sequence[int], total: int) -> str:
    """Page gaps and impacts (each `page << 6 | impact`), as digits a JSON string need not escape.

    A common term keeps the pages that name it above the body and is marked `~count~`.
    """
    if len(pages) == 1:
        return _number(pages[0] >> 6) + DIGITS[pages[0] & 63]
    out, last = "", -1
    if len(pages) > max(50, total * COMMON):
        out = f"~{len(pages)}~"
        pages = [page for page in pages if page & 63 > BODY_ONLY]
    for page in pages:
        gap = (page >> 6) - last - 1
        out += (DIGITS[gap] if gap < 32 else _number(gap)) + DIGITS[page & 63]
        last = page >> 6
    return out


def _script(name: str, version: str, data: object) -> bytes:
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    text = text.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
    call = f'window.xinyuSearch&&xinyuSearch("{name}","{version}",{text});\n'
    return call.encode("utf-8", "replace")


def _shard_names(letter: str, count: int) -> list[str]:
    width = max(2, len(f"{count - 1:x}"))
    return [f"{letter}-{number:0{width}x}" for number in range(count)]


def _line(text: str) -> str:
    return " ".join(text.split())


def _group_texts(entries: Sequence[SearchEntry]) -> list[list[object]]:
    """Neighbouring pages share a file until it is large enough to be worth a request."""
    groups: list[list[object]] = []
    room = 0
    for entry in entries:
        headings = [[anchor, _line(text)] for anchor, text in entry.headings]
        text = [entry.url, _line(entry.summary), headings, _line(entry.body)]
        size = len(entry.body.encode("utf-8", "replace")) + 300
        if room < size:
            groups.append([])
            room = TEXT_BYTES
        groups[-1].append(text)
        room -= size
    return groups


def _hash_danger() -> dict[str, list[int]]:
    lengths: defaultdict[str, set[int]] = defaultdict(set)
    for word in DANGER:
        parts = atoms(word)
        lengths[str(len(parts))].add(hash_term(" ".join(parts)))
    return {length: sorted(lengths[length]) for length in sorted(lengths)}


def _count_shards(size: int) -> int:
    """1, 2, 3, 4, 6, 8, 12 ...: in wide steps, so that an edit seldom renumbers the shards."""
    steps = sorted(base << power for base in (2, 3) for power in range(16))
    return next((n for n in (1, *steps) if n * SHARD_CHARS >= size), steps[-1])


def _ranks(values: Iterable[str]) -> dict[str, int]:
    return {value: number for number, value in enumerate(sorted(set(values)))}


def write_search_index(entries: Sequence[SearchEntry], synonyms: Sequence[Synonym], lang: str) -> dict[str, bytes]:
    """All search files of one language, by path relative to its root; the same input, the same bytes.

    The order of `entries` does not matter. Sealed exams and drafts must not be among them.
    """
    entries = sorted(entries, key=lambda entry: (entry.page_id, entry.url))
    concepts, shipped = _read_concepts(synonyms)
    postings: defaultdict[str, list[int]] = defaultdict(list)
    for number, entry in enumerate(entries):
        high = number << 6
        for term, impact in _weigh(entry, concepts).items():
            postings[term].append(high | impact)
    lines = {term: f"{term} {_encode_postings(p, len(entries))}\n" for term, p in postings.items()}
    count = _count_shards(sum(map(len, lines.values())))
    shards: list[list[str]] = [[] for _ in range(count)]
    for term in sorted(lines):
        shards[hash_term(term) % count].append(lines[term])

    groups = _group_texts(entries)
    urls = "\n".join(_line(entry.url) for entry in entries)
    # The version names what is numbered: files of two builds that differ in it must not be mixed.
    numbered = json.dumps([1, count, urls, shipped])
    version = hashlib.sha256(numbered.encode()).hexdigest()[:8]
    kinds = _ranks(entry.kind for entry in entries)
    table = {
        "lang": lang,
        "terms": count,
        "sizes": [len(group) for group in groups],
        "titles": "\n".join(_line(entry.title) for entry in entries),
        "urls": urls,
        "kinds": list(kinds),
        "kind": [kinds[entry.kind] for entry in entries],
        "urgent": [number for number, entry in enumerate(entries) if entry.urgent],
        "same": shipped,
        "fold": FOLD,
        "stop": sorted(STOP_PHRASES, key=lambda phrase: (-len(phrase), phrase)),
        "words": STOP_WORDS,
        "light": LIGHT,
        "danger": _hash_danger(),
        "synonym": SYNONYM,
    }
    files = {"index": _script(f"{lang}/index", version, table)}
    for name, shard in zip(_shard_names("t", count), shards, strict=True):
        files[name] = _script(f"{lang}/{name}", version, "\n" + "".join(shard))
    for name, group in zip(_shard_names("s", len(groups)), groups, strict=True):
        files[name] = _script(f"{lang}/{name}", version, group)
    return {f"search/{name}.js": data for name, data in sorted(files.items())}
