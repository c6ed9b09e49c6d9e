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

# Who asks, by words of the query in each language.
VOICES: dict[str, dict[str, tuple[str, ...]]] = {
    "zh": {
        "family": (
            *("孩子", "小孩", "儿子", "女儿", "娃", "闺女", "孙子", "孙女", "外孙", "我家", "宝宝", "宝贝"),
            *("他爸", "他妈", "她爸", "她妈", "老公", "老婆", "婆婆", "当妈", "当爸", "姑娘", "熊孩子", "大宝", "老大"),
        ),
        "teacher": (
            *("学生", "班里", "班上", "全班", "班主任", "家访", "同事", "导师", "当老师", "老师自己", "课堂"),
            *("带班", "晚自习", "教室里", "科任", "家长群", "家长说", "家长不", "批作业", "值班", "有个学生", "学生们"),
        ),
        "school": ("学校要", "全校", "校长", "督导", "验收", "迎检", "达标", "制度", "预案", "模板", "上级", "教育局"),
        "class": ("教案", "心理课", "班会", "第一课", "上课用"),
        "lecture": ("讲座", "讲稿", "家长会", "家长学校", "家长课堂"),
        "unit": ("培训", "学习单元", "单元"),
        "pupil": (
            *("同桌", "同学", "舍友", "室友", "班里没人", "我妈", "我爸", "爸妈", "我们班", "男生", "女生", "朋友"),
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
            ),
            "我朋友",
        ),
    },
    "en": {
        "family": (
            *("my child", "my son", "my daughter", "my kid", "my teenager", "my teen", "my grandson", "our child"),
            *("my children", "my kids", "mom", "mum", "dad", "my boy", "my girl", "my husband", "my wife", "our son"),
            *("our daughter", "granddaughter", "as a parent", "as a mother"),
        ),
        "teacher": (
            *("student", "students", "pupil", "pupils", "my class", "homeroom", "teacher", "in my class"),
            "parents say",
        ),
        "school": ("principal", "inspector", "inspection", "template", "policy"),
        "class": ("lesson", "lesson plan", "class meeting"),
        "lecture": ("lecture", "talk for parents"),
        "unit": ("training", "unit"),
        "pupil": (*("my friend", "my friends", "classmate", "classmates", "my parents", "roommate", "kids at school"),),
    },
}
# For whom a page is, or its kind -> what its score is multiplied by where such a voice asks (thousandths).
SUITS: dict[str, dict[str, int]] = {
    "family": {"families": 1300},
    "teacher": {"teachers": 1300},
    "school": {"school": 1300},
    "class": {"lesson": 1800, "theme-meeting": 1800, "library": 1500},
    "lecture": {"lecture": 2000},
    "unit": {"unit": 1600, "course": 1600},
    "pupil": {"lesson": 1600, "theme-meeting": 1600},
}

GRADES = ("g1", "g2", "g3", "g4", "g5", "g6", "g7", "g8", "g9", "g10", "g11", "g12", "v1", "v2", "v3")

# Which classes the query is about: grades, and the words for them. The longest word wins, and a wider one beside a
# narrower one says nothing more. Words for no grade only take their characters away from the others (提高一下).
TAUGHT: dict[str, dict[str, tuple[str, ...]]] = {
    "zh": {
        "g1": ("一年级", "1年级", "小一"),
        "g2": ("二年级", "2年级", "小二"),
        "g3": ("三年级", "3年级", "小三"),
        "g4": ("四年级", "4年级", "小四"),
        "g5": ("五年级", "5年级", "小五"),
        "g6": ("六年级", "6年级", "小六"),
        "g7": ("七年级", "7年级", "初一"),
        "g8": ("八年级", "8年级", "初二"),
        "g9": ("九年级", "9年级", "初三"),
        "g10": ("高一", "高中一年级"),
        "g11": ("高二", "高中二年级"),
        "g12": ("高三", "高中三年级"),
        "v1": ("中职一年级", "职高一年级", "职高一", "中职一"),
        "v2": ("中职二年级", "职高二年级", "职高二", "中职二"),
        "v3": ("中职三年级", "职高三年级", "职高三", "中职三"),
        "g1 g2": ("低年级", "小学低段", "一二年级"),
        "g3 g4": ("中年级", "小学中段", "三四年级"),
        "g5 g6": ("高年级", "小学高段", "五六年级"),
        "g1 g2 g3 g4 g5 g6": ("小学",),
        "g7 g8 g9": ("初中",),
        "g10 g11 g12": ("高中",),
        "g7 g8 g9 g10 g11 g12": ("中学",),
        "v1 v2 v3": ("中职", "职高", "中专", "技校", "职校", "职业学校"),
        "": ("提高一", "高一点", "高一些", "高一头", "大年初一", "正月初一"),
    },
    "en": {
        "g1": ("grade 1", "first grade", "grade one", "year 1"),
        "g2": ("grade 2", "second grade", "grade two", "year 2"),
        "g3": ("grade 3", "third grade", "grade three", "year 3"),
        "g4": ("grade 4", "fourth grade", "grade four", "year 4"),
        "g5": ("grade 5", "fifth grade", "grade five", "year 5"),
        "g6": ("grade 6", "sixth grade", "grade six", "year 6"),
        "g7": ("grade 7", "seventh grade", "grade seven", "year 7"),
        "g8": ("grade 8", "eighth grade", "grade eight", "year 8"),
        "g9": ("grade 9", "ninth grade", "grade nine", "year 9"),
        "g10": ("grade 10", "tenth grade", "grade ten", "year 10"),
        "g11": ("grade 11", "eleventh grade", "grade eleven", "year 11"),
        "g12": ("grade 12", "twelfth grade", "grade twelve", "year 12"),
        "g1 g2": ("lower primary",),
        "g3 g4": ("middle primary",),
        "g5 g6": ("upper primary",),
        "g1 g2 g3 g4 g5 g6": ("primary", "elementary"),
        "g7 g8 g9": ("junior secondary", "middle school", "junior high", "lower secondary"),
        "g10 g11 g12": ("senior secondary", "senior high", "upper secondary"),
        "g7 g8 g9 g10 g11 g12": ("secondary school", "high school"),
        "v1 v2 v3": ("vocational",),
    },
}
