<#--
  否决复核受理告知书。另用：
  askedAs           由谁提出：申请人、督办人员
  askedOn           提出日期
  reasons           提出复核的理由
  department        作出否决的部门
  ground            否决依据
  basis             法律依据
  fact              否决所依据的事实
  answerBy          部门答复的最后一日
  decideBy          作出结论的最后一日
-->
<#include "/parts/head.ftl">
“${project}”${matterName}申请（办件编号：${caseNumber}）办理过程中，${askedAs}于${askedOn}对${department}的否决提出复核。现将有关事项告知如下：
<#include "/parts/facts.ftl">
.fact 作出否决的部门 | ${department}
.fact 否决依据 | ${ground}
.fact 法律依据 | ${basis}
.fact 认定的事实 | ${fact}
.fact 提出复核的理由 | ${reasons}
.fact 部门答复至 | ${answerBy}
.fact 作出结论至 | ${decideBy}
.p 法律、法规、规章没有规定复核的期限，以上日期由本机关确定。复核期间否决继续有效，办件的办理期限照常计算，本机关不作出决定。
.p 复核不是行政复议，不影响申请人对办件决定依法申请行政复议或者提起行政诉讼。
.sign ${office} | ${date}
