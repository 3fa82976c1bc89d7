<#--
  不予受理决定书。另用：
  reasons           [{text, basis?}]，至少一项
  advice?           应当向哪个机关申请，或者如何另行申请
  reconsiderationAuthority?  court?
-->
<#include "/parts/head.ftl">
你单位提出的“${project}”${matterName}申请（办件编号：${caseNumber}），本机关经审查，依照《中华人民共和国行政许可法》第三十二条第一款的规定，决定不予受理。
.h 一、申请情况
<#include "/parts/facts.ftl">
.h 二、不予受理的理由和依据
<#list reasons as r>
.item ${r.text}
<#if r.basis??>
.detail 依据 | ${r.basis}
</#if>
</#list>
<#if advice??>
.h 三、建议
.p ${advice}
</#if>
.h <#if advice??>四<#else>三</#if>、救济权利
<#include "/parts/rights.ftl">
.sign ${office} | ${date}
