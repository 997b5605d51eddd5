from transforms.funds.companies import Companies, companies_of

COMPANIES = Companies(
    {"东方": "东方", "东方红": "东方红", "工银": "工银瑞信", "工银瑞信": "工银瑞信"}
)


def test_the_longest_name_at_the_beginning_counts() -> None:
    assert COMPANIES.prefix("东方红产业升级混合") == "东方红"
    assert COMPANIES.prefix("东方区域发展混合") == "东方"
    assert COMPANIES.prefix("产业升级混合东方红") is None


def test_the_end_counts_only_behind_a_listed_fund() -> None:
    assert COMPANIES.suffix("产业升级ETF东方红") == "东方红"
    assert COMPANIES.suffix("白酒LOF工银") == "工银"
    assert COMPANIES.suffix("产业升级混合东方红") is None


def test_every_spelling_leads_to_the_short_name_and_back() -> None:
    assert COMPANIES.short("工银") == COMPANIES.short("工银瑞信") == "工银瑞信"
    assert COMPANIES.spellings("工银瑞信") == ("工银瑞信", "工银")
    assert COMPANIES.spellings("某某") == ()


def test_no_companies_find_none() -> None:
    assert Companies({}).prefix("华夏成长") is None
    assert companies_of(()).suffix("黄金ETF华夏") is None
    assert companies_of(COMPANIES) is COMPANIES
