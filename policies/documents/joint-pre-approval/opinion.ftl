<#--
  部门审查意见书，对内。另用：
  opinion           同意 | 附条件同意 | 否决
  addressee         送交的机关
  dossierVersion    所审查的材料版本号
  round?            会审轮次
  text?             意见正文
  facts?            [{label, value}] 审查中核实的情况
  conditions?       [{text, stage?, basis?}] 附条件同意的各项条件，stage 落实阶段
  ground?           {text, basis, code?} 否决依据
  fact?             否决所依据的事实
  finding?          所引用的核查结果
  remedy?           消除否决的办法
  signers?          [{role, name, onBehalfOf?}] 经办、审核、签发
-->
.office ${office}
.title ${title}
<#if number??>
.number ${number}
</#if>
.to ${addressee}：
对“${project}”${matterName}申请（办件编号：${caseNumber}）第${dossierVersion}版材料<#if round??>（第${round}轮会审）</#if>，本部门经审查，意见为：${opinion}。
.fact 项目名称 | ${project}
.fact 建设单位 | ${applicant}
.fact 审查意见 | ${opinion}
<#list facts![] as f>
.fact ${f.label} | ${f.value}
</#list>
<#if text??>
.h 审查意见
.p ${text}
</#if>
<#if ground??>
.h 否决依据
.p ${ground.text}<#if ground.code??>（否决依据编号：${ground.code}）</#if>
.detail 法定依据 | ${ground.basis}
<#if fact??>
.detail 认定事实 | ${fact}
</#if>
<#if finding??>
.detail 核查结果 | ${finding}
</#if>
<#if remedy??>
.detail 整改要求 | ${remedy}
</#if>
</#if>
<#if conditions?has_content>
.h 同意所附条件
<#list conditions as c>
.item ${c.text}
<#if c.stage??>
.detail 落实阶段 | ${c.stage}
</#if>
<#if c.basis??>
.detail 依据 | ${c.basis}
</#if>
</#list>
</#if>
<#if signers?has_content>
.table 1 2
.head 环节 | 人员
<#list signers as s>
.row ${s.role} | ${s.name}<#if s.onBehalfOf??>（代${s.onBehalfOf}）</#if>
</#list>
</#if>
.sign ${office} | ${date}
