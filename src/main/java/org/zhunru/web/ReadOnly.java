package org.zhunru.web;

import freemarker.ext.beans.ClassMemberAccessPolicy;
import freemarker.ext.beans.DefaultMemberAccessPolicy;
import freemarker.ext.beans.MemberAccessPolicy;
import freemarker.template.Configuration;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Method;

/**
 * Templates read and never act: of an object they see what takes no argument and gives a value
 * (record components, getters), within FreeMarker's own rules; no constructor, no field.
 */
final class ReadOnly implements MemberAccessPolicy {
  private final MemberAccessPolicy base =
      DefaultMemberAccessPolicy.getInstance(Configuration.VERSION_2_3_35);

  @Override
  public ClassMemberAccessPolicy forClass(Class<?> type) {
    var rules = base.forClass(type);
    return new ClassMemberAccessPolicy() {
      @Override
      public boolean isMethodExposed(Method method) {
        return method.getParameterCount() == 0
            && method.getReturnType() != void.class
            && rules.isMethodExposed(method);
      }

      @Override
      public boolean isConstructorExposed(Constructor<?> constructor) {
        return false;
      }

      @Override
      public boolean isFieldExposed(Field field) {
        return false;
      }
    };
  }

  @Override
  public boolean isToStringAlwaysExposed() {
    return true;
  }
}
