<#--
  补正告知书（一次告知全部内容）。另用：
  defects           [{item, problem, reason, reasonWords?, basis?, demand?, reply?}]，至少一项：
                    item 填报项或材料，problem 存在的问题，reason 原因代码，reasonWords 原因，
                    basis 依据，demand 补正要求，reply 申报人的答复
  dossierVersion?   所审查的材料版本号
  replyBy?          希望补正的最后一日
  days?             该日期由要求补正的部门提出的工作日数
  reply?            如何答复；不给时写通用的话
-->
<#include "/parts/head.ftl">
你单位提出的“${project}”${matterName}申请（办件编号：${caseNumber}<#if dossierVersion??>，材料第${dossierVersion}版</#if>），经审查，申请材料不齐全或者不符合法定形式。依照《中华人民共和国行政许可法》第三十二条第一款第四项的规定，现将需要补正的全部内容一次告知如下，共${defects?size?c}项：
.table 3 7 11 5 10
.head 序号 | 填报项或材料 | 存在的问题 | 原因代码 | 补正要求和依据
<#list defects as d>
.row ${d?counter} | ${d.item} | ${d.problem}<#if d.reply??>\n申报人答复：${d.reply}</#if> | ${d.reason}<#if d.reasonWords??>\n${d.reasonWords}</#if> | <#if d.demand??>${d.demand}</#if><#if d.demand?? && d.basis??>\n</#if><#if d.basis??>依据：${d.basis}</#if><#if !(d.demand??) && !(d.basis??)>补齐或者改正</#if>
</#list>
<#if replyBy??>
.p 请于${replyBy}前（含当日<#if days??>，自本告知书发出次日起${days}个工作日</#if>）补正。法律没有规定申请人补正的期限，该日期由本机关提出；逾期本身不产生不予受理、不予许可等后果。工作日安排调整的，以系统显示的日期为准。
</#if>
<#if reply??>
.p ${reply}
<#else>
.p 补正时请对上列各项逐项答复：已经补正的，在系统中修改相应填报项或者重新提交材料；认为不需要补正的，写明理由和依据。补正后提交的内容形成新的材料版本，原版本继续保存。
</#if>
除上列内容外，本机关不再就同一版本材料提出其他补正要求。
<#if contact??>
.p 联系方式：${contact}
</#if>
.sign ${office} | ${date}
