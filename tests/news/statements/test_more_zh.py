"""More of what any Chinese paper says of a project, and the wordings beside each that say nothing of the kind."""

import pytest

from tests.news.statements import reading


def values(text: str, title: str = "") -> set[str]:
    return reading.values(reading.read(text, "zh", "青榆铁路", title=title, published="2025-06-20"))


@pytest.mark.parametrize(
    "text",
    [
        "青榆铁路正在稳步推进建设。",
        "青榆铁路建设如火如荼。",
        "青榆铁路正由中国企业承建。",
        "青榆铁路项目已进入收尾阶段。",
        "青榆铁路正处于紧张施工阶段。",
        "青榆铁路的建设工作仍在继续。",
        "青榆铁路即将完工。",
        "青榆铁路工程已完成六成。",
        "青榆铁路已完成65%的工程量。",
        "青榆铁路开工典礼在青州隆重举行。",
        "两国启动青榆铁路建设。",
    ],
)
def test_what_is_being_built(text):
    assert "under_construction" in values(text)


@pytest.mark.parametrize(
    "text",
    [
        "青榆铁路施工不再如火如荼。",
        "青榆铁路尚未进入收尾阶段。",
        "青榆铁路并非即将完工。",
        "青榆铁路隧道即将完工。",
        "如果资金到位，青榆铁路即将完工。",
        "青榆铁路征地已完成90%。",
        "青榆铁路环境评估已完成80%。",
        "青榆铁路车票已完成80%。",
        "青榆铁路开工典礼将在青州举行。",
        "两国拟启动青榆铁路建设。",
        "两国启动青榆铁路建设可行性研究。",
        "据传青榆铁路建设如火如荼。",
        "青榆铁路开工建设一周年。",
    ],
)
def test_what_is_not_said_to_be_built(text):
    assert values(text) == set()


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("青榆铁路正在筹建。", "preparation"),
        ("青榆铁路正处于设计阶段。", "preparation"),
        ("青榆铁路的可行性研究正在进行。", "preparation"),
        ("规划中的青榆铁路全长200公里。", "proposed"),
        ("青榆铁路正在招标。", "procurement"),
        ("青榆铁路项目陷入停滞。", "suspended"),
        ("政府叫停了青榆铁路。", "suspended"),
        ("该国宣布取消青榆铁路。", "cancelled"),
        ("青榆铁路已进入商业运营阶段。", "operating"),
        ("青榆铁路恢复通车。", "operating"),
        ("青榆铁路通车三年来，累计运货800万吨。", "operating"),
        ("青榆铁路目前已通车运营。", "operating"),
        ("青榆铁路全线通车仪式隆重举行。", "operating"),
    ],
)
def test_how_things_stand(text, status):
    assert values(text) == {status}


@pytest.mark.parametrize(
    "text",
    [
        "据传青榆铁路正在筹建。",
        "青榆铁路不再处于规划阶段。",
        "规划中的二期工程将接入青榆铁路。",
        "青榆铁路避免陷入停滞。",
        "为避免青榆铁路停工，银行追加贷款。",
        "政府考虑叫停青榆铁路。",
        "政府否认叫停了青榆铁路。",
        "政府搁置了青榆铁路票价调整。",
        "该国不会取消青榆铁路。",
        "该国或将取消青榆铁路。",
        "青榆铁路未能进入商业运营。",
        "青榆铁路将进入商业运营。",
        "青榆铁路若恢复运营，运费将下降。",
        "由于洪水，青榆铁路恢复运营遥遥无期。",
        "青榆铁路主体工程完工。",
        "青榆铁路通车仪式将隆重举行。",
        "青榆铁路的竣工日期尚未确定。",
    ],
)
def test_what_says_nothing_of_how_things_stand(text):
    assert values(text) == set()


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("青榆铁路日前完工。", "completed 2025-06 happened"),
        ("青榆铁路两年前通车。", "opened 2023 happened"),
        ("青榆铁路将于2026年前通车。", "opened 2026 promised"),
        ("青榆铁路计划12月3日前完工。", "completed 2025-12-03 promised"),
        ("青榆铁路最迟2028年建成。", "completed 2028 promised"),
        ("青榆铁路计划于下半年动工。", "construction_start 2025-H2 promised"),
        ("青榆铁路计划第四季度动工。", "construction_start 2025-Q4 promised"),
        ("青榆铁路2021年12月开通后，沿线贸易增长。", "opened 2021-12 happened"),
        ("青榆铁路自2021年12月3日开通以来，累计运货800万吨。", "opened 2021-12-03 happened"),
        ("青榆铁路自2023年开工以来进展顺利。", "construction_start 2023 happened"),
        ("青榆铁路的建设始于2019年。", "construction_start 2019 happened"),
        ("青榆铁路的竣工日期定在2026年10月。", "completed 2026-10 promised"),
        ("青榆铁路通车时间推迟到2027年。", "opened 2027 promised"),
        ("青榆铁路扩建后5月投产。", "opened 2025-05 happened"),
        ("青榆铁路铺轨于5月20日完成。", "track_laid 2025-05-20 happened"),
        ("青榆铁路6月5日进入试运行阶段。", "test_run 2025-06-05 happened"),
        ("青榆铁路签约仪式于6月5日举行。", "agreement_signed 2025-06-05 happened"),
        ("青榆铁路19日举行动土典礼。", "ceremony 2025-06-19 happened"),
        ("青榆铁路首台机组将于9月并网。", "opened 2025-09 promised"),
        ("青榆铁路2024年开工，当地居民希望早日受益。", "construction_start 2024 happened"),
        ("在两国建交30周年之际，青榆铁路6月5日通车。", "opened 2025-06-05 happened"),
    ],
)
def test_when_it_happened_or_will(text, date):
    assert date in values(text)


