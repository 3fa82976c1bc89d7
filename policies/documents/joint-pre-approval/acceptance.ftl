<#--
  受理通知书。另用：
  acceptedOn        受理日期
  dossierVersion?   受理的材料版本号
  departments?      [名称] 参加联合审查的部门
  timeLimit?        办理时限，如“二十个工作日”
-->
<#include "/parts/head.ftl">
你单位提出的“${project}”${matterName}申请，申请材料齐全、符合法定形式。依照《中华人民共和国行政许可法》第三十二条第一款第五项的规定，本机关决定自${acceptedOn}起予以受理。
<#include "/parts/facts.ftl">
.fact 受理日期 | ${acceptedOn}
<#if dossierVersion??>
.fact 受理材料 | 第${dossierVersion}版
</#if>
<#if timeLimit??>
.fact 办理时限 | ${timeLimit}
</#if>
<#if departments?has_content>
.p 根据项目情况，本申请由以下${departments?size?c}个部门联合审查：<#list departments as d>${d}<#sep>、</#sep></#list>。
</#if>
<#if timeLimit??>
.p 本机关将自受理之日起${timeLimit}内作出决定。依法需要听证、检验、检测、鉴定和专家评审的，所需时间不计算在内，将另行书面告知。
</#if>
办理进度可凭办件编号查询。
<#if contact??>
.p 联系方式：${contact}
</#if>
.sign ${office} | ${date}
