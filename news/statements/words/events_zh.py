"""How Chinese says that something happens to a project."""

from news.statements.language import Event, words
from news.statements.model import Look, Tense

_GAP = "(?P<gap>[^,，;；。()（）]{0,40}?)"
_NOT_AFTER = (
    r"(?!之?后|以来|以后|之前|前|率|仪式|典礼|时|条件|的话|[一二三四五六七八九十两\d]+(?:周年|年来|年后|个月|年多))"
)


def _event(
    pattern: str, milestone: str, status: str, tense: Tense = "open", look: Look = "before", *, vague: bool = True
) -> Event:
    return Event(words(pattern), milestone, status, tense, look, vague)


EVENTS = (
    _event(
        rf"(?:全容量|全部|全面|全部机组)并网(?:发电|投产)?{_NOT_AFTER}|首[趟列艘班][^,，。；]{{0,14}}?(?:抵达|驶离|开行|发车|靠泊)",
        "opened",
        "operating",
        vague=False,
    ),
    # The grid is reached before anything is in regular operation: a date, no status.
    _event(rf"并网(?:发电|投产)?{_NOT_AFTER}", "opened", ""),
    _event(r"移交(?:业主|使用)|交付(?:使用|业主)", "completed", "completed"),
    _event(r"打下(?:了)?第一(?:根)?桩|浇筑(?:了)?第一(?:方|罐)混凝土", "construction_start", "under_construction"),
    _event(r"完成(?:全部|全线)铺轨", "track_laid", ""),
    _event(r"起(?:正式)?(?:运营|运行|通车|营运)", "opened", "operating", vague=False),
    _event(rf"(?:建设|施工|修建)(?:工作)?{_GAP}启动(?!仪式|典礼|资金)", "construction_start", "under_construction"),
    # What has gone on since a date began on it.
    _event(r"(?:始建|兴建)于", "construction_start", "", "open", "before"),
    _event(r"(?:开始|起)(?:试运行|试运营)", "test_run", ""),
    _event(
        rf"签(?:了|下|订|定|署)?(?:了)?{_GAP}(?:协议|协定|合同|备忘录|议定书|文件|条约|合约|约书)|签(?:了|下)(?:了)?字",
        "agreement_signed",
        "",
        "open",
        "near",
    ),
    _event(
        r"(?:把|将)[^，。；]{0,40}(?:经营权|特许权|使用权)[^，。；]{0,12}(?:交给|授予|移交)",
        "agreement_signed",
        "",
        "open",
        "near",
    ),
    _event(rf"签了{_GAP}(?:协议|协定|合同|备忘录)", "agreement_signed", "", "open", "near"),
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
    _event(r"(?:试运行|试运营|试通车|试车|联调联试|热滑试验|试生产)(?!后|之后|期间|阶段)", "test_run", ""),
    _event(
        r"(?:铺轨(?:全部)?(?:完成|完毕|贯通)|完成铺轨|全线铺通|铺轨工程完成|轨道铺设(?:全部)?完成)", "track_laid", ""
    ),
    _event(
        rf"(?:开工|奠基|竣工|通车|启动|落成|投产|开通)(?:仪式|典礼){_GAP}(?:举行|举办)|(?:举行|举办|出席){_GAP}(?:开工|奠基|竣工|通车|启动|落成|投产|开通)(?:仪式|典礼)|奠基(?!石)",
        "ceremony",
        "",
    ),
    _event(r"(?:开工|奠基|竣工|通车|启动|落成|投产|开通)(?:仪式|典礼)", "ceremony", ""),
    _event(r"复工|恢复(?:建设|施工)|重新开工", "", "under_construction"),
    _event(
        rf"停工|停建|(?:暂停|中止|冻结){_GAP}(?:建设|施工|工程|项目)|(?:项目|工程|建设|施工){_GAP}(?:暂停(?!令)|中止|被搁置|被叫停|搁置|停滞)|被(?:搁置|叫停)|(?:命令|下令|宣布|决定){_GAP}(?:搁置|叫停|暂停|停建|冻结)",
        "",
        "suspended",
        "open",
        "near",
    ),
    _event(
        rf"(?:取消|放弃|终止){_GAP}(?:项目|工程|建设|计划)|(?:项目|工程|计划){_GAP}(?:被取消|取消|终止)|被取消|决定不再建设|不再修建",
        "",
        "cancelled",
        "open",
        "near",
    ),
    _event(r"封存", "", "mothballed"),
    _event(r"(?:已|被)拆除|退役(?!军|准将|少将|中将|上将|上校|将领|士兵|军人|人员|老兵)", "", "decommissioned"),
    _event(r"融资关闭|贷款协议[^,，。]{0,14}?生效|实现融资交割", "financing_closed", "", "open", "near"),
    _event(
        rf"签署(?:了)?{_GAP}(?:协议|协定|合同|备忘录)|签订(?:了)?{_GAP}(?:协议|合同|协定)|(?:协议|协定|合同|备忘录){_GAP}签署|签约{_NOT_AFTER}",
        "agreement_signed",
        "",
        "open",
        "near",
    ),
    _event(
        r"正在(?:紧张)?(?:建设|施工|修建)|在建(?!成)|(?:建设|施工)(?:正在|仍在)(?:进行|推进)|(?:建设|施工)中(?!心|国|亚)|仍在(?:建设|施工)",
        "",
        "under_construction",
        "ongoing",
        "near",
    ),
    _event(
        rf"(?:破土动工|破土|动土|打桩|开始打桩|正式开建|全面开工|开工建设|开工|动工|开建|启动建设|开始(?:建设|施工|修建|兴建|动工)){_NOT_AFTER}",
        "construction_start",
        "under_construction",
        "open",
        "near",
    ),
    _event(
        rf"(?:建成(?:通车|投产|投用|投运|运营|启用)|竣工投产|正式运营|开始运营|投入(?:商业)?(?:运营|运行|使用|生产|营运)|正式(?:投产|投运|启用|通车|开通|开港)|通车(?:运营)?|开通(?:运营)?|投运|投用|投产|启用(?!了?(?:电子|新标准|新的|全新|统一|新版|新系统|系统|新规))|开港|开航|通航|开闸|开馆|开门迎客|载客|营运|开始(?:供货|供气|供电|送气|输气|输油|发电|送电|运营|营运|运行|生产|载客|运货|出货|产油|产气)|(?:输气|输油|供气|运作|运营|发电)(?:已|正式)?开始|(?:往|向){_GAP}(?:送气|供气|输油)|落成启用){_NOT_AFTER}",
        "opened",
        "operating",
        "open",
        "near",
        vague=False,
    ),
    _event(
        r"(?:已|目前|现已)(?:经)?(?:在)?(?:运营|运行)(?!商|的|费)|运营(?=至今)",
        "opened",
        "operating",
        "ongoing",
        "before",
        vague=False,
    ),
    _event(rf"(?:全面|主体)?(?:竣工|完工|建成|落成){_NOT_AFTER}", "completed", "completed", "open", "near", vague=True),
    _event(r"签署(?!了?[^，。]{0,8}(?:法令|命令|法案|令))|签订|签约", "agreement_signed", "", "open", "near"),
)
