/** Sample copy for the composer's tests: written for them, about invented places and nobody living. */
export const ZH = [
  '本报讯 记者昨日从云塘区水务部门获悉，南溪河综合整治工程二期将于本月18日开工。该工程总投资3.26亿元，全长12.5公里，涉及沿线7个街道、23个社区，预计2028年底完工；届时，两岸将新增绿道约40公里，河道防洪标准由20年一遇提高到50年一遇。',
  '“过去一到雨季，我们就提心吊胆。”住在河边三十多年的居民说，“现在好了，水清了，路也宽了……”她指着新修的《南溪河规划图》（公示稿）告诉记者，孩子们放学以后都爱到这里来——跑步、放风筝、看白鹭。',
  '据介绍，工程采用BIM技术与GIS平台相结合的方式，对河道断面、水质、流量等进行24小时监测，COD去除率达到85%以上，夏季水温平均下降1.5℃。专家认为：这种“海绵＋生态”的做法，为同类河道治理提供了可复制、可推广的样本。',
  '上午9:30，首批树苗运抵现场。区园林绿化中心副主任介绍，一期试验段共栽植乌桕、水杉、池杉等乡土树种1,250株，成活率98.6%；二期还将增加芦苇、菖蒲、香蒲等水生植物，形成“乔—灌—草—水”四层结构。谁来管护？怎么管护？管护的钱从哪里来？三个问题，一个都不能少！',
]

export const EN = [
  'The county commissioners voted late on Tuesday to spend an additional $4.2 million on flood defences along the eastern waterfront, ending months of disagreement over who should shoulder the cost of protecting the low-lying industrial district. Supporters of the measure said the investment was unavoidable after three consecutive winters of record rainfall; opponents, led by representatives of the northern townships, called the decision irresponsible and promised to challenge the appropriation in court.',
  '“We can’t continue to pretend that extraordinary circumstances are extraordinary,” the harbour superintendent told reporters afterwards, describing the existing infrastructure as fundamentally inadequate. Engineers estimate that construction of the embankment, pumping stations and underground reservoirs will take approximately thirty-one months—provided the weather, and the 1957 drainage survey, can be trusted.',
]
