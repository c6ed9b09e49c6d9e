"""The safe-wording rules SM01-SM22 as data. Past 300 lines: one table, read as one against the rules it states.

Sources: WHO's resource for media professionals (2023 update), suicidepreventionmessaging.org and the laws named in
`explain smNN`. The evidence for wording rules is weak; they are kept as a precaution.

Patterns are read against text as `text.py` makes it: punctuation of half width, simplified characters, `'` for `’`.
"""

from __future__ import annotations

from generator.checks.wording.rule import (
    Pattern,
    Rule,
    Search,
    en,
    for_pupils,
    not_for_pupils,
    primary_pupils,
    speaks_of_danger,
    zh,
)

DANGER_ZH = r"(?:自杀|轻生|自伤|自残|寻短见|不想活|想死)"
DANGER_EN = r"(?:suicid\w*|self[- ]?harm\w*|kill(?:s|ed|ing)? (?:him|her|them|your|my)sel(?:f|ves))"

# Negations, without the words that only look like one (不仅, 特别, 别担心, 没关系, not only, don't worry).
NOT_ZH = (
    r"(?:(?!(?<=是)不是|(?<=能)不能|(?<=会)不会|(?<=要)不要)(?<!不得)(?<!不能)(?<!不会)(?<!不可)不(?!仅|但|只|光|断|久|过[,是]|同(?!意)|少|妨|管|论|得不|能不|会不|可不|要紧|止|禁"
    r"|[用必要](?:太|再)?(?:怕|担心|着急|紧张|害怕)|好意思|舒服|开心|高兴|安(?!排)|想活|吃饭|睡|错|良|对劲|稳|在乎|懂|说话|上学|着|听话)"
    r"|没(?!收|关系|事|问题|精神|劲|胃口|睡|考好)|(?<![特分性级告差个区识鉴辨类派])别(?!人|的|担心|怕|急|慌|难过|哭|客气|处)"
    r"|无(?!论|聊|助|力|疑|比|望|非|所谓)|(?<!请)勿|禁止|严禁|拒绝|避免|杜绝|防止|切忌|并非|绝非|而非|以免|停止)"
)
NOT_EN = (
    r"(?:\b(?:not(?! (?:only|just|to worry|worry|be afraid|panic)\b)|never|no(?! (?:problem|doubt|matter|wonder|worries)\b)|nor|neither"
    r"|nobody|nothing|none|without|cannot|forbid\w*|prohibit\w*|bans?|banned|instead of|rather than|avoid\w*|refus\w+|unlawful|illegal)\b"
    r"|n't\b(?! (?:worry|be (?:afraid|scared)|panic|only|just)\b))"
)
_DOCTOR_ZH = r"医生|医院|医师|医疗|精神科|专科|药师|大夫|门诊|就医|就诊|看病|遵医嘱"
_DOCTOR_EN = (
    r"\b(?:doctors?|hospitals?|psychiatr\w+|clinics?|clinicians?|physicians?|specialists?|pharmacists?|medical)\b"
)
_SCHOOL_ZH = r"(?:学校|教师|老师|班主任|辅导室|辅导员|咨询师|咨询室|导师|校医|校方|年级组|德育处|我们|课程|本站)"
_SCHOOL_EN = (
    r"\b(?:schools?|teachers?|tutors?|counsell?ors?|counselling room|mentors?|staff|nurses?|we|course|this site)\b"
)
_D = r"(?:自杀|轻生|自伤|自残|寻短见)"
_DIGITS_ZH = r"一二三四五六七八九十百千万两几\d"
_N_ZH = f"[{_DIGITS_ZH}]{{1,8}}"
_SHARE_ZH = (
    rf"(?:(?<![\d.])\d{{1,9}}(?:\.\d{{1,9}})?\s*[%‰]|百分之[零{_DIGITS_ZH}.]{{1,8}}|{_N_ZH}分之{_N_ZH}|每{_N_ZH}[名个位]?[^,。]{{0,8}}有{_N_ZH}[名个位人]"
    r"|[一二三四五六七八九\d]成(?:多|以上|左右)?的?(?:中?学生|孩子|青少年|人))"
)
_STATE_ZH = r"(?:抑郁|自杀|自伤|自残|轻生|焦虑|心理障碍)"
_N_EN = r"(?:two|three|four|five|six|seven|eight|nine|ten|twenty|a hundred|\d{1,6})"
_SHARE_EN = (
    r"(?:(?<![\d.])\d{1,9}(?:\.\d{1,9})?\s*(?:%|‰|per ?cent\b)"
    rf"|\b(?:one|two|three|\d{{1,6}}) (?:in|out of) (?:every )?{_N_EN}\b"
    r"|\b(?:a third|a quarter|a fifth|half|two thirds) of (?:all )?(?:pupils|children|students|teenagers|young|adolescents))"
)
_STATE_EN = r"(?:depress|suicid|self[- ]?harm|anxi)\w*"
_SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗"
_GIVEN = "小晓明红丽伟芳娜敏静磊军勇艳杰娟涛超刚志建国秀桂玉梓子宇浩欣雨佳"
_ROUND_ZH = r"(?:(?:24|二十四) ?个?小时(?!内|里|之内|陪|不离|看护|以内)|全天候|昼夜|随时都?有人接)"
_ROUND_EN = r"(?:(?:24|twenty-four)[- ]?(?:hours?|h\b)|24/7|(?:a?round) the clock|day and night|at any hour|all night)"
_OTHER_LINE = r"\b1(?:1\d|2\d)\b|12355"


