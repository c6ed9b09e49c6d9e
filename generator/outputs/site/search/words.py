"""Word lists of the search. This is their one home: the browser reads them from the index."""

from __future__ import annotations

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

# Words no page answers, but which are typed in pinyin or with a slip beside others.
PLAIN = (
    *(
        "孩子",
        "小孩",
        "儿子",
        "女儿",
        "学生",
        "老师",
        "家长",
        "学校",
        "妈妈",
        "爸爸",
        "同学",
        "朋友",
        "班主任",
        "怎么办",
    ),
    *(
        "不想",
        "晚上",
        "上课",
        "作业",
        "每天",
        "总是",
        "害怕",
        "喜欢",
        "害怕",
        "吃饭",
        "回家",
        "说话",
        "初中",
        "高中",
        "小学",
    ),
)

# Left out of a query unless nothing else is left; longest first wins. Never a negation.
STOP_PHRASES = (
    *("怎么办", "怎么样", "怎么做", "怎么回事", "怎么", "怎样", "咋办", "咋整", "咋回事", "咋"),
    *("如何", "为什么", "为啥", "为何", "什么是", "是什么意思", "是什么", "什么意思", "什么原因"),
    *("什么", "甚么", "哪些", "哪里", "哪个", "有没有", "能不能", "可不可以", "是不是", "该不该"),
    *("要不要", "会不会", "请问", "应该", "我家", "我的", "我们", "吗", "呢", "该找谁", "有什么办法", "有什么"),
    *("儿子", "女儿", "闺女", "我娃", "娃儿", "宝贝", "老是", "总是", "天天", "整天", "成天", "一天到晚", "一直"),
    *("最近", "特别", "有点", "好像", "突然", "忽然", "越来越", "实在", "动不动", "行不行", "好不好", "能否"),
)
STOP_WORDS = (
    "a about am an and are as at be been being can could d did do does for from get has have he her his how i if"
    " in is it its m me my of on or our she should so that the their them they this to us was we"
    " what when where which who why will with would you your"
)
# English words that are one word here: forms a light stem cannot see, short forms, and who is who. Word, then its stem.
ALIKE = (
    "mum mother mom mother mam mother mommi mother mummi mother mama mother dad father daddi father papa father"
    " kid child children child kiddo child teen teenager teenag teenager adolescent teenager"
    " pupil student grandma grandmother granni grandmother nana grandmother grandpa grandfather granddad grandfather"
    " cant cannot couldnt cannot doesnt dont didnt dont wouldnt wont isnt not wasnt not arent not hasnt not"
    " havent not never not"
    " slept sleep asleep sleep woke wake woken wake ate eat eaten eat drank drink drunk drink went go gone go going go"
    " felt feel fought fight stole steal stolen steal took take taken take hidden hid spoke speak spoken speak"
    " thought think knew know known know wrote writ written writ threw throw thrown throw broke break broken break"
    " beaten beat bitten bit left leav lied lie lying lie dying die died death dead death"
    " swore swear sworn swear saw see seen see met meet made mak gave giv given giv taught teach caught catch"
    " worse bad worst bad men man women woman"
    " medicin medication med medication maths mathematic math mathematic"
    " cellphon phone smartphon phone mobil phone dorm dormitori counselor counsellor counsel counsell"
    " councellor counsellor absenc absent anxious anxieti"
)
# Characters that carry no topic: they count neither for nor against a page's coverage.
LIGHT = "的了吗呢吧啊呀着过我你他她它是在和与及就也都还又很太该把被给"

