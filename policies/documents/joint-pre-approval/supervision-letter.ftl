<#--
  督办函。主送部门，不送申请人。另用：
  department        主送部门
  about             督办事由
  records?          依据的记录，每项一条
  demands           督办要求
  days              答复期限（工作日数）
  replyBy           答复的最后一日
-->
.office ${office}
.title ${title}
<#if number??>
.number ${number}
</#if>
.to ${department}：
对下列办件的办理情况，现予督办。
<#include "/parts/facts.ftl">
.h 一、督办事由
.p ${about}
<#if records??>
<#list records as r>
.item ${r}
</#list>
</#if>
.h 二、督办要求
.p ${demands}
.h 三、答复期限
.p 请于${replyBy}前（自发函次日起${days}个工作日）在平台上书面答复，由部门负责人签发。
.sign ${office} | ${date}
