<#--
  部门季度评分单。不是办件的文书，没有申请人。值：
  department 部门全称；from、to 季度首日、末日；computedOn 计算日期；objectBy 异议截止日
  computed、corrected 原评分、更正后的评分；borders 等次界限；rule 评分规则文件的 SHA-256
  items [{name, weight, rows, value, mark, corrected}]；objections [{name, reason, evidence, by, answer, answerReason, answeredBy}]
  checkedBy 核对人；signedBy 签发人
-->
.office ${office}
.title ${title}
.fact 部门 | ${department}
.fact 季度 | ${from}至${to}
.fact 计算日期 | ${computedOn}
.fact 部门提出异议的最后一日 | ${objectBy}
.fact 原评分 | ${computed}
.fact 评分结果 | ${corrected}
.h 一、各项数据
.table 5 1r 2r 3r 3r 3r
.head 项目 | 权重 | 件数 | 数值 | 得分 | 更正后（数值 / 得分）
<#list items as i>
.row ${i.name} | ${i.weight} | ${i.rows} | ${i.value} | ${i.mark} | ${i.corrected}
</#list>
.note 没有件数的项目不评分，其权重不计入总分。小数取前两位，不进位；等次按精确的分数确定。
.h 二、异议和答复
<#list objections as o>
.item ${o.name}
.detail 异议理由 | ${o.reason}
.detail 证据 | ${o.evidence}
.detail 提出人 | ${o.by}
.detail 答复 | ${o.answer}。${o.answerReason}
.detail 答复人 | ${o.answeredBy}
<#else>
.p 部门没有提出异议。
</#list>
.h 三、评分规则
.p 评分办法和等次界限由本市自定，没有法律、法规规定。等次界限：${borders}。
.fact 规则文件 SHA-256 | ${rule}
.fact 核对 | ${checkedBy}
.fact 签发 | ${signedBy}
.sign ${office} | ${date}
