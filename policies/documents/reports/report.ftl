<#-- 报告。不是审批文书，无文号；文字由页面按读者的语言给出。
     facts、figures [{label, value}]；figuresTitle、textTitle 小标题；paragraphs [文字] 正文各段 -->
.title ${title}
<#list facts as f>
.fact ${f.label} | ${f.value}
</#list>
.h ${figuresTitle}
<#list figures as f>
.fact ${f.label} | ${f.value}
</#list>
.h ${textTitle}
<#list paragraphs as p>
.p ${p}
</#list>
