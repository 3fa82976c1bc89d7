<#--
  不予批准决定书。另用：
  reasons           [{text, basis, department?, fact?, finding?, remedy?, code?}]，至少一项：
                    text 理由，basis 法定依据，fact 认定的事实，finding 引用的核查结果，
                    remedy 整改途径，code 否决依据编号
  facts?            [{label, value}] 查明的情况
  departments?      [{name, opinion}] 各部门意见
  reconsiderationAuthority?  court?
-->
<#include "/parts/head.ftl">
你单位提出的“${project}”${matterName}申请，本机关受理后组织有关部门联合审查。经审查，申请不符合法定条件、标准。依照《中华人民共和国行政许可法》第三十八条第二款的规定，本机关决定：不予批准。
.h 一、基本情况
<#include "/parts/facts.ftl">
<#list facts![] as f>
.fact ${f.label} | ${f.value}
</#list>
.h 二、不予批准的理由、事实和依据
<#list reasons as r>
.item ${r.text}
<#if r.fact??>
.detail 认定的事实 | ${r.fact}
</#if>
<#if r.finding??>
.detail 核查结果 | ${r.finding}
</#if>
.detail 法定依据 | ${r.basis}<#if r.code??>（否决依据编号：${r.code}）</#if>
<#if r.department??>
.detail 提出部门 | ${r.department}
</#if>
<#if r.remedy??>
.detail 整改途径 | ${r.remedy}
</#if>
</#list>
<#if departments?has_content>
.h 三、各部门审查意见
<#include "/parts/opinions.ftl">
</#if>
.h <#if departments?has_content>四<#else>三</#if>、再次申请
消除上述不予批准的理由后，可以重新提出申请。
.h <#if departments?has_content>五<#else>四</#if>、救济权利
<#include "/parts/rights.ftl">
.sign ${office} | ${date}
