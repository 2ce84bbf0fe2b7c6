"""How Chinese says that something happens to a project."""

from news.statements.language import Event, words
from news.statements.model import Look, Tense

_GAP = "(?P<gap>[^,，;；。()（）]{0,40}?)"
_NOT_AFTER = (
    r"(?!之?后|以来|以后|之前|前|率|仪式|典礼|庆典|庆祝|彩排|演练|演习|的说法|的消息|时|条件|的话"
    r"|日期|期限|目标|在即|[一二三四五六七八九十两\d]+(?:周年|年来|年后|个月|年多))"
)
# So many years after its opening a thing is at work.
_YEARS = r"(?:已|已经)?(?:近|逾|超过?|约)?(?:[一二三四五六七八九十两\d]+(?:周年|年来|年多来?|年间|个月来|个?多月来))"
_OPENS = (
    r"(?:正式)?(?:建成|竣工)?(?:通车|开通|投产|投运|投用"
    r"|启用|开港|通航|开航|投入(?:商业)?(?:运营|运行|使用|生产))(?:运营|试运营)?"
)
# Between "the project" and its verb: when, and how surely.
_WHEN = r"[\s\d年月日号底初上下半末前将计划预定于在已经正式全面顺利有望力争拟今明去本昨天起季度第一二三四可最迟晚]"
_BUILDS = r"(?:建设|施工|修建|兴建|建造)"
# What is said right after the project, or after "the project", is said of it.
_ITS = r"(?:^|(?<=[\ue000，,的])|(?<=项目|工程|铁路|公路))"


def _event(
    pattern: str,
    milestone: str,
    status: str,
    tense: Tense = "open",
    look: Look = "before",
    *,
    vague: bool = True,
    of_plans: bool = False,
) -> Event:
    return Event(words(pattern), milestone, status, tense, look, vague, of_plans=of_plans)


def _ceremonies(what: str, status: str) -> tuple[Event, ...]:
    """What is marked by a ceremony: that it was held, at times with words between, and the ceremony alone."""
    held = rf"{what}(?:仪式|典礼){_GAP}(?:举行|举办)|(?:举行|举办|出席|参加){_GAP}{what}(?:仪式|典礼)"
    return _event(held, "ceremony", status), _event(rf"{what}(?:仪式|典礼)", "ceremony", "")


# A plan as a thing, and not "plans to".
_PLAN = r"(?:计划|方案|设想|规划)"
_OF_PLANS = rf"(?<=[\ue000的设]){_PLAN}(?:已经?|现已)?(?:被|遭)?(?:无限期)?(?<=[已经被遭期])"