# Who asks, by words of the query: for whom a page is, or its kind -> what its score is multiplied by (thousandths).
VOICES: dict[str, tuple[tuple[str, ...], dict[str, int]]] = {
    "family": (
        (
            *("孩子", "小孩", "儿子", "女儿", "娃", "闺女", "孙子", "孙女", "外孙", "我家", "宝宝", "宝贝"),
            *("my child", "my son", "my daughter", "my kid", "my teenager", "my teen", "my grandson", "our child"),
            *("my children", "my kids", "mom", "mum", "dad", "my boy", "my girl"),
            *("他爸", "他妈", "她爸", "她妈", "老公", "老婆", "婆婆", "当妈", "当爸", "姑娘", "熊孩子", "大宝", "老大"),
            *("my husband", "my wife", "our son", "our daughter", "granddaughter", "as a parent", "as a mother"),
        ),
        {"families": 1300},
    ),
    "teacher": (
        (
            *("学生", "班里", "班上", "全班", "班主任", "家访", "同事", "导师", "当老师", "老师自己", "课堂"),
            *(
                "student",
                "students",
                "pupil",
                "pupils",
                "my class",
                "homeroom",
                "teacher",
                "in my class",
                "parents say",
            ),
            *("带班", "晚自习", "教室里", "科任", "家长群", "家长说", "家长不", "批作业", "值班", "有个学生", "学生们"),
        ),
        {"teachers": 1300},
    ),
    "school": (
        (
            *("学校要", "全校", "校长", "督导", "验收", "迎检", "达标", "制度", "预案", "模板", "上级", "教育局"),
            *("principal", "inspector", "inspection", "template", "policy"),
        ),
        {"school": 1300},
    ),
    "class": (
        ("教案", "心理课", "班会", "第一课", "上课用", "lesson", "lesson plan", "class meeting"),
        {"lesson": 1800, "theme-meeting": 1800, "library": 1500},
    ),
    "lecture": (
        ("讲座", "讲稿", "家长会", "家长学校", "家长课堂", "lecture", "talk for parents"),
        {"lecture": 2000},
    ),
    "unit": (("培训", "学习单元", "单元", "training", "unit"), {"unit": 1600, "course": 1600}),
    "pupil": (
        (
            *("同桌", "同学", "舍友", "室友", "班里没人", "我妈", "我爸", "爸妈", "我们班", "男生", "女生", "朋友"),
            *("my friend", "my friends", "classmate", "classmates", "my parents", "roommate", "kids at school"),
            *(
                "我不想",
                "我喜欢",
                "我没",
                "我被",
                "我总",
                "我老",
                "我控制不住",
                "我觉得",
                "我是不是",
                "他们都",
                "同学们",
                "我朋友",
            ),
        ),
        {"lesson": 1600, "theme-meeting": 1600},
    ),
}

