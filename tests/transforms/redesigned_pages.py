"""Pages of known sites as they might look after a redesign, written for tests."""

GUBA_URL = "https://guba.eastmoney.com/news,cjpl,1530713901.html"
GUBA = """<!DOCTYPE html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<title>红利这两天为什么歇了_财经评论吧_股吧</title>
<link rel="canonical" href="https://guba.eastmoney.com/news,cjpl,1530713901.html">
<meta name="description" content="红利歇了两天，有人开始慌。">
<script>window.__PAGE__={"postId":"1530713901","barCode":"cjpl","recommend":[{"postId":"1530700001"}]};</script>
</head>
<body>
<header class="_9f01"><nav><a href="/">股吧首页</a><a href="/list,cjpl.html">财经评论吧</a>
<a href="/fund">基金吧</a></nav><div>登录 注册</div></header>
<main class="_c77a">
<section class="_b2d0">
<h1 class="_t4">红利这两天为什么歇了</h1>
<div class="_m1"><a href="//i.eastmoney.com/7788990011223344">慢牛老张</a><span>2025-03-27 20:11:36
</span><span>来自浙江</span></div>
<div class="_x8">
<div>红利歇了两天，有人开始慌。我的看法没变：股息率还在四个点以上，慌什么。</div>
<div>歇的原因也不难找，三月末要交账，前面涨得多的先卖一点，换到超跌的科技里去。</div>
<div><br></div>
<div>我的做法是不动，分红季还没开始，等四月底年报出完再看一次。
<span style="display:none">转载请联系 k3j9</span></div>
<div>$中证红利ETF(SH515080)$</div>
</div>
<div class="_z0">点赞 12 评论 2 收藏 分享到</div>
</section>
<section class="comment-list _r5">
<div class="item"><b>小满</b> 2025-03-27 20:40 <p>同意，分红季之前不折腾。</p></div>
<div class="item"><b>路人甲的号</b> 2025-03-27 21:02 <p>四个点也不高了，国债也有两个点。</p></div>
</section>
</main>
<aside class="_q7"><h3>热门帖子</h3>
<ul><li><a href="/news,cjpl,1530700001.html">缩量的日子怎么过</a></li>
<li><a href="/news,cjpl,1530700002.html">黄金还能追吗</a></li></ul></aside>
<footer>
<div>郑重声明：用户在财富号/股吧/博客等社区发表的所有信息（包括但不
限于文字、视频、音频、数据及图表）仅代表个人观点，与本网站立场
无关，不对您构成任何投资建议，据此操作风险自担。</div>
<div>信息网络传播视听节目许可证：0908328号 经营证券期货业务许可证编号：913101046312860336</div>
</footer>
</body>
</html>
"""

CAIFUHAO_URL = "https://caifuhao.eastmoney.com/news/20250327201136512340670"
CAIFUHAO = """<!DOCTYPE html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<title>一季度的钱去了哪里 _ 东方财富网</title>
<meta property="og:title" content="一季度的钱去了哪里">
<meta property="og:url" content="https://caifuhao.eastmoney.com/news/20250327201136512340670">
<script type="application/ld+json">{"@context":"https://schema.org","@type":"NewsArticle","headline":"一季度的钱去了哪里","datePublished":"2025-03-27T20:11:36+08:00","author":{"@type":"Person","name":"苏河看盘"}}</script>
</head>
<body>
<div id="app">
<div class="top-bar"><a href="https://www.eastmoney.com/">东方财富</a><a href="/cfh">财富号</a>
<span>登录</span></div>
<div class="layout">
<div class="col-main">
<div class="head"><div class="headline">一季度的钱去了哪里</div>
<div class="by"><span>苏河看盘</span>
<time datetime="2025-03-27T20:11:36+08:00">03-27 20:11</time></div></div>
<div class="rich-text">
<p>一季度只剩两个交易日，先把账算一算：两融多了一千多亿，ETF 份额反而少了。</p>
<p>也就是说，涨的时候有人在还钱，跌的时候有人在借钱，方向正好反着。</p>
<h3>借的人买了什么</h3>
<p>看前二十名的融资余额，一半是算力，四分之一是机器人，剩下的散在医药和军工里。</p>
<table><tr><th>方向</th><th>占比</th></tr><tr><td>算力</td><td>51%</td></tr><tr><td>机器人</td><td>24%
</td></tr></table>
<p>我手里的仓位没有变，六成，其中红利两成，等四月的数据出来再说。</p>
<p><a href="https://gubatopic.eastmoney.com/t9">#一季度收官#</a></p>
</div>
<div class="actions"><button>点赞 31</button><button>评论 6</button><button>收藏</button></div>
<div class="recommend"><h4>相关推荐</h4>
<ul><li><a href="/news/20250326183000112233440">利率又下来了</a>
</li><li><a href="/news/20250325183000112233440">茅台的库存</a></li></ul></div>
</div>
</div>
<div class="declare">郑重声明：用户在财富号/股吧/博客等社区发表的所有信息（包括但不
限于文字、视频、音频、数据及图表）仅代表个人观点，与本网站立场无关，
不对您构成任何投资建议，据此操作风险自担。</div>
<div class="foot"><p>沪ICP证:沪B2-20070217 网站备案号:沪ICP备05006054号-11</p></div>
</div>
</body>
</html>
"""
