"""How Chinese says that something happened to a project, is meant to happen, or costs money."""

from news.statements.language import Event, Language, Stage, words
from news.statements.model import Look, Tense
from news.statements.words.dates_zh import DATES

_HEADS = (
    "铁路|公路|高速|线路|专线|管道|管线|港口|无水港|陆港|码头|机场|电站|电厂|热电厂|水电站|风电场|光伏|风电项目|炼油厂|炼厂|冶炼厂|工厂|水泥厂|钢厂|大桥|大坝|轻轨|地铁|园区|合作区|保税区|物流中心"
    "|物流园|枢纽|口岸|通道|运河|矿山|铜矿|干线|支线|环线|一期|首期|该线|[A-Z]线|主线|该港|港区"
)
_GAP = "(?P<gap>[^,，;；。()（）]{0,40}?)"
_NOT_AFTER = (
    r"(?!之?后|以来|以后|之前|前|率|仪式|典礼|时|条件|的话|[一二三四五六七八九十两\d]+(?:周年|年来|年后|个月|年多))"
)


def _event(
    pattern: str, milestone: str, status: str, tense: Tense = "open", look: Look = "before", *, vague: bool = True
) -> Event:
    return Event(words(pattern), milestone, status, tense, look, vague)


EVENTS = (
    _event(r"成立|收购|租给|租赁|当选|访问|中标|创办", "", ""),
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
        rf"停工|停建|(?:暂停|中止|冻结){_GAP}(?:建设|施工|工程|项目)|(?:项目|工程|建设|施工){_GAP}(?:暂停|中止|被搁置|被叫停|搁置|停滞)|被(?:搁置|叫停)",
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
    _event(r"(?:已|被)拆除|退役", "", "decommissioned"),
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
        rf"(?:破土动工|开工建设|开工|动工|开建|启动建设|开始(?:建设|施工|修建|兴建|动工)){_NOT_AFTER}",
        "construction_start",
        "under_construction",
        "open",
        "near",
    ),
    _event(
        rf"(?:建成(?:通车|投产|投用|投运|运营|启用)|竣工投产|正式运营|开始运营|投入(?:商业)?(?:运营|运行|使用|生产|营运)|正式(?:投产|投运|启用|通车|开通|开港)|通车(?:运营)?|开通(?:运营)?|投运|投产|启用|开港|开航|落成启用){_NOT_AFTER}",
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
)

CHINESE = Language(
    code="zh",
    head_last=True,
    leaning=words(r"(?!)"),
    chain=words(r""),
    governor=words(r"(?!)"),
    compound=words(r""),
    locative=words(r"在\ue000"),
    several=words(r"[两二三四五六七八九十\d]+(?:个|大|项|条)(?:项目|工程|港口|铁路|公路)|总计|合计|等项目"),
    breaks=words(r"[；;]|[，,](?=但|而|不过|然而|同时)"),
    events=EVENTS,
    planned=words(
        r"将|拟|计划|预计|有望|力争|预期|即将|争取|目标|准备|打算|可望|确保|规划|待|筹备|年内|要(?=在|于)|定于|应于|承诺|届时"
    ),
    undone=words(r"原(?:计划|定|拟|本|预计)|本(?:应|计划)|曾(?:计划|拟|预计|希望)|推迟|延期|曾经计划"),
    doubt=words(
        r"可能|或将|或许|如果|若|倘若|一旦|据传|传闻|传言|也许|是否|建议|希望|考虑|讨论|商讨|呼吁|要求|假如|除非|传出|有人称|取决于|周年|谣"
    ),
    denial=words(r"未(?!来)|没有|没能|不会|并非|否认|不再(?!建设|修建)|暂不|无法|不能|不是|并没|不存在|从未|失实"),
    heads=words(_HEADS),
    vague=words(r"项目|工程|建设|施工"),
    parts=words(
        r"隧道|(?:火)?车站|特大桥|路段|段|标段|区间|泊位|立交|高架|二期|三期|第二阶段|机组|风机|变电站|车辆段|车场|二线|支洞|桥梁|连接线|站"
    ),
    others=words(
        r"谈判|研究|勘察|勘测|设计|前期|招标|展览|博览会|论坛|峰会|会议|办事处|学校|访问|调查|公司|基金|班列|列车|航线|航班|轮渡|培训|课程|售票|银行|商店|酒店|博物馆|绿色通道|(?<!客运)(?<!货运)服务|活动|系统|应用|审计|股权|股份|维修|检修|改造|扩建|扩能|平台|直播|专列|实验室|中心学校|工作坊|孔子学院|征地|审批|可行性|沿线|附近|周边"
    ),
    strangers=words(
        r"(?:[是与和及接经跟同、即为“《]|以及)[一-鿿]{2,3}(?:铁路|高铁|公路|高速|大桥|港口?|管道|电站|电厂|水电站)(?!段)"
    ),
    pronouns=words(
        r"^[“「]?(?:该|此|这|其|项目|工程|全线|线路|建成|开通|目前|预计|计划|总投资|造价|一期|建设|它|预期|于|去年|今年|明年|(?:19|20)\d\d年|\d)"
    ),
    elsewhere=words(
        r"另(?:外|一|有|据)|其他|其它|同样|类似|此外|邻近|也(?:将|已|计划|在)|与此同时|分别|不同于|多个|几个|两个项目|老"
    ),
    trial=words(r"试|测试|部分"),
    ceremonial=words(r"举行|举办|出席"),
    dates=DATES,
    stages=(
        Stage(words(r"贷款|信贷|借款"), "commitment"),
        Stage(words(r"(?:已)?(?:拨付|到位|发放|支付)(?!利息)|已完成投资|累计完成投资"), "disbursement"),
        Stage(
            words(r"(?:将|拟|计划|承诺|打算|愿意?)(?:再|共同|向[^,，。]{0,16})?(?:投资|出资|投入|提供)|承诺"),
            "pledge",
        ),
        Stage(words(r"寻求|募集|筹集|申请|需要筹措|拟融资|请求"), "target"),
        Stage(words(r"造价|耗资|总投资|投资(?:额|总额|约|达)?|总额|成本|工程费用|斥资"), "cost_estimate"),
    ),
    not_costs=words(
        r"(?<!累计)(?<!已)完成投资|票价|车票|贿|回扣|罚款|债务|负债|欠|偿还|还款|归还|节省|节约|收入|利润|盈利|亏损|营业额|贸易额|进出口|出口|进口|货值|每年|年均|每吨|每公里|通行费|收费|工资|赔偿|损失|股权|股份|租金|租赁|税|补贴|GDP|重组|超支|追加|额外|[两二三四五六七八九十\d]个项目|项目(?:总计|合计)|诉讼|担保|利息|货物|商品"
        r"|走私|出售|购买|收购|保险|贪污|挪用|捐赠|罚金|产值|交易额"
    ),
    intended=words(r"将|拟|计划|承诺|打算|愿|有意|预计|商谈|洽谈"),
    tenseless=True,
)
