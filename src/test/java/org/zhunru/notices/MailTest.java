package org.zhunru.notices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.springframework.transaction.support.TransactionTemplate;
import org.zhunru.IntegrationTest;
import org.zhunru.common.Refusal;
import org.zhunru.common.Refusals;
import org.zhunru.identity.Actor;
import org.zhunru.identity.People;
import org.zhunru.identity.SeatKind;

/** Mail to a real SMTP server in this process: what goes out, when, how often, and to whom. */
@IntegrationTest
class MailTest {
  private static final Instant NOW = at("2026-10-09T10:00");

  private static GreenMail server;

  @Autowired JdbcClient db;
  @Autowired TransactionTemplate transaction;
  @Autowired Planner planner;
  @Autowired Composer composer;
  @Autowired Contacts contacts;
  @Autowired Notices notices;
  @Autowired Outbox outbox;
  @Autowired Telling telling;
  @Autowired People people;
  @Autowired Clock clock;

  @BeforeAll
  static void start() {
    server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    server.start();
  }

  @AfterAll
  static void stop() {
    server.stop();
  }

  @Test
  void what_is_told_is_mailed_once_with_the_number_and_a_link_and_no_name() throws Exception {
    var me = reached();
    var project = told(me, "DECIDED");
    dispatcher().sweep(fixed(NOW));
    dispatcher().sweep(fixed(NOW.plusSeconds(60)));

    var mails = mailsTo(me);
    assertThat(mails).hasSize(1);
    var mail = mails.get(0);
    assertThat(mail.getSubject()).matches("【准入】\\S+-\\d{6}：已作出决定，请查看决定书");
    assertThat(mail.getFrom()[0].toString()).isEqualTo("zhunru@city.example");
    assertThat(mail.getHeader("Auto-Submitted")).containsExactly("auto-generated");
    var parts = parts(mail);
    assertThat(parts.get(0)).contains("已作出决定", "/cases/" + caseId(), "/me/notices/settings");
    assertThat(parts.get(1)).contains("<a href=", "/cases/" + caseId()).startsWith("<!DOCTYPE");
    assertThat(String.join("", parts)).doesNotContain(project, me.name());
    assertThat(state(me)).isEqualTo("SENT 1");
  }