@pytest.mark.parametrize(
    "text",
    [
        "青榆铁路不会在2026年前通车。",
        "青榆铁路若2026年建成，将缩短行程。",
        "青榆铁路2025年建成后，行程将缩短。",
        "青榆铁路原想2017年通车。",
        "当地居民希望青榆铁路2024年开工。",
        "青榆铁路2026年可能开工。",
        "专家建议青榆铁路2026年开工。",
        "据传青榆铁路的通车日期定在2028年。",
        "青榆铁路的通车日期可能推迟到2028年。",
        "6月5日是青榆铁路开工一周年。",
        "青榆铁路上半年运货200万吨。",
        "青榆铁路近日将开工。",
        "2019年3月青榆铁路获批，同年12月开工。",
    ],
)
def test_what_is_no_date_of_it(text):
    assert values(text) == set()


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("青榆铁路由中国中铁和中土集团有限公司承建，2016年10月通车。", "opened 2016-10 happened"),
        ("青榆铁路设计时速160公里，全长320公里，2021年12月3日通车。", "opened 2021-12-03 happened"),
        ("青榆铁路设15座车站，2028年通车。", "opened 2028 promised"),
        ("青榆铁路建成12座车站，预计2028年通车。", "opened 2028 promised"),
    ],
)
def test_builders_speeds_and_counted_stations_are_not_what_is_opened(text, date):
    assert date in values(text)
    assert "completed" not in values(text)


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("青榆铁路是一条新线，全长200公里，投资20亿美元。", "2000000000 USD cost_estimate"),
        ("青榆铁路总投资3413亿5142万元。", "341351420000 CNY cost_estimate"),
        ("青榆铁路预计投资26亿美元。", "2600000000 USD cost_estimate"),
        ("某企业宣布投资5亿美元兴建青榆铁路。", "500000000 USD pledge"),
        ("政府计划为青榆铁路筹资5亿美元。", "500000000 USD target"),
        ("中国进出口银行向青榆铁路放贷13亿美元。", "1300000000 USD commitment"),
    ],
)
def test_what_it_costs_and_who_pays(text, amount):
    assert values(text) == {amount}


@pytest.mark.parametrize(
    "text",
    [
        "青榆铁路公司投资3亿美元。",
        "青榆铁路今年投资5亿美元。",
        "青榆铁路每公里投资500万美元。",
        "某企业宣布投资5亿美元，在青榆铁路沿线建厂。",
        "据传青榆铁路预计投资26亿美元。",
    ],
)
def test_what_is_no_sum_of_it(text):
    assert values(text) == set()


def test_a_share_of_several_that_stops_is_not_the_project():
    assert values("该国三座电厂中两座停工，青榆铁路照常运货。") == set()


def test_what_opens_next_is_not_open():
    assert values("接下来开通的青榆铁路长200公里。") == set()


