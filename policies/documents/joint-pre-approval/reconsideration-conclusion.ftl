<#--
  否决复核结论告知书。另用：
  askedAs           由谁提出：申请人、督办人员
  askedOn           提出日期
  reasons           提出复核的理由
  department        作出否决的部门
  ground            否决依据
  basis             法律依据
  fact              否决所依据的事实
  remedy            消除否决的办法
  answer            部门的答复
  decider           作出结论的机关
  conclusion        结论：维持否决、撤销否决
  conclusionReasons 结论的理由
  follows           此后怎样办理
-->
<#include "/parts/head.ftl">
“${project}”${matterName}申请（办件编号：${caseNumber}）办理过程中，${askedAs}于${askedOn}对${department}的否决提出复核。经复核，结论如下：${conclusion}。
.h 一、基本情况
<#include "/parts/facts.ftl">
.fact 作出否决的部门 | ${department}
.fact 否决依据 | ${ground}
.fact 法律依据 | ${basis}
.fact 认定的事实 | ${fact}
.fact 消除否决的办法 | ${remedy}
.h 二、提出复核的理由
.p ${reasons}
.h 三、部门的答复
.p ${answer}
.h 四、结论和理由
.p ${decider}的结论：${conclusion}。${conclusionReasons}
.p ${follows}
.p 复核不是行政复议，不影响申请人对办件决定依法申请行政复议或者提起行政诉讼。
.sign ${office} | ${date}
