"""Company and theme that together name no fund: each of them may be an ordinary word."""

# Companies whose name is a word, or that of a bank, a broker or an insurer as well: with a general
# word behind it, no fund is meant (南方消费, 平安医疗).
WORD_COMPANIES = frozenset(
    "华夏 南方 东方 长城 长江 银河 平安 招商 中欧 建信 大成 长安 太平 先锋 新华 中海 东海 "
    "兴业 国联 国泰 国金 华西 华商 东吴 富国 广发 华泰紫金 浙商 中信建投 中金 中银 中银证券 "
    "财通 人保 泰康 安信 融通 格林 摩根 信达 渤海汇金 国开泰富 西部利得 国投瑞银 国寿安保 "
    "光大保德信 民生加银 工银瑞信 农银汇理 交银施罗德 浦银安盛 申万菱信 摩根士丹利 "
    "国海富兰克林 国泰海通 山西证券 财信 贝莱德 施罗德 富达 联博 安联 路博迈 东兴 中泰 德邦 "
    "海通 国都证券 万联 东财 申万宏源 国海证券 湘财 南华 英大 中航 万家 金鹰 金信 蜂巢 朱雀 "
    "淳厚 中信证券 国元证券 国信证券 方正证券 财达证券 上海证券 南京证券 华创证券 东莞证券 "
    "华融 太平洋证券 华安证券 西部证券 长城证券 第一创业".split()
)
# Behind any company these make another house of its group: 平安银行, 财信证券, 招商健康.
_HOUSES = frozenset(
    "银行 证券 保险 信托 期货 基金 地产 房地产 控股 集团 科技 健康 汽车 资产 资本 理财 租赁 "
    "金融 传媒 国际 投资 产业 行业 企业 主题 策略 经济 生活 研究 配置 组合 量化 选股 股票 "
    "债券 货币".split()
)
# Words that themes begin with, not names that a fund was given (恒悦, 天惠): read out of the 1,200
# two-letter beginnings of all themes.
_ORDINARY = frozenset(
    "医药 医疗 消费 食品 旅游 农业 军工 国防 家电 基建 建材 物流 教育 游戏 半导体 互联网 "
    "新能源 电力 能源 石油 煤炭 钢铁 有色 化工 环保 通信 电子 高端制造 先进制造 黄金 红利 "
    "原油 油气 粮食 养殖 畜牧 疫苗 中药 软件 机床 装备 运输 石化 电池 光伏 储能 卫星 电网 "
    "芯片 信创 券商 航空 航天 公用 传媒 文化 体育 汽车 工业 制造 工程 生物 绿色 低碳 清洁 "
    "生态 智能 智慧 智造 数字 数据 信息 服务 品牌 品质 质量 时代 现代 未来 社会 国家 中国 "
    "全球 海外 亚太 亚洲 美国 香港 上海 深圳 湖北 城镇 区域 国企 央企 民营 民企 改革 转型 "
    "发展 创业 战略 宏观 周期 景气 内需 竞争 资源 责任 支柱 优质 优秀 潜力 财富 事件 逆向 "
    "积极 稳定 强势 安全 希望 复兴 匠心 远见 洞见 目标 核心 新兴 研发 养老 现金 短债 纯债 "
    "国债 转债 信用 股息 蓝筹 龙头 驱动 成份 低价 估值 业绩 理财 高铁 网购 线上 外延 深化 "
    "焦点".split()
)


def is_telling(company: str, theme: str) -> bool:
    """Whether company and theme name a fund, rather than a house of that group or its business."""
    if len(theme) < 2 or theme.removesuffix("基金") in _HOUSES:
        return False
    return not (company in WORD_COMPANIES and theme in _ORDINARY)