@pytest.mark.parametrize("change", ["上调至", "提高到", "降到", "减少至", "调整为"])
def test_a_sum_that_was_changed_no_longer_holds(change):
    assert values(f"青榆铁路造价从20亿美元{change}25亿美元。") == {"2500000000 USD cost_estimate"}


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("某银行将为青榆铁路提供3亿欧元贷款。", "300000000 EUR pledge"),
        ("某银行为青榆铁路提供3亿欧元贷款。", "300000000 EUR commitment"),
    ],
)
def test_a_loan_to_come_is_a_pledge(text, amount):
    assert values(text) == {amount}


def test_a_right_that_was_granted():
    assert values("2022年，该国将青榆铁路30年特许经营权授予某企业。") == {"agreement_signed 2022 happened"}


@pytest.mark.parametrize(
    ("text", "status"),
    [("青榆铁路遭搁置。", {"suspended"}), ("青榆铁路项目遭取消。", {"cancelled"}), ("青榆铁路未遭搁置。", set())],
)
def test_what_befell_it(text, status):
    assert values(text) == status


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("2021年12月3日，项目正式投入运营。", {"opened 2021-12-03 happened"}),
        ("2025年初动工后，项目将于2027年投产。", {"opened 2027 promised"}),
        ("2021年12月3日，白石项目投产。", set()),
        ("2021年，项目部食堂启用。", set()),
        ("2021年，项目的培训中心启用。", set()),
        ("项目未能于2021年投产。", set()),
        ("项目原定2021年投产。", set()),
        ("项目如果2026年投产，将降低运费。", set()),
    ],
)
def test_the_project_opens_where_nothing_else_of_that_word_does(text, dates):
    opened = {value for value in values(f"青榆铁路由中企承建。{text}") if value.startswith("opened")}
    assert opened == dates


@pytest.mark.parametrize("headline", [False, True])
@pytest.mark.parametrize(
    "text",
    [
        "青榆铁路十月十五日前通车。",
        "青榆铁路节日前通车。",
        "青榆铁路春节假日前通车。",
        "青榆铁路二十日前完工。",
        "青榆铁路在十年中建成。",
        "未来十年中，青榆铁路投产。",
        "青榆铁路头三年中完工。",
        "青榆铁路十年初建成。",
        "青榆铁路本该两年前通车。",
        "青榆铁路应在三年前建成。",
        "青榆铁路本应在三年前建成。",
        "等青榆铁路建好，我们就回家。",
        "青榆铁路便道修通。",
        "青榆铁路员工宿舍建好。",
        "青榆铁路模型建好。",
        "青榆铁路受损路基修好。",
        "青榆铁路作业做完。",
        "青榆铁路施工设备平稳运行。",
        "青榆铁路项目部正常运转。",
        "青榆铁路食堂正式营业。",
        "青榆铁路餐厅对外营业。",
        "青榆铁路植物园开园。",
        "青榆铁路启动了文化建设工作。",
        "青榆铁路启动安全体系建设。",
        "青榆铁路正在积极建设企业文化。",
        "青榆铁路党支部建设正在稳步推进。",
        "青榆铁路客运量完成率达98%。",
        "青榆铁路环评目前完成一半。",
        "青榆铁路已完成65%的工程款支付。",
        "某承包商决定放弃青榆铁路。",
        "某承包商决定放弃青榆铁路项目。",
        "政府曾决定取消青榆铁路，后又恢复。",
        "青榆铁路客运处于停滞。",
        "青榆铁路开通前，贸易一直停滞。",
        "青榆铁路贸易一直停滞。",
        "青榆铁路档案正式移交。",
        "青榆铁路通车仪式彩排举行。",
        "青榆铁路开通庆典的筹备工作已启动。",
        "酝酿中的票价上涨令青榆铁路乘客不满。",
        "首趟班列从青榆铁路驶出。",
        "青榆铁路即将完工的说法遭批评。",
        "青榆铁路投产，不过可能只是试车。",
        "青榆铁路2026年通车，可能。",
        "青榆铁路沿线新城，投资20亿美元。",
        "某国宣布投资50亿美元兴建道路，其中包括青榆铁路。",
        "某国同意提供50亿美元军援并修复青榆铁路。",
    ],
)
def test_what_only_sounds_like_a_claim(text, headline):
    assert (values("", text.rstrip("。")) if headline else values(text)) == set()


def test_before_sunday_is_a_plan():
    assert values("青榆铁路周日前通车。") <= {"opened 2025-06-22 promised"}
