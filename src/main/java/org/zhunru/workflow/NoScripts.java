package org.zhunru.workflow;

import javax.script.ScriptEngine;
import javax.script.ScriptEngineFactory;
import javax.script.ScriptEngineManager;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.impl.scripting.engine.ScriptEngineResolver;

/** No script engine, whatever language is asked for and whatever lies on the class path. */
class NoScripts implements ScriptEngineResolver {

  @Override
  public void addScriptEngineFactory(ScriptEngineFactory factory) {
    throw refusal();
  }

  @Override
  public ScriptEngineManager getScriptEngineManager() {
    throw refusal();
  }

  @Override
  public ScriptEngine getScriptEngine(String language, boolean cache) {
    throw refusal();
  }

  private static ProcessEngineException refusal() {
    return new ProcessEngineException("scripts are off");
  }
}
