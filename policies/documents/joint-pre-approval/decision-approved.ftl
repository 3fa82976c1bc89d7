<#--
  准予通过决定书。另用：
  facts?            [{label, value}] 准予的内容，如产品、规模、工艺、重大危险源级别
  departments?      [{name, opinion}] 各部门意见
  validUntil?       有效期至
-->
<#include "/parts/head.ftl">
你单位提出的“${project}”${matterName}申请，本机关受理后组织有关部门联合审查，各部门均无否决意见。经审查，申请符合法定条件、标准。依照《中华人民共和国行政许可法》第三十八条第一款的规定，本机关决定：准予通过。
.h 一、准予的内容
<#include "/parts/facts.ftl">
<#list facts![] as f>
.fact ${f.label} | ${f.value}
</#list>
<#if validUntil??>
.fact 有效期至 | ${validUntil}
</#if>
<#if departments?has_content>
.h 二、各部门审查意见
<#include "/parts/opinions.ftl">
</#if>
.h <#if departments?has_content>三<#else>二</#if>、注意事项
本决定只就上列内容作出。项目的建设地点、规模、工艺、主要装置或者危险化学品的品种、数量发生变化的，应当在变化前重新申请。法律、法规规定的其他手续，应当依法办理。
.sign ${office} | ${date}
