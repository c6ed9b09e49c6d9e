"""What a query fears, by the words of it, and what then leads. Kept here alone: no published file has these words."""

from __future__ import annotations


def _said(text: str) -> tuple[str, ...]:
    """The words in `text`, which stand between commas and ends of lines."""
    return tuple(word.strip() for line in text.strip().splitlines() for word in line.split(","))


# What a query fears -> the glossary term it then speaks of -> words of the searcher. Such a query leads with urgent
# pages, with more of them where a life is feared for. Shipped as hashes only: words of means and method belong in no
# published file (rule SM01), so they cannot be aliases in the glossary.
DANGER: dict[str, dict[str, tuple[str, ...]]] = {
    "life": {
        "suicidal-thoughts": _said("""
            不想活, 想死, 去死, 寻死, 求死, 死了算了, 自杀, 轻生, 自尽, 结束生命, 结束自己, 活不下去, 活着没意思
            活着没意义, 活着没劲, 活着好累, 活够了, 想消失, 不想存在, 怎么死, 不如死, 死掉, 死不疼, 生无可恋, 遗书
            遗言, 告别信, 约死, 一起死, 不想醒来, suicide, suicidal, kill myself, kill himself, kill herself
            kill themselves, take my life, killing yourself, end my life, end her life, end his life, end it all
            want to die, wants to die, wanting to die, wish i was dead, wish i were dead, better off dead
            don't want to live, doesn't want to live, no reason to live, not want to be alive, suicide note
            goodbye note, goodbye letter, want to disappear, not wake up, 没有我就好了, 没有我更好, 没我更好
            要是没有我, 我不在了, 活腻, 活着太累, 活着干什么, 厌世, 一了百了, 活着有什么意义, 活着有什么意思
            活着有啥意思, 活着干嘛, 为什么要活着, 活着为了什么, 不想活着, 不配活着, 不值得活, 没有活下去, 从世界上消失
            世界上消失, 一直睡下去, 永远睡, 睡过去不醒, 再也不醒, 永远不醒, 再也不要醒, 结束一切, 没我你们, 没有我你们
            死了就好, 没生我, 没生下我, 不该出生, 不该生下来, 没出生就好, 我是多余, 自己是多余, 自己多余, 多余的人
            世界没有我, 没有我也一样, 来到这个世界, 来这个世界, 想重开, 重开算了, 另一个世界, 撑不下去, 熬不下去
            我坚持不住, 救救我, 谁来救, 想不开, 不想撑了, 留下一封信, 留了封信, 留了一封信, 跟大家告别, 和大家告别
            跟我们告别, 东西都送人, 东西送人, 交代后事, 安排后事, 死给你看, 死给我看, 死的心, 死的念头, 同归于尽
            want to be alive, wanting to live, never born, nothing to live for, cannot go on, not go on living
            cannot do this anymore, cannot take it anymore, want it all to end, want it to end, want it to be over
            kms, unalive, not worth living, life is pointless, no point in life, no point anymore, wanna die
            gonna kill, kill my self, kill him self, kill her self, off myself, hate my life, hate being alive
            rather be dead, rather die, saying goodbye to everyone, says goodbye to everyone, sleep forever
            giving away his things, giving away her things, giving away their things, gives away his things
            gives away her things, giving everything away, want to wake up, wants to end it all, ending it all
            离开这个世界, 不想待在这个世界, 念叨死, 说到死, 要死给, 轻身, 自沙, zs, zisha, qingsheng, buxianghuo
            buxianghuole, xiangsi, tiaolou, 想解脱, better off without me, better off without him
            better off without her, tired of living, no point in living, no point living, tired of life
            never been born, wishes to die, wants to end it, not want to be here, doesn't want to be here
            don't want to be here, talks about dying, talking about dying, hates life, want to not exist
            doesn't want to exist, wants to disappear
        """),
        "self-harm": _said("""
            自伤, 自残, 自我伤害, 伤害自己, 弄伤自己, 割腕, 割手, 划手, 割自己, 划自己, 划胳膊, 划痕, 拿刀划, 用刀划
            打自己, 掐自己, 撞墙, 咬自己, 撞头, 捶墙, 抓伤自己, 扇自己, 刀片, 手臂上一道, 胳膊上一道, 手腕上一道
            手上一道, 一道一道的, 一条一条的, 自惨, 划伤自己, 烫自己, 刀痕, 扎自己, 扎自己的手, 圆规扎, 针扎手
            手腕有疤, 手腕上的疤, 手臂有疤, 胳膊有疤, 手上有疤, scars on his, scars on her, scars on wrist
            scars on arm, scars on my, harm himself, harm herself, hurt himself on purpose, hurt herself on purpose
            stabs himself, stabs herself, self-harm, self harm, selfharm, self-injury, self-injure, hurt myself
            harm myself, hurting himself, hurting herself, hurting themselves, hurts himself, hurts herself
            cut myself, cutting myself, cuts herself, cuts himself, cutting herself, cutting himself
            cutting themselves, cut her arm, cuts on her arm, cuts on his arm, cut his arm, razor, cut marks
            marks on her arm, marks on his arm, cuts on her wrist, cuts on his wrist, scratches herself
            scratches himself, burns herself, burns himself, bangs his head, bangs her head, hits himself
            hits herself, punches himself, injures herself, injures himself, harming herself, harming himself
        """),
        "swallowed": _said("""
            误服, 误吞, 误食, 误喝, 误吃, 吃错药, 吞药, 吞了, 一瓶药, 一整瓶, 一整盒, 一把药, 一大把药, 吃了很多药
            吃了好多药, 吃多了药, 安眠药, 服毒, 喝农药, 喝了农药, 农药, 老鼠药, 消毒液, 洁厕, 洗洁精, 中毒, 叫不醒
            喊不醒, 昏过去, 昏迷, 不省人事, 止不住血, 血止不住, 流了很多血, 大出血, overdose, overdosed, took pills
            took too many pills, too many tablets, a whole bottle of, swallowed, drank bleach, bleach, cleaning fluid
            detergent, poison, poisoned, unconscious, won't wake up, not wake him, not wake her, bleeding badly
            bleeding a lot, rat poison
        """),
        "crisis": _said("""
            跳楼, 跳河, 跳桥, 跳下去, 跳下来, 想跳, 楼顶, 天台, 窗台, 上吊, 烧炭, 割喉, 拿着刀, 拿刀, 拿了刀, 救命
            站阳台, 阳台上, 坐在窗, 站在窗, 爬窗, 翻窗, 翻栏杆, 往下跳, 爬栏杆, 要跳, 桥上, 窗户上, 楼边, on the roof
            rooftop, on the ledge, on the balcony, window ledge, out of the window, on a bridge, jump off, jumping
            going to jump, wants to jump, want to jump, threatening to jump, hang himself, hang herself, hang myself
            has a knife, with a knife, holding a knife
        """),
        "missing": _said("""
            失联, 失踪, 走失, 走丢, 离家出走, 找不到孩子, 孩子不见了, 学生不见了, 联系不上, 没回家, 人不见了, 找不着人
            联系不到, 出走, 离校出走, 留了纸条, 留了张纸条, 留下纸条, 留了字条, 夜不归宿, 没到家, 没回寝室, 不在寝室
            一晚上没回, 一晚没回, 半夜没回, 跑没影, 跑了找不到, 没回来, 一夜未归, 跑出去, 跑出家门, 找不到人, 说再见了
            发告别, 永别, 没到校, missing since, gone since, missing child, child missing, missing pupil
            missing student, student missing, went missing, child is missing, student is missing, pupil is missing
            run away from home, ran away, runaway, running away, not come home, hasn't come home, didn't come home
            never came home, still not home, can't find my son, can't find my daughter, can't find my child
            can't find him, can't find her, left a note, disappeared, ran off, run off, out all night
            left home last night, gone missing
        """),
    },
    "harm": {
        "domestic-violence": _said("""
            被打, 挨打, 被围殴, 被堵, 不给就打, 逼我要钱, 围着打, 扇耳光, beaten up, beat me up, 打我, 爸打我, 妈打我
            爸爸打我, 妈妈打我, 家暴, 虐待, 往死里打, 打得很惨, 踢我, 踢了我, 扇我, 抽我, 揍我, 往死里揍, 拿皮带
            皮带抽, 罚跪, 老打我, 打孩子很凶, 堵厕所, 被堵在, 堵我, 围着我, 逼我跪, 老师打我, 老师打人, 老师打了
            老师打他, 老师打她, 老师打孩子, 老师打娃, 老师打学生, 老师打骂, 老师动手, 老师踢, 老师扇, 被父母打
            被爸妈打, 被我爸打, kicks me, kicked me, slaps me, slapped me, punches me, beat me, beaten by, hit me
            hits my, beats me, hits me, beaten at home, hit by my father, abused, child abuse, beats his child
        """),
        "body-safety": _said("""
            猥亵, 性侵, 强奸, 强暴, 性骚扰, 被摸, 摸我, 摸了我, 老师摸, 摸下面, 被侵犯, 迷奸, 老摸, 乱摸, 摸她, 摸女儿
            摸学生, 碰我下面, 碰我, 动手动脚, 毛手毛脚, 强吻, 看我洗澡, 让我脱, 脱我衣服, 脱裤子, 亲我, 抱我不放
            raped, rape, molested, molest, sexual abuse, sexually abused, sexual assault, groped, touched me
            touches me, touching me, touched my private, touched my daughter, touched my son, touching my daughter
            touched her, touches her, made me undress, kissed me, groping, abused me
        """),
        "net-blackmail": _said("""
            拿照片要, 拿照片威, 用照片威, 照片要钱, 不给钱就发, 要发我照片, 发我的照片, 把我照片, 果聊, 换脸, 裸照
            裸聊, 裸体照片, 私密照, 照片威胁, 视频威胁, 发我照片威胁, nudes, nude photos, blackmail, sextortion
            nude pictures, post my pictures, post my photos, send my pictures, send my photos, share my pictures
            share my photos, leak my pictures, leak my photos, blackmailed, blackmailing, my naked, naked pictures
            naked photos
        """),
        "bullying": _said("""
            被威胁, 被勒索, 要杀我, threatening me, threatened me
        """),
    },
}
CRISIS = "crisis"  # the glossary term of urgent help: its pages lead where no other urgent page answers
