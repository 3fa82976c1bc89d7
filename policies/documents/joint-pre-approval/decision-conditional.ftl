<#--
  附条件准予通过决定书。另用：
  conditions        [{text, department?, stage?, basis?}]，至少一项；stage 落实阶段
  facts?  departments?  validUntil?  与准予通过决定书相同
  reconsiderationAuthority?  court?
-->
<#include "/parts/head.ftl">
你单位提出的“${project}”${matterName}申请，本机关受理后组织有关部门联合审查。经审查，申请在落实下列条件的前提下符合法定条件、标准。依照《中华人民共和国行政许可法》第三十八条第一款的规定，本机关决定：附条件准予通过。
.h 一、准予的内容
<#include "/parts/facts.ftl">
<#list facts![] as f>
.fact ${f.label} | ${f.value}
</#list>
<#if validUntil??>
.fact 有效期至 | ${validUntil}
</#if>
.h 二、应当落实的条件
<#list conditions as c>
.item ${c.text}
<#if c.stage??>
.detail 落实阶段 | ${c.stage}
</#if>
<#if c.department??>
.detail 提出和核查部门 | ${c.department}
</#if>
<#if c.basis??>
.detail 依据 | ${c.basis}
</#if>
</#list>
条件未按期落实的，不得进入相应阶段；提出条件的部门负责核查。
<#if departments?has_content>
.h 三、各部门审查意见
<#include "/parts/opinions.ftl">
</#if>
.h <#if departments?has_content>四<#else>三</#if>、救济权利
<#include "/parts/rights.ftl">
.sign ${office} | ${date}
