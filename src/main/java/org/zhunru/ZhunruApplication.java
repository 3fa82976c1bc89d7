package org.zhunru;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Starts Zhunru: {@code mvn spring-boot:run}, or {@code java -jar zhunru.jar}. */
@SpringBootApplication
public class ZhunruApplication {

  public static void main(String[] args) {
    SpringApplication.run(ZhunruApplication.class, args);
  }
}
