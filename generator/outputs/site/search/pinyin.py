"""How Chinese characters are read aloud, without a dictionary: GB 2312 lists its first level in that order.

GB 2312-1980 arranges its 3,755 first-level characters by pinyin, so the first character of each syllable is all that
has to be written down; Python and browsers know the order itself. The twin of `assets/src/pinyin.ts`.
"""

from __future__ import annotations

from functools import cache

# Each syllable and the first character that is read so. `v` (ü) is folded into `u`, as queries are.
SYLLABLES = (
    "a啊ai埃an鞍ang肮ao凹ba芭bai白ban斑bang邦bao苞bei杯ben奔beng崩bi逼bian鞭biao标bie鳖bin彬bing兵bo玻bu捕ca擦cai猜can餐"
    "cang苍cao操ce厕ceng层cha插chai拆chan搀chang昌chao超che车chen郴cheng撑chi吃chong充chou抽chu初chuai揣chuan川chuang疮"
    "chui吹chun春chuo戳ci疵cong聪cou凑cu粗cuan蹿cui摧cun村cuo磋da搭dai呆dan耽dang当dao刀de德deng蹬di堤dian颠diao碉die跌"
    "ding丁diu丢dong东dou兜du督duan端dui堆dun墩duo掇e蛾en恩er而fa发fan藩fang坊fei菲fen芬feng丰fo佛fou否fu夫ga噶gai该"
    "gan干gang冈gao篙ge哥gei给gen根geng耕gong工gou钩gu辜gua刮guai乖guan棺guang光gui瑰gun辊guo锅ha哈hai骸han酣hang夯hao壕"
    "he呵hei嘿hen痕heng哼hong轰hou喉hu呼hua花huai槐huan欢huang荒hui灰hun荤huo豁ji击jia嘉jian歼jiang僵jiao蕉jie揭jin巾"
    "jing荆jiong炯jiu揪ju鞠juan捐jue撅jun均ka喀kai开kan刊kang康kao考ke坷ken肯keng坑kong空kou抠ku枯kua夸kuai块kuan宽kuang匡"
    "kui亏kun坤kuo括la垃lai莱lan蓝lang琅lao捞le勒lei雷leng棱li厘lia俩lian联liang粮liao撩lie列lin琳ling玲liu溜long龙lou楼"
    "lu芦luan峦lue掠lun抡luo萝ma妈mai埋man瞒mang芒mao猫me么mei玫men门meng萌mi眯mian棉miao苗mie蔑min民ming明miu谬mo摸mou谋"
    "mu拇na拿nai氖nan南nang囊nao挠ne呢nei馁nen嫩neng能ni妮nian蔫niang娘niao鸟nie捏nin您ning柠niu牛nong脓nu奴nuan暖nue虐"
    "nuo挪o哦ou欧pa啪pai拍pan攀pang乓pao抛pei呸pen喷peng砰pi坯pian篇piao飘pie撇pin拼ping乒po坡pu扑qi期qia掐qian牵qiang枪"
    "qiao橇qie切qin钦qing青qiong琼qiu秋qu趋quan圈que缺qun裙ran然rang瓤rao饶re惹ren壬reng扔ri日rong戎rou揉ru茹ruan软rui蕊"
    "run闰ruo若sa撒sai腮san三sang桑sao搔se瑟sen森seng僧sha莎shai筛shan珊shang墒shao梢she奢shen砷sheng声shi师shou收shu蔬"
    "shua刷shuai摔shuan栓shuang霜shui谁shun吮shuo说si斯song松sou搜su苏suan酸sui虽sun孙suo蓑ta塌tai胎tan坍tang汤tao掏te特"
    "teng藤ti梯tian天tiao挑tie贴ting厅tong通tou偷tu凸tuan湍tui推tun吞tuo拖wa挖wai歪wan豌wang汪wei威wen瘟weng嗡wo挝wu巫"
    "xi昔xia瞎xian掀xiang相xiao萧xie楔xin薪xing星xiong兄xiu休xu墟xuan轩xue靴xun勋ya压yan焉yang殃yao邀ye椰yi一yin茵ying英"
    "yo哟yong拥you幽yu迂yuan鸳yue曰yun耘za匝zai栽zan咱zang赃zao遭ze责zei贼zen怎zeng增zha扎zhai摘zhan瞻zhang樟zhao招zhe遮"
    "zhen珍zheng蒸zhi芝zhong中zhou舟zhu珠zhua抓zhuai拽zhuan专zhuang桩zhui椎zhun谆zhuo捉zi兹zong鬃zou邹zu租zuan钻zui嘴zun尊"
    "zuo昨"
)
# Characters and pairs of this field that are read otherwise than the standard files them, or are not in its first level.
ODD = (
    *("了le", "着zhe", "什shen", "还hai", "瘾yin", "黏nian", "猥wei", "亵xie", "昵ni", "叽ji", "绯fei", "冥ming"),
    *("尴gan", "尬ga", "懵meng", "瞌ke", "愣leng", "唠lao", "叨dao", "怵chu", "怄ou", "摞luo", "跤jiao"),
    *("家长jia zhang", "成长cheng zhang", "校长xiao zhang", "班长ban zhang", "长大zhang da", "长高zhang gao"),
    *(
        "长痘zhang dou",
        "睡觉shui jiao",
        "不着bu zhao",
        "睡着shui zhao",
        "角色jue se",
        "调节tiao jie",
        "调整tiao zheng",
        "泄露xie lou",
    ),
    *("落下la xia", "校验jiao yan", "还钱huan qian", "重复chong fu", "模板mu ban"),
)
FIRST, LAST = 0xB0A1, 0xD7F9


def _is_letter(char: str) -> bool:
    return "a" <= char <= "z" or char == " "


def split_reading(entry: str) -> tuple[str, tuple[str, ...]]:
    """`家长jia zhang` as the word and its syllables."""
    word = "".join(char for char in entry if not _is_letter(char))
    return word, tuple(entry[len(word) :].split(" "))


@cache
def _readings() -> dict[str, tuple[str, ...]]:
    starts: dict[str, str] = {}
    syllable = ""
    for char in SYLLABLES:
        if _is_letter(char):
            syllable += char
        else:
            starts[char], syllable = syllable, ""
    out: dict[str, tuple[str, ...]] = {}
    reading = ""
    for code in range(FIRST, LAST + 1):
        if code & 0xFF < 0xA1 or code & 0xFF > 0xFE:
            continue
        char = code.to_bytes(2, "big").decode("gb2312")
        reading = starts.get(char, reading)
        out[char] = (reading,)
    return {**out, **dict(map(split_reading, ODD))}


def spell(chars: str) -> tuple[str, ...]:
    """The syllable of each Han character of `chars`; empty where it is not known."""
    readings = _readings()
    out: list[str] = []
    at = 0
    while at < len(chars):
        pair = readings.get(chars[at : at + 2], ()) if at + 1 < len(chars) else ()
        out.extend(pair or readings.get(chars[at], ("",)))
        at += 2 if pair else 1
    return tuple(out)


def sounds_like(syllable: str) -> str:
    """The syllable as ears mix it up: zh/z, ch/c, sh/s and -ng/-n are one."""
    if len(syllable) > 1 and syllable[1] == "h":
        syllable = syllable[0] + syllable[2:]
    return syllable[:-1] if syllable.endswith("ng") else syllable
