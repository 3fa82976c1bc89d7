<#--
  撤回申请终止办理通知书。另用：
  withdrawnOn       申请人撤回的日期
  reason?           撤回的原因
-->
<#include "/parts/head.ftl">
你单位于${withdrawnOn}撤回“${project}”${matterName}申请（办件编号：${caseNumber}）。本机关尚未作出决定，准予撤回，自即日起终止办理。
<#include "/parts/facts.ftl">
.fact 撤回日期 | ${withdrawnOn}
<#if reason??>
.fact 撤回原因 | ${reason}
</#if>
已提交的材料和已形成的审查记录依法归档保存。撤回不影响你单位以后重新申请。
<#if contact??>
.p 联系方式：${contact}
</#if>
.sign ${office} | ${date}
