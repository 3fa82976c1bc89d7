<#--
  期限中止告知书。另用：
  limitName         哪一个期限
  limitBasis        期限的依据
  cause             不计入期限的法定事由
  causeBasis        事由的依据
  reason            本案的原因
  suspendedFrom     自哪一日起不计入
  expectedDays      预计需要的工作日数
-->
<#include "/parts/head.ftl">
“${project}”${matterName}申请（办件编号：${caseNumber}）办理过程中，依法需要进行不计入期限的程序。现将所需时间书面告知如下：
<#include "/parts/facts.ftl">
.fact 期限 | ${limitName}
.fact 期限依据 | ${limitBasis}
.fact 不计入期限的事由 | ${cause}
.fact 事由依据 | ${causeBasis}
.fact 原因 | ${reason}
.fact 不计入期限自 | ${suspendedFrom}
.fact 预计所需时间 | ${expectedDays}个工作日
上述程序所需时间不计算在期限内；程序结束后，期限继续计算。
<#if contact??>
.p 联系方式：${contact}
</#if>
.sign ${office} | ${date}
