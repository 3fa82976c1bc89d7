<#--
  申报回执。另用：
  receivedAt        收到申报的时刻（Instant）
  dossierVersion    申报材料版本号
  materials?        [{name, file?, sha256?}] 收到的材料；sha256 为十六进制
-->
<#include "/parts/head.ftl">
你单位于${receivedAt}提交的“${project}”${matterName}申报材料（第${dossierVersion}版）已经收到，现予登记，特此回执。
<#include "/parts/facts.ftl">
.fact 收到时间 | ${receivedAt}
.fact 材料版本 | 第${dossierVersion}版
<#if materials?has_content>
.h 收到的材料
.table 3 9 10 9
.head 序号 | 材料名称 | 文件名 | 校验值（前16位）
<#list materials as m>
.row ${m?counter} | ${m.name} | <#if m.file??>${m.file}<#else>—</#if> | <#if m.sha256??>${m.sha256[0..*16]}<#else>—</#if>
</#list>
</#if>
本回执只证明收到申报材料的时间和内容，不表示申请已经受理。依照《中华人民共和国行政许可法》第三十二条，受理机关应当当场或者在五个工作日内一次告知需要补正的全部内容；逾期不告知的，自收到申请材料之日起即为受理。
<#if contact??>
.p 联系方式：${contact}
</#if>
.sign ${office} | ${date}