SHARES = (
    zh(
        "抑郁 自杀 自伤 自残 轻生 焦虑 心理障碍",
        rf"{_SHARE_ZH}[^。;]{{0,30}}?{_STATE_ZH}|{_STATE_ZH}[^。;]{{0,30}}?{_SHARE_ZH}",
    ),
    en("depress suicid self anxi", rf"{_SHARE_EN}[^.;]{{0,60}}?\b{_STATE_EN}|\b{_STATE_EN}[^.;]{{0,40}}?{_SHARE_EN}"),
)

RULES: tuple[Rule, ...] = (
    Rule(
        "sm02",
        zh(
            "自杀",
            r"自杀(?:行为|企图|尝试|计划|者)?(?:的)?(?:最终|居然|竟然?)?(?:成功|未成功|没有?成功|不成功|失败|得逞|既遂)"
            r"|(?:未成功|没有?成功|不成功|成功)(?:地|的|了)?(?:完成了?)?自杀|失败的自杀",
        ),
        en(
            "suicid killing",
            r"\b(?:un)?successful(?:ly)?[ -]+(?:attempt\w*[ -]+(?:at[ -]+)?)?suicid\w*"
            r"|\b(?:failed|completed?|completing|completes|botched)[ -]+(?:attempts?[ -]+(?:at|of)[ -]+)?suicid\w*"
            r"|\bsuicid\w*(?:[ -]attempts?)?[ -]+(?:(?:was|were|is|are|had been)[ -]+)?(?:not[ -]+)?(?:(?:un)?success\w*|succeeded|failed)"
            r"|\bsucceed(?:s|ed)?[ -]+(?:in|at)[ -]+(?:suicide|killing (?:him|her|them)sel\w+)",
        ),
    ),
    Rule(
        "sm03",
        zh("自杀 轻生", r"(?<![罪嫌囚逃侵])犯(?:下|了)*(?:自杀|轻生)|畏罪(?:自杀|轻生)|自杀(?:的)?罪(?:行|名|过)?"),
        en(
            "suicid self",
            r"\bcommit(?:s|ted|ting)?[ -]+(?:an? |the )?(?:act of |sin of |crime of )?(?:\w+ )?(?:suicide|self[- ]?harm)"
            r"|\b(?:crime|sin|offen[cs]e) of (?:suicide|self[- ]?harm)|\bguilty of (?:attempted )?suicide",
        ),
    ),
    Rule(
        "sm04",
        zh(
            "自杀 轻生 自伤 自残 寻短见 不想活 想死",
            rf"(?:因为?|由于|为了?)[^。;]{{0,24}}?(?:就|而|便|竟然?|最终|选择|所以|结果)(?:去|会|要|想要?|选择|走向|想到|有了)?{DANGER_ZH}"
            r"|(?:批评|考试|考砸|没考好|成绩|分数|作业|手机|游戏|早恋|恋爱|失恋|分手|吵架|离婚|欺凌|压力|家暴|抑郁)"
            r"(?:(?!不会|不能|不是|并不|不足以|未必|不单|从不|不一定|很少)[^。;,]){0,10}?,?"
            rf"(?:导致|引起|造成|逼|害得?|引发|酿成)[^。;,]{{0,10}}?{DANGER_ZH}"
            r"|一[次句场顿件](?:(?!不会|不能|不是|并不|不足以|未必)[^。;,]){0,8}?(?:就|让|使|把)"
            rf"(?:(?!不会|不能)[^。;,]){{0,6}}?{_D}"
            rf"|{_D}的(?:唯一|真正|直接|主要|根本)?(?:原因|起因)(?:就)?(?:是|在于)(?!多|复杂|许多|很多|不|好几|没)",
            before=NOT_ZH,
            after=r"误会|误解|谣言|不是这样|并不是|不是真的|[吗么呢]",
        ),
        en(
            "suicid kill",
            r"\b(?:died by|dies by|attempt\w*|consider\w*|turn(?:s|ed)? to|to|his|her|their|boy's|girl's|pupil's|a) suicide"
            r"(?:(?!not|never|n't|prevent)[^.;,]){0,12}?\b(?:because|over (?:a|an|the|his|her|their)\b|due to|caused by)"
            r"|\bsuicides? (?:was|were|is|are)(?:(?!not|never|n't|seldom|rarely)[^.;,]){0,12}?\b(?:because of|due to|caused by|the result of)"
            r"|\bkill(?:ed|s)? (?:him|her|them)sel\w+(?:(?!not|never)[^.;,]){0,12}?\b(?:because|over|due to)"
            r"|\b(?:led|leads?|drove|drives?|driven|push(?:es|ed)?|caus(?:es|ed)) (?:\w+ ){0,3}?(?:to )?(?:suicid\w*|kill \w+sel\w+)"
            r"|\b(?:cause|reason) (?:of|for) (?:his|her|their|the|a) suicide (?:was|is)\b(?! (?:not|never|rarely|always more|more))",
            before=NOT_EN,
            after=r"\bmyth|is not true|isn't true|\?",
        ),
    ),
    Rule(
        "sm05",
        zh(
            "解脱 勇敢 的地方 的世界 以死 天使 星星 痛苦了 凄美 死得其所",
            r"解脱(?!出来)|勇敢地?(?:离开|走了|告别)|[去到]了?(?:一个)?(?:更好|更美|没有痛苦|没有烦恼)的(?:地方|世界)"
            r"|以死(?!相逼|相胁|相威胁|要挟|来要挟|为由)|[化变](?:作|成)了?(?:天使|星星)|再也?不(?:会|用)?痛苦了|凄美|死得其所",
            before=NOT_ZH,
        ),
        en(
            "peace free place brave angel beautiful ended",
            r"\bpeace at last|\bat peace (?:now|at last)|\bnow at peace|\bin a better place|\bfree at last|\bfree from (?:all )?(?:pain|suffering)"
            r"|\b(?:he|she|they|it)(?: is| are|'s|'re| was| were) (?:finally |now |at last )*free\b(?! (?:to|of|for|on|until|after|in|this)\b|-)"
            r"|\bbrave(?:ly)? (?:enough )?(?:to |chose to |choice to )?(?:leave|go|end|die|left)|\bwith the angels|\bangel wings"
            r"|\bbeautiful (?:death|goodbye|way to go)|\bended (?:his|her|their) (?:pain|suffering)",
            before=NOT_EN,
        ),
        quoted=False,
        applies=speaks_of_danger,
    ),
    Rule(
        "sm06",
        zh(
            "自杀 自残 自伤 轻生",
            r"(?:自杀|自残|自伤|轻生)(?:(?!念头|想法|冲动|预防|干预|不|并非|没有)[^。;]){0,12}?"
            r"(?:潮(?!湿)|流行(?!病)|高发|频发|多发|越来越多|越来越普遍|人人|常见|普遍|激增|飙升|蔓延|成风|逐年上升|逐年增加)"
            r"|(?:流行|高发|频发|激增|蔓延|成风)的?(?:自杀|自残|自伤|轻生)(?!预防|干预)"
            r"|(?:越来越多|很多|许多|好多|不少)的?(?:中?学生|小?孩子?|青少年|人|同学)都?(?:在|会|想过|有过|想)?(?:自杀|自残|自伤|轻生)(?!预防|干预)",
            before=NOT_ZH,
        ),
        en(
            "suicid self kill",
            rf"\b(?:epidemics?|waves?|surge|spate|rash|explosion|outbreak|tide) (?:of|in) (?:\w+ ){{0,2}}?{DANGER_EN}"
            rf"|\b{DANGER_EN}(?:(?!not|never|n't|prevent|thought|rare)[^.;,]){{0,30}}?\b(?:epidemic|skyrocket\w*|soar\w*|everywhere"
            r"|(?:very |so |increasingly |too |more )(?:common|widespread)|commonplace|on the rise|surging|rampant|out of control)"
            rf"|\b(?:more and more|so many|everyone|everybody) (?:\w+ ){{0,3}}?{DANGER_EN}\b(?! prevent| aware| training)",
            before=NOT_EN,
        ),
    ),
    Rule(
        "sm07",
        zh(
            "遗书 遗言 绝命书 现场 遗体 遗物 自杀 轻生 事发 某校 某中学 某小学 某地 某市",
            r"遗书|遗言|绝命书|(?:现场|遗体|遗物)的?(?:照片|图片|视频|录像)|(?:自杀|轻生|坠亡)(?:的)?现场|(?:重演|还原|模拟)(?:了)?(?:自杀|轻生|事发)"
            r"|某(?:校|中学|小学|地|市)[^。]{0,20}?(?:跳(?!绳|远|高|舞|操|级|过|绳)|坠(?!子)|轻生|自杀)(?!预防|干预)"
            r"|(?:据报道|新闻[里中]|近日|前不久|去年)[^。;]{0,16}?(?:自杀|轻生)(?:身亡|离世|死亡|了)",
            before=NOT_ZH,
        ),
        en(
            "suicid scene body death killed",
            r"\bsuicide (?:notes?|letters?|videos?)\b|\b(?:photos?|photographs?|pictures?|images?|videos?|footage) (?:of|from) (?:the|a|his|her) "
            r"(?:scene|body|death|suicide)|\bscene of the (?:death|suicide)|\bre-?enact\w* (?:the |a )?(?:suicide|death)"
            r"|\b(?:last (?:year|month|week)|recently|in the news)[^.;]{0,40}?(?:died by suicide|killed (?:him|her)self)",
            before=NOT_EN,
        ),
        quoted=False,
    ),
    Rule(
        "sm09",
        zh("自杀 自残 轻生 自伤 寻短见", r"自杀|自残|轻生|自伤|寻短见"),
        en("suicid self kill", rf"\b{DANGER_EN}"),
        applies=primary_pupils,
    ),
    Rule(
        "sm10",
        zh(
            "问题学生 问题孩子 问题少年 问题儿童 问题生 变态 神经病 精神病 差生 坏学生 坏孩子 性格 矫情 玻璃心 疯子 疯了 就是作 就是太作 就是爱作 就是瞎作 就是在作 心理有病 怪胎 白眼狼",
            r"(?<![些类种到道决答])(?<![这那哪几两三]个)问题(?:学生|孩子|少年|儿童|生)(?!会|都|可以|能|自己|需要|常|怎|如何|可能|回答|不|想|提|存|之|来|有|还|也)"
            r"|心理变态|[是真死]个?变态(?!反应)|神经病(?!学|理)|精神病(?:学生|孩子)|(?<![误温时偏])差生(?!物|活|产|态)|坏学生|坏孩子"
            r"|性格有?(?:明显)?缺陷|矫情|玻璃心|疯子|(?<![玩忙笑高乐])疯了(?!一样[长跑])|就是(?:太|爱|瞎|在)?作(?=[,。;!?”\")]|$)|心理有病|怪胎|白眼狼",
            before=NOT_ZH + r"(?:(?!理|管|听|惹|跟|像|学|搭|同)[^,;:。]){0,12}$",
        ),
        en(
            "crazy psycho lunatic nutter mental attention problem disturbed abnormal drama weirdo troublem",
            r"(?<!like )\bcrazy\b(?! about| golf| paving| busy| hours)|\bpsychos?\b|\bpsychopaths?\b|\blunatics?\b|\bnutters?\b|\bmental cases?\b"
            r"|\battention[- ]seek\w+|\b(?:problem|disturbed|abnormal) (?:child(?:ren)?|pupils?|students?|kids?|boys?|girls?)\b|\bdrama queens?\b"
            r"|\bweirdos?\b|\btroublemakers?\b",
            before=NOT_EN
            + r"(?: (?:a|an|the|any|be|been|being|call\w*|label\w*|say\w*|writ\w*|us\w+|words?|like|as|pupils?|child|children|anyone|someone|him|her|them|just|simply|really|about|think|of|treat|or|and)\b){0,6}[ “\"]*$",
        ),
        quoted=False,
    ),
    Rule(
        "sm11",
        zh(
            "诊断 确诊 治疗 矫治 矫正 治愈 治好 根治 排除",
            r"诊断(?!证明|书|结果|意见|报告|依据|标准|权)|确诊(?!的|后|前|为)|治疗(?!师|室|费|期|后|性|的孩子|的学生)|矫治"
            r"|矫正(?!坐姿|视力|器|牙|握笔|发音|姿势|书写)|治愈(?!系)|治好|根治|排除了?(?:抑郁|精神|心理)",
            near=_SCHOOL_ZH + r"|我(?:来|能|可以)?[帮给替为][你他她]",
            before=NOT_ZH
            + "|"
            + _DOCTOR_ZH
            + r"|被|接受|配合|等待?|代替|取代|误以为|收到|拿到|关于|什么是|了解|介绍|陪[^,]{0,6}[去做看]|送|转介|谁能|谁来",
            after=r"^[^,;]{0,3}(?:是|由|归|交给?|留给|属于|只能|要找|要由)[^,;]{0,8}(?:医|专科|精神科)"
            r"|^[^,;]{0,6}(?:越界|违法|违反|不合法|不行|[吗么呢](?=[?。]|$))",
            reach=22,
        ),
        en(
            "diagnos therapy cur rul treat",
            r"\bdiagnos(?:e|es|ed|ing)\b|\bpsychotherapy\b|\bcur(?:e|es|ed|ing)\b|\brul(?:e|es|ing) out (?:depression|mental|an? (?:illness|disorder))"
            r"|\b(?:mak|giv|gave|made|reach|provid|offer|deliver|begin|start|run|carr|conduct)\w*(?: \w+){0,3}? (?:diagnos[ie]s|therapy|treatment)\b"
            r"|\b(?:our|school) (?:therapy|treatment) (?:sessions?|programmes?|rooms?)"
            r"|\btreat(?:s|ed|ing)?(?: (?:the|a|an|his|her|their|any|your|every|each))?(?: \w+)? (?:pupil|child|student|illness|depress|disorder|anxi|symptom|condition)\w*\b"
            r"(?! (?:fairly|equally|kindly|with|as|like|the same|well|alike|badly|differently|gently|seriously|politely))"
            r"|\btreat(?:s|ing)? (?:depress|anxi|mental|pupils|children|students)\w*\b"
            r"(?! (?:fairly|equally|kindly|with|as|like|the same|well|alike|badly|differently|gently|seriously|politely))",
            near=_SCHOOL_EN + r"|\b(?:our|school) $|^(?:our|school) | i (?:can|will)\b",
            before=NOT_EN
            + "|"
            + _DOCTOR_EN
            + r"|\b(?:been|was|were|is|are|got|who|pupils?|child|children|students?|someone|those) $|\b(?:refer\w*|about|who can|replace\w*|during)\b",
            after=r"^(?: \w+)?,? (?:is|are|belongs?|stays?|remains?|rests?|must be|can only be)[^,;]{0,24}(?:doctor|hospital|psychiatr|clinic|medical)"
            r"|^[^.;,]{0,20} (?:by|from) (?:a |the )?(?:doctor|hospital|psychiatr|clinic)|^[^.;,]{0,24}(?:\?|against the law|unlawful|illegal)",
            reach=60,
        ),
        quoted=False,
    ),
    Rule(
        "sm12",
        zh(
            "告诉 保密 守密 秘密 说出去 别人说 任何人说 不说 会说 瞒",
            r"(?:保证|一定(?!要|得)|绝对|肯定|答应(?!了|过)|发誓|承诺|永远)[^,;。]{0,6}?(?:不会?告诉|保密|守密|守住秘密|保守秘密|不会?说出去|不会?跟(?:别人|任何人)说|谁[也都]不(?:说|告诉))"
            r"|[替帮给为][你您](?:严格|完全)?(?:保密|保守(?:这个)?秘密|守住?(?:这个)?秘密|瞒着?)"
            r"|(?<!了)(?<!了小[A-Z])(?:谁|任何人|妈妈|爸爸|家长|父母)[^,;。]{0,3}?我?[都也](?:绝)?不会?(?:说|告诉)(?!他|她)"
            r"|(?:我|老师)(?:绝)?不会?告诉(?:任何人|别人|其他人|你的?[爸妈]|你的?家长|你的?父母|你家)"
            r"|我们(?:俩|两个人?|之间)的(?:小)?秘密",
            before=NOT_ZH + r"|[叫让求要请][你您他她我]|要求|[你您他她](?:得|要|先|必须)|是否|能否|怎么|如果",
            after=r"(?:除非|除了|但|不过|可是|例外|要是|如果|只有|只要)[^。]{0,18}?(?:危险|安全|伤害|生命|例外|紧急)|^[吗么](?=[?。”]|$)",
            anywhere=r"除非|除了有?危险",
        ),
        en(
            "promis tell say secre hidden between swear grave",
            r"\bpromis\w*[^.;]{0,40}?(?:secre\w+|confidential\w*|(?:not|never) (?:to )?(?:tell|say)|(?:won't|will not) (?:tell|say)|between us)"
            r"|\b(?:won't|will not|will never|'ll never|would never) (?:ever )?(?:tell|say a word to|say anything to|say this to) "
            r"(?:anyone|anybody|a soul|another soul|your (?:mum|mother|dad|father|parents|teacher|family))"
            r"|\bkeep (?:it|this|that|your|the|a|all this|his|her)(?: \w+){0,2}? ?(?:secret|hidden from)"
            r"|\b(?:your|our) (?:little )?secret(?: is|'s)? safe|\bour (?:little )?secret\b(?! garden| santa)|\b(?:just|strictly|only) between (?:you and me|us|the two of us)"
            r"|\bswear[^.;]{0,12}? (?:not to|never to) tell|\bto (?:my|the) grave",
            before=NOT_EN
            + r"|\b(?:asks?|asked|tells?|told|wants?|begs?|begged|makes?|made|asking) (?:\w+ ){0,3}?(?:to|that|not)\b|\bif (?:he|she|they|someone|an adult)\b|\bwhy\b"
            r"|\bsay (?:that )?you $|\byou (?:must|have to|should) (?:first )?(?:say|promise)\b",
            after=r"\b(?:unless|except|but if|but when|but not if|as long as|so long as|if you are (?:in danger|not safe|unsafe))\b",
        ),
        quoted=False,
    ),
    Rule(
        "sm13",
        zh(
            "自杀 自伤 自残 轻生 伤害自己 死 保证书 承诺书 军令状 字据 做傻事",
            r"不自杀的?(?:承诺|协议|保证|契约|合同|约定)(?:书)?|不再?(?:伤害自己|自伤|自残|轻生)的?(?:承诺|保证|协议|约定)书?|生死状|安全(?:承诺|保证)书"
            r"|[写签立交](?:下|一?份|一?张|了|个|过|好)*(?:保证书|承诺书|军令状|字据)"
            r"|(?:保证|答应|发誓)(?:我|老师|妈妈|爸爸|我们|大家)?,?(?:你)?(?:绝|再也|一定|永远)*不(?:会)?再?(?:去)?(?:自杀|自伤|自残|轻生|伤害自己|做傻事|死)",
            before=NOT_ZH,
            after=r"没有用|没用|没有?(?:保护)?作用|不能代替|代替不了|不如|靠不住|^[吗么]|不管用",
        ),
        en(
            "suicid contract harm promise pledge statement paper letter",
            r"\bno[- ](?:suicide|harm|self[- ]?harm)[- ](?:contract|agreement|pact|promise|pledge)s?|\b(?:anti-?suicide|suicide) (?:contract|pledge)s?"
            r"|\b(?:sign|writ|mak|made|wrote|giv)\w*(?: \w+){0,4}? (?:promise|pledge|contract|statement|paper|letter)(?: \w+){0,2}? (?:not to|never to|that \w+ (?:will|would) (?:not|never)) "
            r"(?:die|hurt|harm|kill|self|attempt|end)"
            r"|\bpromise (?:me|us|your \w+) (?:that )?(?:you|not|never)[^.;]{0,24}?\b(?:hurt|harm|kill|die|do (?:anything|something))"
            r"|\bcontracts? (?:not to|never to|against) (?:hurt|harm|suicide|self|die)",
            before=NOT_EN,
            after=r"(?:does not|doesn't|do not|don't|has not been shown to|never) (?:protect|help|work|keep|replace)|no substitute|\?",
        ),
        quoted=False,
    ),
    Rule(
        "sm14",
        zh(
            "想开 看开 太多 那么多 这么多 得多 比你 比他 比她 坚强 振作 有什么好 有什么可 大不了 多大点 谁没 忍",
            r"[想看]开(?:一?点儿?|些)|(?:别|不要|少)想(?:得)?(?:太|那么|这么)多|你?(?:是不是|就是|真是|是你)想(?:得)?太多|想太多了"
            r"|比[你他她](?:更)?(?:惨|苦|难|可怜|不容易|不幸)(?:多了|得多)?的|坚强(?:一?点|些|起来)|振作(?:一?点|起来)"
            r"|有什么(?:好|可)(?:难过|哭|伤心|烦|想不开|抑郁|焦虑|委屈)|有什么大不了|没什么大不了|多大点儿?事|谁没(?:有)?压力|忍一?忍就(?:过去|好)",
            before=r"(?:别|不要?|少|避免|先不|莫)(?:再|总|只|急着|随口|轻易|对他|对她|跟他|跟她)*(?:说|讲|劝|用|叫|要求|逼|催)|这类|诸如|而不是|不是(?:让|叫|要)",
            after=r"^[^。]{0,6}(?:这样的?话|这类话|这种话|之类)|帮不上|没有用|没用|听了更",
        ),
        en(
            "cheer worse snap man overthink get_over pull_your be_strong bright_side toughen in_your_head nothing_to positive",
            r"\bcheer up|\b(?:others?|other people|plenty of people|some people|many people|other children|some children) (?:have|has|had|are|is) (?:it )?(?:much |far |so much |a lot )?worse"
            r"|\bsnap out of it|\bman up\b|\b(?:don't|do not|stop) overthink\w*|\bjust get over it|\bpull yourself together"
            r"|\b(?:just|must|have to|need to|please) be strong(?:er)?\b|(?:^|[\"“] ?)be strong\b|\blook on the bright side|\btoughen up"
            r"|\ball in your head|\bnothing to (?:cry|be sad) about|\bthink positive(?:ly)?\b|\b(?:it )?could be worse",
            before=r"(?:\bnot|n't|\bnever|\bavoid|\bno need)(?: to)?(?: \w+){0,3}? (?:say|saying|tell|telling|ask|asking|urge|write)\b|\b(?:avoid|instead of|rather than|leave out|lines like|phrases)\b",
            after=r"\b(?:does not|doesn't|do not|don't|never|won't|rarely|seldom) (?:help|work)|\bhurts?\b|\bmakes? (?:it|things|him|her) worse|\bshuts? (?:him|her|them|the|a)",
        ),
        quoted=False,
    ),
    Rule("sm15", *SHARES, severity="warning", applies=not_for_pupils),
    Rule("sm15", *SHARES, applies=for_pupils),
    Rule(
        "sm16",
        zh(
            "12356",
            rf"12356(?:(?!{_OTHER_LINE}|不|未|并非|接下来|今后|未来|头)[^。;]){{0,14}}?{_ROUND_ZH}"
            rf"|12356(?:[、和与,/ ]*(?:110|120|119|12355))+[^。;,]{{0,6}}?(?:都|均|全)?是?{_ROUND_ZH}"
            rf"|(?<!不是)(?<!并非){_ROUND_ZH}(?:(?!{_OTHER_LINE})[^。;,、]){{0,12}}?12356",
        ),
        en(
            "12356",
            rf"12356(?:(?!{_OTHER_LINE}|\bnot\b|n't|\bnever\b|\bnext\b|\bfirst\b|\bwhether\b)[^.;]){{0,36}}?\b{_ROUND_EN}(?! (?:with|beside|watch))"
            rf"|(?<!not )(?<!the next )(?<!the first )\b{_ROUND_EN}(?:(?!{_OTHER_LINE})[^.;,]){{0,30}}?12356",
        ),
    ),
    Rule(
        "sm17",
        zh(
            "药 加量 减量 剂量 mg 毫克 片 粒 颗",
            r"停(?:掉|了|止|用|服)*(?:吃|服)?(?:这个|那个)?药|断药|[加减]量|[加减](?:大|少|点|一点|半|倍)*(?:药量|剂量|药)|换(?:一种|个|成|别的)?药"
            r"|(?<![\d.])\d{1,9}(?:\.\d{1,9})?\s*(?:mg|毫克)|(?:每天|每日|一天|每次|一次|睡前|早晚)[^,。]{0,6}?[一二三四两半\d]+[片粒颗](?!面包|叶|纸|水果|糖)"
            r"|把药(?:停|断|减|扔|换)|药(?:就|都)?可以(?:停|断|减)|(?<!要)(?:不用|不必|别|不要)再?(?:给他|给她)?吃药",
            before=_DOCTOR_ZH + "|" + NOT_ZH + r"|作业|练习|训练|运动|题|任务|课业|工作",
            after=r"(?:由|问|听|找|请|经|遵)[^,。]{0,4}(?:医|大夫)|医生(?:说了算|决定|来定|定)|有?(?:危险|风险)|复发|反复|会不舒服|^[吗么]",
        ),
        en(
            "medic tablet pill depressant mg milligram dos",
            r"\b(?:stop|quit|skip|start)(?:s|p?ed|p?ing)? (?:taking |giving )?(?:him |her )?(?:the |your |his |her |their |any |all |some )?(?:medic\w+|tablets?|pills?|antidepressants?)"
            r"|\b(?<![\d.])\d{1,9}(?:\.\d{1,9})?\s?(?:mg|milligrams?)\b|\b(?:doubl|halv|increas|reduc|rais|lower|cut|chang|adjust)(?:e|es|ed|ing|s|ting)? (?:down )?(?:the |your |his |her |their )?(?:dose|dosage|medic\w+|tablets?|pills?)"
            r"|\bcom(?:e|ing) off (?:the |his |her |their |your )?(?:medic\w+|tablets?|pills?)"
            r"|\b(?:one|two|three|half a|\d{1,3}) (?:tablets?|pills?) (?:a|per|each|every|at) (?:day|night|bedtime)",
            before=_DOCTOR_EN + "|" + NOT_EN,
            after=r"\b(?:ask|by|with|unless|until|before|only|question for|matter for|decision for|up to)\b[^.;]{0,20}(?:doctor|hospital|psychiatr|clinic|pharmac)|\b(?:dangerous|risky|a risk)\b|\?",
        ),
        quoted=False,
    ),
    Rule(
        "sm18",
        zh(
            "电击 电疗 禁闭 小黑屋 手机 戒网 把他 把她 把孩子 把学生 罚跪 一顿 吃饭 饭吃 几顿 两顿",
            r"(?<!雷)电击(?!伤|中)|电疗|关(?:在|进)?(?:禁闭|小黑屋)|禁闭室|[砸摔烧毁](?:了|掉|烂|碎|坏)?(?:他|她|孩子|学生)?(?:的)?手机(?!店)"
            r"|把[^,。]{0,6}手机(?:给|都)?[砸摔烧]|戒网(?:瘾)?(?:学校|营|所|中心|机构)|把(?:他|她|孩子|学生)[^,。]{0,6}?[关锁](?:起来|在|进)"
            r"|罚跪|[打揍抽](?:他|她|孩子)?一顿|不给(?:他|她|孩子)?(?:吃饭|饭吃)|饿(?:他|她)?[一几两]顿",
            before=NOT_ZH,
            after=r"违法|虐待|不行|会伤|更糟|伤害孩子|不许|不可取|报警|举报",
            anywhere=r"严禁|禁止|违法|举报|虐待",
        ),
        en(
            "shock smash camp lock solitary beat slap spank starv whip withhold",
            r"\belectric(?:al)?[- ]shocks?(?! (?:injur|hazard|first))|\belectroshock|\bsmash(?:es|ed|ing)? (?:up )?(?:the|their|his|her|your child's|a child's|your son's) (?:phone|tablet|computer)"
            r"|\bboot ?camps?|\block(?:s|ed|ing)? (?:(?:him|her|the child|your child|the pupil|your son|your daughter) (?:up|in|away)|them in (?:a|the|their) )"
            r"|\bsolitary confinement|\b(?:beat|slap|spank|starv|whip)(?:e|s|ing)? (?:him|her|them|the child|your child)|\bwithhold(?:ing)? (?:food|meals)",
            before=NOT_EN,
            after=r"\b(?:is|are) (?:against the law|unlawful|illegal|forbidden|abuse|banned|never)|\bharms?\b|\breport\b",
            anywhere=r"\b(?:forbid\w*|abuse|unlawful|illegal|prohibit\w*)\b",
        ),
        quoted=False,
    ),
    Rule(
        "sm21",
        zh(
            rf"[{_SURNAMES}小第实附][{_GIVEN}{_DIGITS_ZH}老主校同医某华强验属]",
            rf"(?:^|(?<=[,。:;“”\"'(（〔、\s和跟给对找请向是叫]))(?:[{_SURNAMES.replace('高', '')}](?:小|晓|明|红(?!色|牌)|丽|伟|芳|娜|敏|静|磊|军|勇|艳|杰|娟|涛|超|刚|志|建|国|秀|桂|玉|梓|子|宇|浩|欣|雨|佳)"
            rf"(?=[\u4e00-\u9fff]?(?:[,。:;“”\"')、\s]|$|同学|老师|主任|校长|说|的|是|在|和|今年|,|上))|[{_SURNAMES}](?:老师|主任|校长|同学|医生|某某?))"
            r"|(?<![一二两三四五六七八九十几每这那第\d])张三(?![行张条栏格段页层])|李四|王五|小明(?!星)|小红(?!花|旗|书|点|本|帽|包|色|圈|豆|心|章)|小刚(?!刚)|小丽|小华|小强"
            rf"|第[一二三四五六七八九十\d]{{1,4}}(?:小学|中学|高中|初中)(?!期)|[\u4e00-\u9fff]{{2,6}}(?:实验|附属)(?:小学|中学)|(?:实验|附属)(?:小学|中学)",
        ),
        Search(
            Pattern(
                r"\b(?:Mr|Mrs|Ms|Miss)\.? (?!(?:School|Class|Lessons?|Meals?|Sleep|Home|Work|One|Two)\b)[A-Z][a-z]+"
                r"|\b(?:Wang|Li|Zhang|Liu|Chen|Yang|Zhao|Huang|Zhou|Wu|Xu|Sun) (?:Xiao|Ming|Hong|Li|Wei|Fang|Na|Min|Jing|Lei|Jun|Yong|Yan|Jie|Juan|Tao|Chao|Gang|Hua|Mei)[a-z]*\b"
                r"|\bXiao ?(?:Ming|Hong|Gang|Li|Hua|Mei|Wang|Zhang)\b|\bNo\.? ?\d+ (?:Middle|High|Primary|Secondary) School|\b[A-Z][a-z]+ (?:Experimental|Affiliated) (?:Primary|Middle|High|School)",
                cased=True,
            )
        ),
        spaced=True,
    ),
    Rule(
        "law-no-scoring",
        zh(
            "台账 记录 留痕 材料 资料 档案",
            r"(?:台账|记录|留痕|材料|资料|档案)(?:(?!不|没|无|小测|测验|测试|答题)[^。;,]){0,12}?"
            r"(?:得分|计分|扣分|记分|打分|考核分|评分|加分|纳入[^。;,]{0,8}?考核|(?:作为|当作)(?:对)?(?:教师|老师)?(?:的)?(?:考核|评价)的?依据|[与和]?(?:绩效|评优|职称)挂钩)"
            r"|[缺少]一?[份次项页]?[^。;,]{0,6}?(?:台账|记录|材料)[^。;,]{0,4}?扣",
            before=NOT_ZH + r"|小测|测验|测试|材料题|论述|[球比]赛",
        ),
        en(
            "record register paperwork log file form document",
            r"\b(?:records?|registers?|paperwork|logs?|files|forms|documents)\b(?:(?!\bnot\b|never|n't|\bno\b|quiz|test)[^.;,]){0,24}?\b(?:counts? towards?|counted towards?|(?:is|are|be|being|gets?|will be) (?:scored|graded|marked)"
            r"|earns? (?:\w+ )?(?:points|marks)|los(?:e|es) (?:points|marks)|part of (?:the |a |each )?(?:teacher's |teachers' )?(?:appraisal|evaluation))"
            r"|\b(?:scor|grad|rank|rat|apprais|evaluat|judg)(?:e|es|ed|ing) (?:\w+ )?teachers (?:by|on|for|from) (?:\w+ ){0,3}?(?:records?|paperwork|files|forms|logs?|documents)"
            r"|\bpoints for (?:\w+ ){0,3}?(?:records?|paperwork|logs?|forms)",
            before=NOT_EN + r"|\bquiz|\btests?\b",
        ),
    ),
    Rule(
        "claim-prevents",
        zh(
            "培训 课程 本站 这套 这门课 本课 学完 教材 活动 讲座 网站 平台 零自杀 自杀",
            rf"(?:培训|课程|本站|这套|这门课|本课|学完|教材|活动|讲座|网站|平台)(?:(?!{NOT_ZH}|讲|谈|关于|介绍|主题|名为|研究|怎样|如何)[^。;,:]){{0,14}}?"
            rf"(?:预防|防止|杜绝|避免|减少|降低|消除|遏制|防住)(?:了)?[^。;,]{{0,8}}?(?:{_D}|悲剧)|实现零自杀|自杀率?(?:就)?(?:会)?(?:下降|降低|减少)了?\d",
            before=r"(?:不|没有|未)(?:能|会|说|保证|承诺)|没有[^,]{0,8}(?:研究|证据|显示|证明)",
        ),
        en(
            "suicid harm guarantee",
            r"\b(?:training|course|programme|program|site|library|lesson|page|workshop|booklet)s?\b(?:(?!\bnot\b|never|n't|\bno\b|cannot|about|called|whether)[^.;,]){0,40}?"
            r"\b(?:prevent|reduc|stop|cut|end|eliminat|lower)(?:e|s|es|ed|ing)?(?: \w+){0,3}? (?:suicid\w*|self[- ]?harm)"
            r"|\bguarantee\w* (?:to prevent|no suicid)|\bzero suicides?\b|\b(?:prevents?|reduces?) suicides? by \d",
            before=NOT_EN,
        ),
    ),
)
