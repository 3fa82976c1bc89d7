package org.zhunru;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.ContextConfiguration;

/**
 * A test against the whole program: one PostgreSQL and one Spring context for all such tests of a
 * run, the demonstration city seeded, web server on a random port ({@code @LocalServerPort}).
 *
 * <p>Because the database is shared, a test makes the records it speaks of and leaves those of
 * others alone. {@code @MockitoBean} and further properties would cost another context: don't.
 */
@Inherited
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@ContextConfiguration(initializers = TestDatabase.class)
public @interface IntegrationTest {}
