<#-- departments? [{name, opinion}] 各部门意见 -->
<#if departments?has_content>
.table 2 9 5
.head 序号 | 审查部门 | 意见
<#list departments as d>
.row ${d?counter} | ${d.name} | ${d.opinion}
</#list>
</#if>
