<#-- 基本情况：各文书共用 -->
.fact 办件编号 | ${caseNumber}
.fact 事项名称 | ${matterName}
.fact 项目名称 | ${project}
<#if projectCode??>
.fact 项目代码 | ${projectCode}
</#if>
.fact 建设单位 | ${applicant}
<#if creditCode??>
.fact 统一社会信用代码 | ${creditCode}
</#if>
<#if place??>
.fact 建设地点 | ${place}
</#if>