EVENTS = (
    # Shelved is not given up: it may be taken from the shelf.
    _event(
        rf"(?:搁置|冻结)(?:了)?{_GAP}(?<=[\ue000的设]){_PLAN}|{_OF_PLANS}(?:搁置|冻结)",
        "",
        "suspended",
        "open",
        "near",
        of_plans=True,
    ),
    _event(
        rf"(?:放弃|取消)(?:了)?{_GAP}(?<=[\ue000的设]){_PLAN}|{_OF_PLANS}(?:取消|放弃)",
        "",
        "cancelled",
        "open",
        "near",
        of_plans=True,
    ),
    # What goes on again is at work, and was not opened then; what is only counted is not all there is.
    _event(
        rf"(?:恢复|重新|重启)(?:正常)?(?:通车|运营|通航|运行|生产|供气|供电|发电|营运|开放|开通|投产){_NOT_AFTER}|复产(?!后)|复航",
        "",
        "operating",
        "open",
        "before",
        vague=False,
    ),
    _event(
        r"(?:建成|完工|竣工|开通|启用|落成|投产|投运|投用)(?:了|并(?:投用|启用))?(?:约|近|逾|超过?)?(?:\d[\d.]*|[一二两三四五六七八九十百]+)(?:个|座|条|台|处|公里|千米|米)(?!长的)",
        "",
        "",
    ),
    # "自2021年12月开通以来", "2021年12月开通后": the day itself is past whatever came of it.
    _event(
        rf"(?:自|从)(?P<gap>[^，,；;。]{{0,30}}?){_OPENS}以来", "opened", "operating", "happened", "near", vague=False
    ),
    _event(rf"{_OPENS}(?={_YEARS}|至今)", "", "operating", "ongoing", "before", vague=False),
    _event(rf"(?<=[年月日底初]){_OPENS}(?:之?后|以后|时)", "opened", "", "either", "near", vague=False),
    _event(r"(?<=[年月日底初])(?:建成|竣工|完工|落成)(?:之?后|以后|时)", "completed", "", "either", "near"),
    _event(
        r"(?<=[年月日底初])(?:正式)?(?:开工|动工|破土)(?:建设)?(?:之?后|以后|时)",
        "construction_start",
        "",
        "either",
        "near",
    ),
    _event(
        r"(?:自|从)(?P<gap>[^，,；;。]{0,30}?)(?:正式)?(?:开工|动工|开建)(?:建设)?以来",
        "construction_start",
        "under_construction",
        "happened",
        "near",
    ),
    # So many years after its start, its first unit or its main building is not yet all of it.
    _event(rf"(?:开工|动工|奠基|破土|建成|落成|竣工)(?:建设)?(?={_YEARS})", "", ""),
    _event(
        r"(?:主体|土建|基础|站房|桥梁|路基|隧道|外部)(?:工程|结构|建筑|施工)?(?:已经?|现已|基本|全部|全面|提前|顺利|[于在][^\s，。；于在]{1,10}?){0,4}(?:完工|竣工|建成|落成|完成)",
        "",
        "",
    ),
    _event(
        rf"(?:首台|第一台)(?:\d号|套)?机组(?:成功|正式|顺利|实现)*(?:并网发电|并网|投产发电|投产|投运|发电){_NOT_AFTER}",
        "opened",
        "",
        "open",
        "near",
        vague=False,
    ),
    _event(
        r"(?:即将|接近|临近|将近)(?:全面|全部|全线)?(?:完工|竣工|建成)(?:通车|投产|投运|投用|开通|启用|运营)?(?!的)",
        "",
        "under_construction",
        "ongoing",
        "before",
    ),
    _event(
        rf"启动(?:了)?\ue000+(?:项目|工程)?(?:的)?{_BUILDS}(?:工作|工程)?(?=[，,。；]|$)",
        "construction_start",
        "under_construction",
    ),
    _event(r"(?:进入|转入|启动|开始|开展)(?:了)?(?:试运行|试运营|试营运|试生产|联调联试)(?:阶段|期)?", "test_run", ""),
    _event(r"(?:运营|运行|营运)始于", "opened", "operating", vague=False),
    _event(r"剪彩(?!通车|开通|启用|投产)", "ceremony", ""),
    # "The project" opens where nothing else of that word is named.
    _event(
        rf"(?:(?<=[，,、。该此一])|^)(?P<gap>项目|工程){_WHEN}{{0,20}}?{_OPENS}{_NOT_AFTER}",
        "opened",
        "operating",
        "open",
        "near",
    ),
    # The day that is set for it.
    _event(
        r"(?:通车|开通|投产|投运|运营|启用|通航|商业运行)(?:的)?(?:时间|日期|期限|目标)", "opened", "", "either", "near"
    ),
    _event(r"(?:完工|竣工|建成|交付)(?:的)?(?:时间|日期|期限|目标)", "completed", "", "either", "near"),
    _event(r"(?:开工|动工)(?:的)?(?:时间|日期|期限|目标)", "construction_start", "", "either", "near"),
    _event(
        r"(?:正(?:在)?|仍在?|处于|尚在)(?:积极|加紧|抓紧|着手|进行)?(?:的)?(?:筹建|筹备建设|筹划建设|前期(?:准备|筹备)?工作)|(?:正?在|处于|进入)(?:前期|筹备|筹建|设计|规划)(?:准备|筹备|工作|设计)?阶段|可行性研究(?:工作)?(?:正在|仍在)(?:进行|开展)|正在?(?:进行|开展)可行性研究|(?:筹建|筹备|前期)(?:准备)?工作(?:已经?|现已|正在?)(?:全面)?(?:启动|展开|开展|推进|进行)",
        "",
        "preparation",
        "ongoing",
        "near",
        vague=True,
    ),
    _event(
        r"(?:拟议|规划|计划|酝酿|筹划|构想|设想)中的(?=\ue000)|提议(?:修建|建设|兴建|新建)|提出(?:修建|建设|兴建|新建)",
        "",
        "proposed",
        "ongoing",
        "after",
    ),
    _event(
        r"(?:正(?:在)?|在)(?:进行)?(?:国际|公开)?招标|招标(?:工作)?(?:正在|已)(?:进行|启动|展开)|(?:启动|进入)(?:国际|公开)?招标(?:程序|阶段|工作)?",
        "",
        "procurement",
        "ongoing",
        "near",
    ),
    _event(
        rf"(?:正由|目前由|现由)[^，,。；]{{1,24}}?(?:承建|{_BUILDS}|施工|翻修|翻新)|{_BUILDS}(?:工作|工程)?(?:正|正在|仍在)?(?:如火如荼|热火朝天|紧锣密鼓)|(?:如火如荼|热火朝天|紧锣密鼓)地?{_BUILDS}",
        "",
        "under_construction",
        "ongoing",
        "near",
    ),
    _event(
        rf"(?:正在?|仍在?|已在)(?:紧张|紧张有序|稳步|加紧|全面|有序|抓紧|顺利|如期|加快|积极|全力|持续)(?:地|有序)?(?:推进)?(?:地)?{_BUILDS}(?=\ue000|中|[，,。；、）]|$)|{_ITS}(?:建设|施工)(?:工作|工程)?(?:仍在|还在|正在)(?:继续|进行|推进)|{_ITS}(?:建设|施工)(?:工作)?(?:正|正在|仍在)(?:紧张|稳步|加紧|全面|有序|抓紧|顺利|如期|加快|积极|全力|持续)(?:地|有序)?(?:进行|推进|展开)|已在{_BUILDS}|{_BUILDS}(?:已)?(?:进入|转入)(?:高峰|收尾|冲刺|攻坚|关键)(?:阶段|期)?|(?:项目|工程)(?:已|目前)?(?:进入|转入)(?:施工高峰|收尾|冲刺|攻坚|建设|施工|全面施工|全面建设)(?:阶段|期)?|(?:尚在|还在|仍处于|处于|处在){_BUILDS}(?!前)",
        "",
        "under_construction",
        "ongoing",
        "near",
    ),
    # Its share tells that the rest is being built, where it is all of the work that is counted.
    _event(
        r"(?<![量额资务标绩轨])(?:已)?(?:完成|完工)(?:了)?(?:约|近|超过?|逾|过)?(?:\d\d?(?:\.\d+)?[%％]|百分之[一二三四五六七八九十]{1,3})(?:的)?(?:总?工程量|工程|施工|建设)(?=[，,。；、]|$)|完成(?:了)?(?:总)?工程量的|(?:完工率|工程进度|施工进度)(?:已)?(?:达|为|约|超)",
        "",
        "under_construction",
        "ongoing",
        "before",
    ),
    _event(
        r"(?:工程|项目|建设|施工|\ue000|(?<=[，,])(?:目前|已)|^(?:目前|已))(?:目前|现已|已经?)?(?:完成|完工)(?:了)?(?:约|近|超过?|逾|过)?(?:\d\d?(?:\.\d+)?[%％]|百分之[一二三四五六七八九十]{1,3}|[一二三四五六七八九]成|一半)(?:以上|多)?(?=[，,。；、]|$)",
        "",
        "under_construction",
        "ongoing",
        "before",
    ),
    _event(
        rf"(?:处于|处在|进入)(?:了)?(?:紧张|全面|大规模|最后|实质性)?的?{_BUILDS}(?:高峰|攻坚|冲刺)?(?:阶段|期|之中|当中)",
        "",
        "under_construction",
        "ongoing",
        "near",
    ),
    _event(
        r"(?<!承包商)(?<!曾)(?<!曾经)(?:宣布|决定|已经?|正式)取消(?:了)?(?=\ue000+(?:项目|工程|建设|计划)?(?:[，,。；）]|$))",
        "",
        "cancelled",
        "open",
        "near",
    ),
    _event(
        rf"(?:进入|实现|转入|投入|开始|正式)(?:全面)?(?:商业(?:化)?(?:运营|运行|投产|运作)|商运)(?:阶段|期)?{_NOT_AFTER}",
        "opened",
        "operating",
        "open",
        "near",
        vague=False,
    ),
    _event(
        r"(?:(?<=\ue000)|(?<=项目|工程|建设|施工))(?:目前|长期|仍|现)?(?:陷入|处于|陷于|一直)(?:停滞|停顿|停摆|停工)|(?:叫停|搁置)(?:了)?(?=\ue000+(?:项目|工程|建设|计划)?(?:[，,。；）]|$))|无限期(?:推迟|搁置|暂停|停工)",
        "",
        "suspended",
        "open",
        "near",
    ),
    _event(
        rf"(?:全容量|全部|全面|全部机组)并网(?:发电|投产)?{_NOT_AFTER}",
        "opened",
        "operating",
        vague=False,
    ),
    # The grid is reached before anything is in regular operation: a date, no status.
    _event(rf"并网(?:发电|投产)?{_NOT_AFTER}", "opened", ""),
    _event(
        r"(?<!档案)(?<!资料)移交(?:业主|使用)|(?:(?<=[\ue000日月，,])|(?<=项目|工程))(?:已)?(?:正式|顺利|整体)移交|交付(?:使用|业主)",
        "completed",
        "completed",
    ),
    _event(r"打下(?:了)?第一(?:根)?桩|浇筑(?:了)?第一(?:方|罐)混凝土", "construction_start", "under_construction"),
    _event(r"完成(?:全部|全线)铺轨", "track_laid", ""),
    _event(r"起(?:正式)?(?:运营|运行|通车|营运)", "opened", "operating", vague=False),
    _event(rf"(?:建设|施工|修建)(?:工作)?{_GAP}启动(?!仪式|典礼|资金)", "construction_start", "under_construction"),
    # What has gone on since a date began on it.
    _event(r"(?:始建|兴建)于|(?:建设|施工|修建)(?:工作|工程)?始于", "construction_start", "", "open", "before"),
    _event(r"起(?:试运行|试运营)", "test_run", ""),
    _event(
        rf"签(?:了|下|订|定|署)?(?:了)?{_GAP}(?:协议|协定|合同|备忘录|议定书|文件|条约|合约|约书)|签(?:了|下)(?:了)?字",
        "agreement_signed",
        "",
        "open",
        "near",
    ),
    _event(
        r"(?:把|将)[^，。；]{0,40}(?:经营权|特许权|使用权)[^，。；]{0,12}(?:交给|授予|移交)|(?:\ue000)[^，。；]{0,10}(?:经营权|特许权|使用权)(?:被)?(?:交给|授予)",
        "agreement_signed",
        "",
        "open",
        "near",
    ),
    _event(r"成立|收购|租给|租赁|当选|访问|中标|创办", "", ""),
    # A share that is done says that the rest is being built.
    _event(
        r"(?:总体|整体|工程|施工|形象|建设|项目)(?:形象)?进度(?:已)?(?:达|完成|过半|超)|(?:工程|项目|建设)(?:已|已经)?(?:过半|完成过半|完成(?:了)?(?:约|近|超|逾)?\d\d?(?:\.\d+)?[%％])",
        "",
        "under_construction",
        "ongoing",
    ),
    _event(r"(?:完成|建成|完工)(?:了)?(?:总工程量的|总量的)?(?:约)?\d+(?:\.\d+)?[%％]|进度(?:达|过半)", "", ""),
    _event(r"(?:拟建|(?:计划|拟|打算|有意)(?:新建|修建|建设|兴建|建造))(?!成)", "", "proposed", "ongoing", "after"),
    _event(r"(?:启动|开始|公开|发布|已)(?:了)?(?:国际)?招标(?:公告)?", "", "procurement", "happened", "near"),
    _event(
        r"(?:试运行|试运营|试营运|试通车|测试运行|试运转|试跑|试开行|试通航|试车|联调联试|热滑试验|试生产)(?!后|之后|期间|阶段)",
        "test_run",
        "",
    ),
    _event(
        r"(?:铺轨(?P<gap>[^，,。；;%％]{0,14}?)(?:完成(?!了?[\d近约百])|完毕|贯通|结束)|完成铺轨|全线铺通|轨道铺设(?:全部)?完成)",
        "track_laid",
        "",
    ),
    *_ceremonies(r"(?:正式)?(?:开工|奠基|动工|破土动工|破土|动土|开建)", "under_construction"),
    *_ceremonies(r"(?:正式)?(?:全线)?(?:竣工通车|通车|开通|投产|投运|开港|通航|启用|建成通车)", "operating"),
    *_ceremonies(r"(?:竣工|完工|落成)", "completed"),
    *_ceremonies(r"启动", ""),
    _event(r"奠基(?!石|人|者|工程)", "ceremony", "under_construction"),
    _event(r"签(?:约|署|字)仪式", "agreement_signed", "", "open", "near"),
    _event(r"复工|恢复(?:建设|施工)|重新开工", "", "under_construction"),
    _event(
        rf"停工|停建|(?:暂停|中止|冻结){_GAP}(?:建设|施工|工程|项目)|(?:项目|工程|建设|施工){_GAP}(?:暂停(?!令)|中止|被搁置|被叫停|搁置|停滞)|(?:被|遭到?)(?:搁置|叫停)|(?:命令|下令|宣布|决定){_GAP}(?:搁置|叫停|暂停|停建|冻结)",
        "",
        "suspended",
        "open",
        "near",
    ),
    _event(
        rf"(?:取消|终止){_GAP}(?:项目|工程|建设|计划)|(?:项目|工程|计划){_GAP}(?:被取消|取消|终止)|(?:被|遭到?)取消|决定不再建设|不再修建",
        "",
        "cancelled",
        "open",
        "near",
    ),
    _event(r"封存", "", "mothballed"),
    _event(r"(?:已|被)拆除|退役(?!军|准将|少将|中将|上将|上校|将领|士兵|军人|人员|老兵)", "", "decommissioned"),
    _event(r"融资关闭|贷款协议[^,，。]{0,14}?生效|实现融资交割", "financing_closed", "", "open", "near"),
    _event(
        r"正在(?:紧张)?(?:建设|施工|修建)|在建(?!成)|(?:建设|施工)中(?!心|国|亚)|仍在(?:建设|施工)",
        "",
        "under_construction",
        "ongoing",
        "near",
    ),
    _event(
        rf"(?:破土动工|破土|动土|打桩|开工|动工|开建|启动建设|开始(?:建设|施工|修建|兴建|动工)){_NOT_AFTER}",
        "construction_start",
        "under_construction",
        "open",
        "near",
    ),
    _event(
        rf"(?:建成(?:通车|投产|投用|投运|运营|启用)|竣工投产|正式运营|投入(?:商业)?(?:运营|运行|使用|生产|营运)|正式启用|通车(?:运营)?|开通(?:运营)?|投运|投用|投产|启用(?!了?(?:电子|新标准|新的|全新|统一|新版|新系统|系统|新规))|开港|开航|通航|开闸|开馆|(?<=[\ue000区])开园|载客|营运|开始(?:供货|供气|供电|送气|输气|输油|发电|送电|运营|营运|运行|生产|载客|运货|出货|产油|产气)|(?:输气|输油|供气|运作|运营|发电)(?:已|正式)?开始|启动运营|(?:正式|成功|顺利)(?:送电|供电|供水|通水|通气|供气)|(?:往|向){_GAP}(?:送气|供气|输油)|落成启用){_NOT_AFTER}",
        "opened",
        "operating",
        "open",
        "near",
        vague=False,
    ),
    _event(
        r"(?:已|目前|现已)(?:经)?(?:在)?(?:安全|平稳|稳定|顺利|正常|累计|持续|连续|成功)*(?:运营|运行)(?!商|的|费)|(?:正常|平稳|稳定|满负荷|全面)(?:地)?(?:运营|运转|运行)(?!商|的|费|条件|后)|运营(?=至今)",
        "opened",
        "operating",
        "ongoing",
        "before",
        vague=False,
    ),
    _event(
        rf"(?:全面|主体)?(?:竣工|完工|建成|落成|(?<=\ue000)(?:项目|工程|全线|终于|已经?)?(?:修通|修成|修好|修完|建好|建完)|完成建设|建设完成|完成修建|修建完成){_NOT_AFTER}",
        "completed",
        "completed",
        "open",
        "near",
        vague=True,
    ),
    _event(r"签署(?!了?[^，。]{0,8}(?:法令|命令|法案|令))|签订|签约", "agreement_signed", "", "open", "near"),
)
