<#-- 预审自查报告：不是审批文书，无文号，不留存；文字由页面按读者的语言给出。
     sentence 结论；notes [文字]；facts [{title, lines [{label, value}]}] 所填写的内容；
     sections [{title, text?, widths 各栏宽度之比, head [文字], rows [[文字]]}] -->
.title ${title}
${sentence}
<#list notes as n>
.note ${n}
</#list>
<#list sections as s>
.h ${s.title}
<#if s.text?has_content>
.note ${s.text}
</#if>
.table ${s.widths}
.head <#list s.head as h>${h}<#sep> | </#list>
<#list s.rows as r>
.row <#list r as c>${c}<#sep> | </#list>
</#list>
</#list>
<#list facts as g>
.h ${g.title}
<#list g.lines as f>
.fact ${f.label} | ${f.value}
</#list>
</#list>
