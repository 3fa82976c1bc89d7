<#-- 文书头：机关、标题、文号、主送 -->
.office ${office}
.title ${title}
<#if number??>
.number ${number}
</#if>
.to ${applicant}：
