<#-- 救济权利：reconsiderationAuthority? 行政复议机关，court? 人民法院 -->
如不服本决定，可以自收到本决定书之日起六十日内，依照《中华人民共和国行政复议法》第二十条的规定，向<#if reconsiderationAuthority??>${reconsiderationAuthority}<#else>有管辖权的行政复议机关</#if>申请行政复议；也可以自收到本决定书之日起六个月内，依照《中华人民共和国行政诉讼法》第四十六条的规定，向<#if court??>${court}<#else>有管辖权的人民法院</#if>提起行政诉讼。