# What a query fears -> the glossary term it then speaks of -> words of the searcher. Such a query leads with urgent
# pages, with more of them where a life is feared for. Shipped as hashes only: words of means and method belong in no
# published file (rule SM01), so they cannot be aliases in the glossary.
DANGER: dict[str, dict[str, tuple[str, ...]]] = {
    "life": {
        "suicidal-thoughts": (
            *("不想活", "想死", "去死", "寻死", "求死", "死了算了", "自杀", "轻生", "自尽", "结束生命", "结束自己"),
            *("活不下去", "活着没意思", "活着没意义", "活着没劲", "活着好累", "活够了", "想消失", "不想存在", "怎么死"),
            *("不如死", "死掉", "死不疼", "生无可恋", "遗书", "遗言", "告别信", "约死", "一起死", "不想醒来"),
            *("suicide", "suicidal", "kill myself", "kill himself", "kill herself", "kill themselves", "take my life"),
            *("killing yourself", "end my life", "end her life", "end his life", "end it all", "want to die"),
            *("wants to die", "wanting to die", "wish i was dead", "wish i were dead", "better off dead"),
            *("don't want to live", "doesn't want to live", "no reason to live", "not want to be alive"),
            *("suicide note", "goodbye note", "goodbye letter", "want to disappear", "not wake up"),
            *(
                "没有我就好了",
                "没有我更好",
                "没我更好",
                "要是没有我",
                "我不在了",
                "活腻",
                "活着太累",
                "活着干什么",
                "厌世",
                "一了百了",
            ),
            *("离开这个世界", "不想待在这个世界", "念叨死", "说到死", "要死给", "轻身", "自沙", "想解脱"),
            *("better off without me", "better off without him", "better off without her", "tired of living"),
            *(
                "no point in living",
                "no point living",
                "tired of life",
                "never been born",
                "wishes to die",
                "wants to end it",
            ),
            *("not want to be here", "doesn't want to be here", "don't want to be here", "talks about dying"),
            *("talking about dying", "hates life", "want to not exist", "doesn't want to exist", "wants to disappear"),
        ),
        "self-harm": (
            *("自伤", "自残", "自我伤害", "伤害自己", "弄伤自己", "割腕", "割手", "划手", "割自己", "划自己", "划胳膊"),
            *(
                "划痕",
                "拿刀划",
                "用刀划",
                "打自己",
                "掐自己",
                "撞墙",
                "咬自己",
                "撞头",
                "捶墙",
                "抓伤自己",
                "扇自己",
                "刀片",
            ),
            *(
                "手臂上一道",
                "胳膊上一道",
                "手腕上一道",
                "手上一道",
                "一道一道的",
                "一条一条的",
                "自惨",
                "划伤自己",
                "烫自己",
            ),
            *("self-harm", "self harm", "selfharm", "self-injury", "self-injure", "hurt myself", "harm myself"),
            *("hurting himself", "hurting herself", "hurting themselves", "hurts himself", "hurts herself"),
            *("cut myself", "cutting myself", "cuts herself", "cuts himself", "cutting herself", "cutting himself"),
            *(
                "cutting themselves",
                "cut her arm",
                "cuts on her arm",
                "cuts on his arm",
                "cut his arm",
                "razor",
                "cut marks",
            ),
            *("marks on her arm", "marks on his arm", "cuts on her wrist", "cuts on his wrist", "scratches herself"),
            *(
                "scratches himself",
                "burns herself",
                "burns himself",
                "bangs his head",
                "bangs her head",
                "hits himself",
            ),
            *(
                "hits herself",
                "punches himself",
                "injures herself",
                "injures himself",
                "harming herself",
                "harming himself",
            ),
        ),
        "swallowed": (
            *(
                "误服",
                "误吞",
                "误食",
                "误喝",
                "误吃",
                "吃错药",
                "吞药",
                "吞了",
                "一瓶药",
                "一整瓶",
                "一整盒",
                "一把药",
                "一大把药",
            ),
            *(
                "吃了很多药",
                "吃了好多药",
                "吃多了药",
                "安眠药",
                "服毒",
                "喝农药",
                "喝了农药",
                "农药",
                "老鼠药",
                "消毒液",
                "洁厕",
            ),
            *(
                "洗洁精",
                "中毒",
                "叫不醒",
                "喊不醒",
                "昏过去",
                "昏迷",
                "不省人事",
                "止不住血",
                "血止不住",
                "流了很多血",
                "大出血",
            ),
            *("overdose", "overdosed", "took pills", "took too many pills", "too many tablets", "a whole bottle of"),
            *(
                "swallowed",
                "drank bleach",
                "bleach",
                "cleaning fluid",
                "detergent",
                "poison",
                "poisoned",
                "unconscious",
            ),
            *("won't wake up", "not wake him", "not wake her", "bleeding badly", "bleeding a lot", "rat poison"),
        ),
        "crisis": (
            *(
                "跳楼",
                "跳河",
                "跳桥",
                "跳下去",
                "跳下来",
                "想跳",
                "楼顶",
                "天台",
                "窗台",
                "上吊",
                "烧炭",
            ),
            *(
                "割喉",
                "拿着刀",
                "拿刀",
                "拿了刀",
                "救命",
                "站阳台",
                "阳台上",
                "坐在窗",
                "站在窗",
                "爬窗",
                "翻窗",
                "翻栏杆",
                "往下跳",
            ),
            *("爬栏杆", "要跳", "桥上", "窗户上", "楼边"),
            *(
                "on the roof",
                "rooftop",
                "on the ledge",
                "on the balcony",
                "window ledge",
                "out of the window",
                "on a bridge",
            ),
            *("jump off", "jumping", "going to jump", "wants to jump", "want to jump", "threatening to jump"),
            *("hang himself", "hang herself", "hang myself", "has a knife", "with a knife", "holding a knife"),
        ),
        "missing": (
            *(
                "失联",
                "失踪",
                "走失",
                "走丢",
                "离家出走",
                "找不到孩子",
                "孩子不见了",
                "学生不见了",
                "联系不上",
                "没回家",
            ),
            *(
                "人不见了",
                "找不着人",
                "联系不到",
                "出走",
                "离校出走",
                "留了纸条",
                "留了张纸条",
                "留下纸条",
                "留了字条",
                "夜不归宿",
            ),
            *("没到家", "没回寝室", "不在寝室", "一晚上没回", "一晚没回", "半夜没回", "跑没影", "跑了找不到"),
            *("没回来", "一夜未归", "跑出去", "跑出家门", "找不到人", "说再见了", "发告别", "永别", "没到校"),
            *(
                "missing child",
                "child missing",
                "missing pupil",
                "missing student",
                "student missing",
                "went missing",
                "child is missing",
                "student is missing",
                "pupil is missing",
            ),
            *("run away from home", "ran away", "runaway", "running away", "not come home", "hasn't come home"),
            *("didn't come home", "never came home", "still not home", "can't find my son", "can't find my daughter"),
            *(
                "can't find my child",
                "can't find him",
                "can't find her",
                "left a note",
                "disappeared",
                "ran off",
                "run off",
            ),
            *("out all night", "left home last night", "gone missing"),
        ),
    },
    "harm": {
        "domestic-violence": (
            *("被打", "挨打", "被围殴", "被堵", "不给就打", "逼我要钱", "围着打", "扇耳光", "beaten up", "beat me up"),
            *("打我", "爸打我", "妈打我", "爸爸打我", "妈妈打我", "家暴", "虐待", "往死里打", "打得很惨"),
            *("踢我", "踢了我", "扇我", "抽我", "揍我", "往死里揍", "拿皮带", "皮带抽", "罚跪", "老打我", "打孩子很凶"),
            *(
                "堵厕所",
                "被堵在",
                "堵我",
                "围着我",
                "逼我跪",
                "老师打",
                "老师踢",
                "老师扇",
                "被父母打",
                "被爸妈打",
                "被我爸打",
            ),
            *(
                "kicks me",
                "kicked me",
                "slaps me",
                "slapped me",
                "punches me",
                "beat me",
                "beaten by",
                "hit me",
                "hits my",
            ),
            *("beats me", "hits me", "beaten at home", "hit by my father", "abused", "child abuse", "beats his child"),
        ),
        "body-safety": (
            *("猥亵", "性侵", "强奸", "强暴", "性骚扰", "被摸", "摸我", "摸了我", "老师摸", "摸下面", "被侵犯", "迷奸"),
            *(
                "老摸",
                "乱摸",
                "摸她",
                "摸女儿",
                "摸学生",
                "碰我下面",
                "碰我",
                "动手动脚",
                "毛手毛脚",
                "强吻",
                "看我洗澡",
                "让我脱",
            ),
            *("脱我衣服", "脱裤子", "亲我", "抱我不放"),
            *("raped", "rape", "molested", "molest", "sexual abuse", "sexually abused", "sexual assault", "groped"),
            *("touched me", "touches me", "touching me", "touched my private", "touched my daughter", "touched my son"),
            *(
                "touching my daughter",
                "touched her",
                "touches her",
                "made me undress",
                "kissed me",
                "groping",
                "abused me",
            ),
        ),
        "net-blackmail": (
            *(
                "拿照片要",
                "拿照片威",
                "用照片威",
                "照片要钱",
                "不给钱就发",
                "要发我照片",
                "发我的照片",
                "把我照片",
                "果聊",
                "换脸",
            ),
            *("裸照", "裸聊", "裸体照片", "私密照", "照片威胁", "视频威胁", "发我照片威胁"),
            *("nudes", "nude photos", "blackmail", "sextortion", "nude pictures", "post my pictures", "post my photos"),
            *("send my pictures", "send my photos", "share my pictures", "share my photos", "leak my pictures"),
            *("leak my photos", "blackmailed", "blackmailing", "my naked", "naked pictures", "naked photos"),
        ),
        "bullying": (*("被威胁", "要杀我", "threatening me", "threatened me"),),
    },
}
CRISIS = "crisis"  # the glossary term of urgent help: its pages lead where no other urgent page answers
