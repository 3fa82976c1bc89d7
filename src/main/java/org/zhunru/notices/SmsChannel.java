package org.zhunru.notices;

import java.io.IOException;

/** SMS: the subject alone, which says what is to do. */
class SmsChannel implements Channel {
  private final Sms sms;

  SmsChannel(Sms sms) {
    this.sms = sms;
  }

  @Override
  public Name name() {
    return Name.SMS;
  }

  @Override
  public boolean ready() {
    return true;
  }

  @Override
  public void send(Outgoing message) throws Fault {
    try {
      sms.send(message.id(), message.to(), MailChannel.oneLine(message.subject()));
    } catch (IOException failed) {
      throw new Fault(Fault.Then.LATER, MailChannel.oneLine(String.valueOf(failed.getMessage())));
    }
  }
}