  @Test
  void a_mail_server_down_for_ten_minutes_loses_nothing_and_doubles_nothing() {
    var all = List.of(reached(), reached(), reached());
    all.forEach(person -> told(person, "DECIDED"));
    int port = server.getSmtp().getPort();
    server.stop();
    try {
      for (int minute = 0; minute < 10; minute++) {
        assertThat(dispatcher(port).sweep(fixed(NOW.plus(Duration.ofMinutes(minute))))).isZero();
      }
    } finally {
      server = new GreenMail(new ServerSetup(port, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
      server.start();
    }
    for (int minute = 10; minute < 30; minute++) {
      dispatcher(port).sweep(fixed(NOW.plus(Duration.ofMinutes(minute))));
    }

    for (var person : all) {
      assertThat(mailsTo(person)).hasSize(1);
      assertThat(state(person)).startsWith("SENT");
    }
    // While nobody is there one of them knocks, not all.
    assertThat(all.stream().mapToInt(p -> Integer.parseInt(state(p).split(" ")[1])).sum())
        .isBetween(4, 13);
  }

  @Test
  void nodes_at_once_send_each_once() throws Exception {
    var all = new ArrayList<Actor>();
    for (int i = 0; i < 8; i++) {
      var person = reached();
      told(person, "DECIDED");
      told(person, "CORRECTION");
      all.add(person);
    }
    var nodes = Executors.newFixedThreadPool(3);
    try {
      Callable<Integer> node = () -> dispatcher().sweep(fixed(NOW));
      for (var done : nodes.invokeAll(List.of(node, node, node))) {
        done.get();
      }
    } finally {
      nodes.shutdown();
    }
    var ids = new HashSet<String>();
    for (var person : all) {
      var mails = mailsTo(person);
      assertThat(mails).hasSize(2);
      for (var mail : mails) {
        ids.add(mail.getMessageID());
      }
    }
    assertThat(ids).hasSize(16);
  }

  @Test
  void a_node_killed_after_sending_sends_again_under_the_same_id() throws Exception {
    var me = reached();
    told(me, "DECIDED");
    var mail = new MailChannel(sender(server.getSmtp().getPort()), "zhunru@city.example");
    var dying =
        new Fake() {
          @Override
          public void send(Outgoing message) throws Fault {
            mail.send(message);
            if (message.to().equals(address(me))) {
              throw new Killed();
            }
          }
        };
    assertThatThrownBy(() -> dispatcher(dying).sweep(fixed(NOW))).isInstanceOf(Killed.class);
    assertThat(state(me)).isEqualTo("WAITING 1");
    dispatcher().sweep(fixed(NOW.plus(Dispatcher.LEASE).minusSeconds(1)));
    assertThat(mailsTo(me)).hasSize(1);
    dispatcher().sweep(fixed(NOW.plus(Dispatcher.LEASE)));

    var mails = mailsTo(me);
    assertThat(mails).hasSize(2);
    assertThat(mails.get(0).getMessageID())
        .isEqualTo(mails.get(1).getMessageID())
        .endsWith("@city.example>");
    assertThat(state(me)).isEqualTo("SENT 2");
  }

  @Test
  void what_comes_in_quiet_hours_comes_together_on_the_next_working_day() {
    var me = reached();
    told(me, "DECIDED");
    dispatcher().sweep(fixed(at("2026-09-30T20:30")));
    told(me, "CORRECTION");
    dispatcher().sweep(fixed(at("2026-10-03T12:00")));
    dispatcher().sweep(fixed(at("2026-10-08T07:59")));
    assertThat(mailsTo(me)).isEmpty();
    dispatcher().sweep(fixed(at("2026-10-08T08:00")));
    assertThat(mailsTo(me)).hasSize(1);

    told(me, "VETO_LIFTED");
    dispatcher().sweep(fixed(at("2026-10-09T23:00")));
    // Saturday the 10th is worked.
    dispatcher().sweep(fixed(at("2026-10-10T08:00")));
    assertThat(mailsTo(me)).hasSize(2);
  }

  @Test
  void a_fault_before_the_quiet_hours_is_not_mended_within_them() {
    var me = reached();
    told(me, "DECIDED");
    dispatcher(faulty(Channel.Fault.Then.LATER)).sweep(fixed(at("2026-10-09T19:59")));
    dispatcher().sweep(fixed(at("2026-10-09T20:05")));
    assertThat(mailsTo(me)).isEmpty();
    dispatcher().sweep(fixed(at("2026-10-10T08:00")));
    assertThat(mailsTo(me)).hasSize(1);
  }

  @Test
  void what_was_read_meanwhile_is_not_mailed_later() throws Exception {
    var me = reached();
    told(me, "DECIDED");
    dispatcher().sweep(fixed(at("2026-10-09T21:00")));
    notices.read(me, clock.instant());
    told(me, "CORRECTION");
    dispatcher().sweep(fixed(at("2026-10-09T22:00")));
    dispatcher().sweep(fixed(at("2026-10-10T08:00")));
    assertThat(mailsTo(me)).hasSize(1);
    assertThat(parts(mailsTo(me).get(0)).get(0)).doesNotContain("已作出决定").contains("补正");
  }

  @Test
  void a_digest_is_one_mail_a_working_day() throws Exception {
    var me = reached();
    db.sql("update contact set digest_at = '09:00', language = 'en' where account_id = :me")
        .param("me", me.accountId())
        .update();
    told(me, "DECIDED");
    dispatcher().sweep(fixed(at("2026-10-08T10:00")));
    told(me, "CORRECTION");
    dispatcher().sweep(fixed(at("2026-10-08T15:00")));
    assertThat(mailsTo(me)).isEmpty();
    dispatcher().sweep(fixed(at("2026-10-09T09:00")));

    var mails = mailsTo(me);
    assertThat(mails).hasSize(1);
    assertThat(mails.get(0).getSubject()).isEqualTo("[Zhunru] 2 notices for you");
    assertThat(parts(mails.get(0)).get(0))
        .contains("A decision was made; see it", "Corrections are needed");
    // It has gone: what comes now goes with the next.
    told(me, "VETO_LIFTED");
    dispatcher().sweep(fixed(at("2026-10-09T09:00")));
    assertThat(mailsTo(me)).hasSize(1);
    dispatcher().sweep(fixed(at("2026-10-10T09:00")));
    assertThat(mailsTo(me)).hasSize(2);
  }

  @Test
  void a_code_goes_to_the_address_and_nothing_else_before_it_comes_back() throws Exception {
    var me = people.officer(Actor.LEAD_OFFICE, SeatKind.HEAD);
    contacts.address(me, " " + address(me) + " ");
    told(me, "DECIDED");
    var now = clock.instant();
    dispatcher().sweep(fixed(now));
    var mails = mailsTo(me);
    assertThat(mails).hasSize(1);
    var code = Pattern.compile("\\d{8}").matcher(parts(mails.get(0)).get(0));
    assertThat(code.find()).isTrue();
    assertThat(secrets(me)).isZero();

    assertThat(contacts.confirm(me, "12345")).isEqualTo(Contacts.Confirmed.WRONG);
    assertThat(contacts.of(me.accountId()).verified()).isFalse();
    assertThat(contacts.confirm(me, code.group())).isEqualTo(Contacts.Confirmed.YES);
    assertThat(contacts.of(me.accountId()).verified()).isTrue();

    // Another address is another question.
    contacts.address(me, "other." + address(me));
    assertThat(contacts.of(me.accountId()).verified()).isFalse();
  }

  @Test
  void an_address_is_removed_only_where_there_is_one() {
    var me = people.officer(Actor.LEAD_OFFICE, SeatKind.HEAD);
    assertRefused(() -> contacts.address(me, " "), "notice.mailMalformed");
    contacts.address(me, address(me));

    contacts.address(me, " ");

    assertThat(contacts.of(me.accountId()).mail()).isNull();
  }

  @Test
  void a_code_cannot_be_guessed_or_ordered_without_end() {
    var me = people.officer(Actor.LEAD_OFFICE, SeatKind.HEAD);
    for (int i = 0; i < Contacts.CODES_A_DAY; i++) {
      contacts.address(me, address(me));
    }
    assertRefused(() -> contacts.address(me, address(me)), "notice.codesUsedUp");
    for (int i = 0; i < Contacts.TRIES; i++) {
      assertThat(contacts.confirm(me, "no")).isEqualTo(Contacts.Confirmed.WRONG);
    }
    // Of the codes ordered only the last is still on its way.
    assertThat(secrets(me)).isEqualTo(1);
    assertThat(contacts.confirm(me, "no")).isEqualTo(Contacts.Confirmed.USED_UP);
  }

  @Test
  void addresses_times_and_numbers_that_are_none_are_refused() {
    var me = people.officer("yjj", SeatKind.HANDLER);
    for (var bad :
        List.of(
            "a",
            "a@b",
            "a b@c.cn",
            "a@b.cn\r\nBcc: c@d.cn",
            "\"a\"@b.cn",
            "a@b.cn,c@d.cn",
            "<a@b.cn>",
            "a@-b.cn",
            "a@" + "b".repeat(260) + ".cn")) {
      assertRefused(() -> contacts.address(me, bad), "notice.mailMalformed");
    }
    assertThatThrownBy(
            () -> contacts.wish(me, wishes("1234", "day", "25:00", "x", "08:00", Set.of())))
        .isInstanceOfSatisfying(
            Refusals.class,
            all ->
                assertThat(all.all())
                    .extracting(Refusal::code)
                    .containsExactly(
                        "notice.phoneMalformed", "notice.timeMalformed", "notice.timeMalformed"));
    assertRefused(
        () -> contacts.wish(me, wishes("", "", "", "20:00", "08:00", Set.of("WORK"))),
        "notice.phoneMissing");
    assertRefused(
        () -> contacts.wish(me, wishes("", "day", "21:00", "20:00", "08:00", Set.of())),
        "notice.digestInQuiet");
    contacts.wish(
        me,
        wishes("+86 138-0000-0000", "day", "9:30", "20:00", "08:00", Set.of("WORK", "DECIDED")));
    var kept = contacts.of(me.accountId());
    assertThat(kept.phone()).isEqualTo("13800000000");
    assertThat(kept.digestAt()).isEqualTo("09:30");
    assertThat(contacts.wanted(me.accountId(), Channel.Name.MAIL)).doesNotContain(Kind.WORK);
    assertThat(contacts.wanted(me.accountId(), Channel.Name.SMS))
        .containsExactly(Kind.WORK, Kind.DECIDED);
  }

  @Test
  void who_lost_the_right_to_see_a_case_or_the_account_gets_nothing_about_it() {
    var me = reached();
    var stopped = reached();
    told(me, "DECIDED");
    told(stopped, "DECIDED");
    dispatcher(faulty(Channel.Fault.Then.LATER)).sweep(fixed(NOW));
    db.sql("delete from account_seat where account_id = :me").param("me", me.accountId()).update();
    db.sql("update account set stopped = true where id = :me")
        .param("me", stopped.accountId())
        .update();
    dispatcher().sweep(fixed(NOW.plus(Duration.ofMinutes(5))));

    assertThat(mailsTo(me)).isEmpty();
    assertThat(mailsTo(stopped)).isEmpty();
    assertThat(state(me)).startsWith("DROPPED");
    assertThat(state(stopped)).startsWith("DROPPED");
  }

  @Test
  void what_was_put_into_a_header_stays_in_its_line() throws Exception {
    var me = reached();
    var channel = new MailChannel(sender(server.getSmtp().getPort()), "zhunru@city.example");
    channel.send(
        new Outgoing(
            UUID.randomUUID(),
            address(me),
            "项目\r\nBcc: other@city.example\r\n\r\n<b>x\u2028",
            List.of(new Outgoing.Line("<script>a\r\n.\r\nQUIT", "https://a.cn/?a=\"><b>")),
            List.of(),
            Locale.CHINESE));
    var mail = mailsTo(me).get(0);
    assertThat(mail.getSubject()).isEqualTo("项目 Bcc: other@city.example <b>x");
    assertThat(mail.getHeader("Bcc")).isNull();
    assertThat(mail.getAllRecipients()).hasSize(1);
    assertThat(parts(mail).get(1)).doesNotContain("<script>", "\"><b>");
    assertThat(parts(mail).get(0)).contains("QUIT");
  }

  @Test
  void what_is_refused_for_ever_is_given_up_once_and_administrators_are_told_once_a_day() {
    var admin = people.having("sysadmin");
    var first = reached();
    var second = reached();
    told(first, "DECIDED");
    told(second, "DECIDED");
    dispatcher(faulty(Channel.Fault.Then.NEVER)).sweep(fixed(NOW));
    assertThat(state(first)).isEqualTo("GIVEN_UP 1");
    assertThat(notices.of(admin, null).rows())
        .filteredOn(n -> n.kind() == Kind.CHANNEL_FAULT)
        .hasSize(1)
        .allMatch(n -> n.href().equals("/admin/channels"));
    assertThat(outbox.faults()).anyMatch(f -> f.username().equals(first.username()));

    assertThat(outbox.retry(admin)).isGreaterThanOrEqualTo(2);
    db.sql("update message set next_at = :now where state = 'WAITING'")
        .param("now", Notices.utc(NOW))
        .update();
    dispatcher().sweep(fixed(NOW));
    assertThat(mailsTo(first)).hasSize(1);
    assertThat(mailsTo(second)).hasSize(1);
  }

  @Test
  void tries_become_rarer_and_end_and_administrators_learn_of_it_after_half_an_hour() {
    var admin = people.having("sysadmin");
    var me = reached();
    told(me, "DECIDED");
    var start = at("2026-10-12T10:00");
    var settings = new NoticeSettings("zhunru@city.example", 9);
    var tried = new ArrayList<Long>();
    var nobody =
        new Fake() {
          Instant now = start;

          @Override
          public void send(Outgoing message) throws Fault {
            if (message.to().equals(address(me))) {
              tried.add(Duration.between(start, now).toMinutes());
            }
            throw new Fault(Fault.Then.LATER, "not now");
          }
        };
    db.sql(
            "update contact set quiet_from = '00:00', quiet_to = '00:00', quiet_days = false where account_id = :me")
        .param("me", me.accountId())
        .update();
    for (int minute = 0; minute < 400; minute++) {
      nobody.now = start.plus(Duration.ofMinutes(minute));
      assertThat(notices.unread(admin.accountId())).isEqualTo(minute <= 31 ? 0 : 1);
      dispatcher(settings, nobody).sweep(fixed(nobody.now));
    }
    assertThat(tried).containsExactly(0L, 1L, 3L, 7L, 15L, 31L, 63L, 123L, 183L);
    assertThat(state(me)).isEqualTo("GIVEN_UP 9");
  }

  @Test
  void sms_is_a_line_of_a_file_that_does_not_grow_without_end(@TempDir Path directory)
      throws Exception {
    var me = reached();
    contacts.wish(me, wishes("13912345678", "", "", "20:00", "08:00", Set.of("DECIDED")));
    told(me, "DECIDED");
    told(me, "CORRECTION");
    var file = new FileSms(directory, 1000, clock);
    dispatcher(new SmsChannel(file)).sweep(fixed(NOW));
    dispatcher(new SmsChannel(file)).sweep(fixed(NOW));
    assertThat(Files.readAllLines(file.file(0)))
        .hasSize(1)
        .allMatch(l -> l.matches("\\S+\t[0-9a-f-]{36}\t13912345678\t【准入】\\S+：已作出决定，请查看决定书"));

    for (int i = 0; i < 200; i++) {
      file.send(UUID.randomUUID(), "13912345678", "一\n二\t三".repeat(10));
    }
    try (var files = Files.list(directory)) {
      assertThat(files.filter(f -> f.toString().endsWith(".log")).count())
          .isEqualTo(FileSms.KEPT + 1);
    }
    assertThat(Files.size(file.file(1))).isLessThanOrEqualTo(1000);
    assertThat(Files.readAllLines(file.file(0))).allMatch(l -> l.split("\t").length == 4);
  }

  private static final class Killed extends Error {}

  private abstract static class Fake implements Channel {
    @Override
    public Name name() {
      return Name.MAIL;
    }

    @Override
    public boolean ready() {
      return true;
    }
  }

  private static Channel faulty(Channel.Fault.Then then) {
    return new Fake() {
      @Override
      public void send(Outgoing message) throws Fault {
        throw new Fault(then, "550 no");
      }
    };
  }

  private Dispatcher dispatcher() {
    return dispatcher(server.getSmtp().getPort());
  }

  private Dispatcher dispatcher(int port) {
    return dispatcher(new MailChannel(sender(port), "zhunru@city.example"));
  }

  private Dispatcher dispatcher(Channel channel) {
    return dispatcher(new NoticeSettings("zhunru@city.example", 36), channel);
  }

  private Dispatcher dispatcher(NoticeSettings settings, Channel channel) {
    return new Dispatcher(
        db, transaction, planner, composer, contacts, telling, List.of(channel), settings);
  }

  private static JavaMailSenderImpl sender(int port) {
    var sender = new JavaMailSenderImpl();
    sender.setHost("127.0.0.1");
    sender.setPort(port);
    sender.setDefaultEncoding("UTF-8");
    return sender;
  }

  private static Clock fixed(Instant now) {
    return Clock.fixed(now, ZoneId.of("Asia/Shanghai"));
  }

  private static Instant at(String local) {
    return LocalDateTime.parse(local).atZone(ZoneId.of("Asia/Shanghai")).toInstant();
  }

  private static Contacts.Wishes wishes(
      String phone, String digest, String at, String from, String to, Set<String> sms) {
    return new Contacts.Wishes(phone, digest, at, from, to, true, "zh", Set.of("DECIDED"), sms);
  }

  private static void assertRefused(
      org.assertj.core.api.ThrowableAssert.ThrowingCallable act, String code) {
    assertThatThrownBy(act)
        .isInstanceOfSatisfying(Refusal.class, r -> assertThat(r.code()).isEqualTo(code));
  }

  /** Somebody of the lead office, who sees every case that was filed, with a confirmed address. */
  private Actor reached() {
    var actor = people.officer(Actor.LEAD_OFFICE, SeatKind.HEAD);
    db.sql("insert into contact (account_id, mail, verified_at) values (:me, :mail, now())")
        .param("me", actor.accountId())
        .param("mail", address(actor))
        .update();
    return actor;
  }

  private static String address(Actor actor) {
    return actor.username() + "@test.example";
  }

  /** A case of the demonstration: those of other tests come and go and have numbers of any kind. */
  private UUID caseId() {
    return db.sql(
            "select id from case_file where number ~ '-[0-9]{6}$' and state = 'SUBMITTED'"
                + " order by submitted_at, id limit 1")
        .query(UUID.class)
        .single();
  }

  /**
   * @return name of the project
   */
  private String told(Actor actor, String kind) {
    var id = UUID.randomUUID();
    db.sql(
            """
            insert into notice (id, account_id, about, kind, case_id, at)
            values (:id, :me, :about, :kind, :case, now())
            """)
        .param("id", id)
        .param("me", actor.accountId())
        .param("about", "test:" + id)
        .param("kind", kind)
        .param("case", caseId())
        .update();
    return db.sql(
            "select p.name from project p join case_file c on c.project_id = p.id where c.id = :id")
        .param("id", caseId())
        .query(String.class)
        .single();
  }

  private String state(Actor actor) {
    return db.sql(
            "select state || ' ' || attempts from message where account_id = :me and purpose = 'NOTICES'")
        .param("me", actor.accountId())
        .query(String.class)
        .single();
  }

  private int secrets(Actor actor) {
    return db.sql("select count(*) from message where account_id = :me and secret is not null")
        .param("me", actor.accountId())
        .query(Integer.class)
        .single();
  }

  private static List<MimeMessage> mailsTo(Actor actor) {
    return Arrays.stream(server.getReceivedMessages())
        .filter(m -> isTo(m, address(actor)))
        .toList();
  }

  private static boolean isTo(MimeMessage mail, String address) {
    try {
      return mail.getAllRecipients()[0].toString().equals(address);
    } catch (jakarta.mail.MessagingException never) {
      throw new IllegalStateException(never);
    }
  }

  /** Text and HTML. */
  private static List<String> parts(MimeMessage mail) throws Exception {
    var parts = new ArrayList<String>();
    var all = (MimeMultipart) mail.getContent();
    for (int i = 0; i < all.getCount(); i++) {
      parts.add(all.getBodyPart(i).getContent().toString());
    }
    return parts;
  }
}
