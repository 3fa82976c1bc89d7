package org.zhunru.identity;

import java.util.UUID;

/**
 * A firm that files projects.
 *
 * @param creditCode unified social credit code, GB 32100-2015, canonical form
 */
public record Enterprise(UUID id, String name, String creditCode) {}
