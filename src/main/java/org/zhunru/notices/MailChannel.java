package org.zhunru.notices;

import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.jspecify.annotations.Nullable;
import org.springframework.mail.MailAuthenticationException;
import org.springframework.mail.MailException;
import org.springframework.mail.MailSendException;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.web.util.HtmlUtils;

/** Mail, as text and as simple HTML, by any SMTP server. */
class MailChannel implements Channel {
  private static final String UTF_8 = "UTF-8";

  private final @Nullable JavaMailSender sender;
  private final String from;

  /**
   * @param sender null if no server has been set up
   */
  MailChannel(@Nullable JavaMailSender sender, String from) {
    this.sender = sender;
    this.from = from;
  }

  @Override
  public Name name() {
    return Name.MAIL;
  }

  @Override
  public boolean ready() {
    return sender != null && !from.isEmpty();
  }

  @Override
  public void send(Outgoing message) throws Fault {
    var server = sender;
    if (server == null) {
      throw new Fault(Fault.Then.NOBODY_THERE, "no mail server");
    }
    MimeMessage mime;
    try {
      mime = mime(server.createMimeMessage(), message);
    } catch (MessagingException malformed) {
      throw new Fault(Fault.Then.NEVER, said(malformed));
    }
    try {
      server.send(mime);
    } catch (MailAuthenticationException refused) {
      throw new Fault(Fault.Then.NOBODY_THERE, said(refused));
    } catch (MailSendException failed) {
      var causes = failed.getMessageExceptions();
      throw causes.length == 0
          ? new Fault(Fault.Then.NOBODY_THERE, said(failed))
          : new Fault(then(causes[0]), said(causes[0]));
    } catch (MailException malformed) {
      throw new Fault(Fault.Then.NEVER, said(malformed));
    }
  }

  private MimeMessage mime(MimeMessage mime, Outgoing message) throws MessagingException {
    mime.setFrom(new InternetAddress(from, true));
    mime.setRecipient(Message.RecipientType.TO, new InternetAddress(message.to(), true));
    mime.setSubject(oneLine(message.subject()), UTF_8);
    var either = new MimeMultipart("alternative");
    either.addBodyPart(part(text(message), "plain"));
    either.addBodyPart(part(html(message), "html"));
    mime.setContent(either);
    mime.setHeader("Message-ID", "<" + message.id() + "@" + from.replaceFirst(".*@", "") + ">");
    mime.setHeader("Auto-Submitted", "auto-generated");
    mime.setHeader("Content-Language", message.locale().getLanguage());
    return mime;
  }

  private static MimeBodyPart part(String text, String kind) throws MessagingException {
    var part = new MimeBodyPart();
    part.setText(text, UTF_8, kind);
    return part;
  }

  /** A header has one line, whatever was put into it. */
  static String oneLine(String text) {
    return text.replaceAll("[\\p{Cntrl}\\u2028\\u2029]+", " ").strip();
  }

  static String text(Outgoing message) {
    var text = new StringBuilder();
    for (var line : message.lines()) {
      text.append(line.text()).append('\n');
      if (!line.href().isEmpty()) {
        text.append(line.href()).append('\n');
      }
      text.append('\n');
    }
    if (!message.foot().isEmpty()) {
      text.append("-- \n");
      for (var line : message.foot()) {
        text.append(line.text()).append(line.href().isEmpty() ? "" : " " + line.href());
        text.append('\n');
      }
    }
    return text.toString();
  }

  static String html(Outgoing message) {
    var html = new StringBuilder("<!DOCTYPE html><html lang=\"");
    html.append(message.locale().getLanguage().equals("en") ? "en" : "zh-CN").append("\"><body>");
    for (var line : message.lines()) {
      html.append("<p>").append(linked(line)).append("</p>");
    }
    if (!message.foot().isEmpty()) {
      html.append("<hr>");
      for (var line : message.foot()) {
        html.append("<p><small>").append(linked(line)).append("</small></p>");
      }
    }
    return html.append("</body></html>").toString();
  }

  private static String linked(Outgoing.Line line) {
    var text = HtmlUtils.htmlEscape(line.text(), UTF_8);
    return line.href().isEmpty()
        ? text
        : "<a href=\"" + HtmlUtils.htmlEscape(line.href(), UTF_8) + "\">" + text + "</a>";
  }

  /** An address that the server will not have is for ever; everything else may pass. */
  private static Fault.Then then(Throwable failed) {
    for (Throwable cause = failed; cause != null; cause = next(cause)) {
      if (cause instanceof SMTPAddressFailedException address) {
        return address.getReturnCode() >= 500 ? Fault.Then.NEVER : Fault.Then.LATER;
      }
      if (cause instanceof java.io.IOException) {
        return Fault.Then.NOBODY_THERE;
      }
    }
    return Fault.Then.LATER;
  }

  private static @Nullable Throwable next(Throwable cause) {
    return cause instanceof MessagingException mail ? mail.getNextException() : cause.getCause();
  }

  /** What the server said, at its shortest. */
  private static String said(Throwable failed) {
    Throwable last = failed;
    for (Throwable cause = failed; cause != null; cause = next(cause)) {
      last = cause;
    }
    var said = oneLine(last.getClass().getSimpleName() + ": " + last.getMessage());
    return said.substring(0, Math.min(300, said.length()));
  }
}
