package org.zhunru.supervision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.zhunru.supervision.Redactor.Kind.ACCOUNT;
import static org.zhunru.supervision.Redactor.Kind.EMAIL;
import static org.zhunru.supervision.Redactor.Kind.NAME;
import static org.zhunru.supervision.Redactor.Kind.PHONE;
import static org.zhunru.supervision.Redactor.Kind.RESIDENT_ID;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.zhunru.policy.PoliciesOf;

/** What is personal goes; what merely looks like it, and what is public, stays. */
class RedactorTest {
  private static final String M = Redactor.MARK;

  private final Redactor redactor =
      new Redactor(
          List.of("张三", "欧阳娜娜", "高原", "王", "Smith"),
          List.of("七台河张三化工有限公司", "91230900MA18WQ2X5T", "912309197001011234"));

  static Stream<Arguments> personal() {
    return Stream.of(
        Arguments.of("身份证230903197001011234。", "身份证" + M + "。", RESIDENT_ID),
        Arguments.of("230903 19700101 123X", M, RESIDENT_ID),
        Arguments.of("230903-19700101-123x号", M + "号", RESIDENT_ID),
        Arguments.of("２３０９０３１９７００１０１１２３４", M, RESIDENT_ID),
        Arguments.of("2309\u200b03197001011234", M, RESIDENT_ID),
        Arguments.of("旧证230903700101123号", "旧证" + M + "号", RESIDENT_ID),
        Arguments.of("找13800138000问", "找" + M + "问", PHONE),
        Arguments.of("138 0013 8000", M, PHONE),
        Arguments.of("138-0013-8000", M, PHONE),
        Arguments.of("+86 13800138000", M, PHONE),
        Arguments.of("+8613800138000", M, PHONE),
        Arguments.of("138\u00ad0013\u200b8000", M, PHONE),
        Arguments.of("１３８００１３８０００", M, PHONE),
        Arguments.of("0464-8261234", M, PHONE),
        Arguments.of("(0464)8261234", M, PHONE),
        Arguments.of("（0464）8261234转12", M, PHONE),
        Arguments.of("010 62341234", M, PHONE),
        Arguments.of("电话：8261234", "电话：" + M, PHONE),
        Arguments.of("电话号码为826 1234。", "电话号码为" + M + "。", PHONE),
        Arguments.of("QQ：10001234", "QQ：" + M, PHONE),
        Arguments.of("写信至zhang.san+a@example.com.cn", "写信至" + M, EMAIL),
        Arguments.of("ａ＠ｂ．ｃｎ", M, EMAIL),
        Arguments.of("zhangsan @ qq.com", M, EMAIL),
        Arguments.of("卡号6222 0213 0500 1234 567", "卡号" + M, ACCOUNT),
        Arguments.of("6222021305001234", M, ACCOUNT),
        Arguments.of("张三提出异议", M + "提出异议", NAME),
        Arguments.of("张 三、张　三", M + "、" + M, NAME),
        Arguments.of("张\u200b三", M, NAME),
        Arguments.of("欧阳娜娜", M, NAME),
        Arguments.of("Mr. SMITH said", "Mr. " + M + " said", NAME),
        Arguments.of("Ｓｍｉｔｈ", M, NAME),
        Arguments.of("法定代表人：李四，", "法定代表人：" + M + "，", NAME),
        Arguments.of("联系人: 买买提·艾力", "联系人: " + M, NAME),
        Arguments.of("位于高原地区", "位于" + M + "地区", NAME));
  }

  @ParameterizedTest
  @MethodSource("personal")
  void what_is_personal_is_struck(String text, String expected, Redactor.Kind kind) {
    var result = redactor.redact(text);
    assertThat(result.text()).isEqualTo(expected);
    assertThat(result.struck()).isNotEmpty().allMatch(s -> s.kind() == kind);
    assertThat(redactor.redact(result.text()).clean()).as("once is enough").isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "年产20万吨离子膜烧碱，投资378000000元。",
        "七联审〔2026〕1号，受理号2026-QTH-000123，2026-11-29",
        "统一社会信用代码91230900MA18WQ2X5T",
        "代码912309197001011234",
        "七台河张三化工有限公司",
        "CAS 7782-50-5、1333-74-0",
        "依据GB 18218-2018第4.1.2条和《安全生产法》第三十一条",
        "坐标130.9512345，45.7712345",
        "项目代码2311-230904-04-01-123456",
        "姓王的不在其中；负责人应当签字",
        "距居民区300米，小于500米",
        "第一行\n第二行"
      })
  void what_is_none_stays_as_it_is(String text) {
    var result = redactor.redact(text);
    assertThat(result.text()).isEqualTo(text);
    assertThat(result.clean()).isTrue();
  }

  @Test
  void the_name_of_the_enterprise_stays_and_the_person_of_that_name_goes() {
    assertThat(redactor.redact("七台河张三化工有限公司的张三").text()).isEqualTo("七台河张三化工有限公司的" + M);
  }

  @Test
  void a_long_word_takes_no_longer_than_its_length() {
    var word = "a".repeat(200_000);
    assertTimeoutPreemptively(
        Duration.ofSeconds(5), () -> assertThat(redactor.redact(word).text()).isEqualTo(word));
  }

  @Test
  void everything_is_struck_in_the_order_of_the_text() {
    var result = redactor.redact("张三（230903197001011234，13800138000，a@b.cn）");
    assertThat(result.text()).isEqualTo("%s（%s，%s，%s）".formatted(M, M, M, M));
    assertThat(result.struck())
        .extracting(Redactor.Struck::kind)
        .containsExactly(NAME, RESIDENT_ID, PHONE, EMAIL);
    assertThat(result.struck().get(2).text()).isEqualTo("13800138000");
  }

  @Test
  void characters_that_do_not_show_and_control_characters_are_dropped() {
    assertThat(redactor.redact("同\u0000意\u202e。\r\n").text()).isEqualTo("同意。\n");
  }

  /** The product ships no row: nobody could name one, so a person sets the day. */
  @Test
  void no_period_for_notices_is_known_until_a_row_gives_one() {
    var shipped = PoliciesOf.timeLimits();
    assertThat(PublicNoticeTerms.rule(shipped, PublicNoticeTerms.PUBLISH)).isEmpty();
    assertThat(PublicNoticeTerms.rule(shipped, PublicNoticeTerms.TAKE_DOWN)).isEmpty();
    var header =
        "id,process,step_zh,days,unit,starts_at_zh,extends,granted_by,legal_basis,confidence\n";
    var rows =
        header
            + "TL-PN-01,public_notice,公示,7,working_day,作出决定,,,某办法 第一条,high\n"
            + "TL-PN-02,public_notice,公示期,20,working_day,公示,,,,unknown\n";
    var city = PoliciesOf.timeLimits(rows);
    assertThat(PublicNoticeTerms.rule(city, PublicNoticeTerms.PUBLISH))
        .contains(org.zhunru.calendar.Period.workingDays(7));
    assertThat(PublicNoticeTerms.rule(city, PublicNoticeTerms.TAKE_DOWN))
        .as("unknown is not enforced")
        .isEmpty();
  }
}
