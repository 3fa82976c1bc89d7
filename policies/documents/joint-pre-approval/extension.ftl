<#--
  延长办理期限告知书。另用：
  limitName         哪一个期限
  extensionBasis    延长的依据
  days              延长的工作日数
  grantedBy         批准人
  reason            延长的理由
  dueOn             延长后的届满日
  approval?         批准文件
-->
<#include "/parts/head.ftl">
“${project}”${matterName}申请（办件编号：${caseNumber}）在法定期限内不能办结，经${grantedBy}批准，延长办理期限。现将延长期限的理由告知如下：
<#include "/parts/facts.ftl">
.fact 期限 | ${limitName}
.fact 延长 | ${days}个工作日
.fact 延长依据 | ${extensionBasis}
<#if approval??>
.fact 批准文件 | ${approval}
</#if>
.fact 理由 | ${reason}
.fact 延长后届满日 | ${dueOn}
<#if contact??>
.p 联系方式：${contact}
</#if>
.sign ${office} | ${date}
