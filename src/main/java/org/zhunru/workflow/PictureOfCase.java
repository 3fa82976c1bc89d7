package org.zhunru.workflow;

import java.time.Clock;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.history.HistoricActivityInstance;
import org.camunda.bpm.engine.history.HistoricProcessInstance;
import org.springframework.context.MessageSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.zhunru.supervision.CasePicture;
import org.zhunru.supervision.CasePicture.State;
import org.zhunru.supervision.CasePictures;
import org.zhunru.supervision.StepNames;

/** Draws cases out of the engine's history, each in the edition of the model it ran in. */
@Component
class PictureOfCase implements CasePictures {
  private static final DateTimeFormatter THIS_YEAR = DateTimeFormatter.ofPattern("MM-dd HH:mm");
  private static final DateTimeFormatter OTHER_YEAR = DateTimeFormatter.ofPattern("yyyy-MM-dd");
  private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");

  private final RepositoryService repository;
  private final HistoryService history;
  private final RuntimeService runtime;
  private final StepNames names;
  private final JdbcClient db;
  private final MessageSource messages;
  private final Clock clock;

  PictureOfCase(
      RepositoryService repository,
      HistoryService history,
      RuntimeService runtime,
      StepNames names,
      JdbcClient db,
      MessageSource messages,
      Clock clock) {
    this.repository = repository;
    this.history = history;
    this.runtime = runtime;
    this.names = names;
    this.db = db;
    this.messages = messages;
    this.clock = clock;
  }

  @Override
  public Optional<CasePicture> of(UUID caseId, Locale locale) {
    return instance(caseId).map(instance -> drawn(instance, locale));
  }

  @Override
  public Optional<CasePicture> ofDepartment(UUID caseId, String department, Locale locale) {
    return instance(caseId)
        .flatMap(whole -> review(whole, caseId, department))
        .map(instance -> drawn(instance, locale));
  }

  private Optional<HistoricProcessInstance> instance(UUID caseId) {
    return history
        .createHistoricProcessInstanceQuery()
        .processInstanceBusinessKey(caseId.toString())
        .rootProcessInstances()
        .list()
        .stream()
        .max(Comparator.comparing(HistoricProcessInstance::getStartTime));
  }

  /**
   * The engine keeps no variables of ended instances; which of the called instances was whose is
   * known from the work it made for the department.
   */
  private Optional<HistoricProcessInstance> review(
      HistoricProcessInstance whole, UUID caseId, String department) {
    Map<String, HistoricProcessInstance> called =
        history
            .createHistoricProcessInstanceQuery()
            .superProcessInstanceId(whole.getId())
            .list()
            .stream()
            .collect(Collectors.toMap(HistoricProcessInstance::getId, i -> i));
    if (called.isEmpty()) {
      return Optional.empty();
    }
    return db
        .sql(
            """
            select task_ref from work_item where case_id = :case and department = :department
            order by opened_at desc, id
            """)
        .param("case", caseId)
        .param("department", department)
        .query(String.class)
        .list()
        .stream()
        .map(ref -> history.createHistoricTaskInstanceQuery().taskId(ref).singleResult())
        .filter(task -> task != null && called.containsKey(task.getProcessInstanceId()))
        .map(task -> called.get(task.getProcessInstanceId()))
        .findFirst();
  }

  private CasePicture drawn(HistoricProcessInstance instance, Locale locale) {
    var key = instance.getProcessDefinitionKey();
    var model =
        DrawnModel.of(repository.getBpmnModelInstance(instance.getProcessDefinitionId()), key);
    boolean open = instance.getEndTime() == null;
    var states =
        PictureStates.of(
            model.process(),
            history
                .createHistoricActivityInstanceQuery()
                .processInstanceId(instance.getId())
                .orderPartiallyByOccurrence()
                .asc()
                .list(),
            open,
            this::planned);
    var who =
        names.who(
            states.steps().values().stream().flatMap(s -> s.tasks().stream()).distinct().toList());
    var nodes = new ArrayList<CasePicture.Node>();
    states
        .steps()
        .forEach(
            (id, step) -> {
              var element = states.node(id);
              nodes.add(
                  new CasePicture.Node(
                      id,
                      name(
                          key,
                          id,
                          DrawnModel.attribute(element, "name"),
                          element.getLocalName(),
                          locale),
                      element.getLocalName(),
                      step.state(),
                      step.since(),
                      step.until(),
                      step.tasks().stream()
                          .filter(who::containsKey)
                          .map(who::get)
                          .distinct()
                          .toList(),
                      step.times(),
                      step.count()));
            });
    var title = name(key, "title", title(instance, model), "process", locale);
    var looks =
        nodes.stream().collect(Collectors.toMap(CasePicture.Node::id, node -> look(node, locale)));
    var svg =
        PictureSvg.of(
            model,
            looks,
            states.taken(),
            "picture-" + instance.getId(),
            title,
            description(nodes, open, locale));
    return new CasePicture(title, svg, List.copyOf(nodes));
  }

  private Integer planned(HistoricActivityInstance inner) {
    return (Integer) runtime.getVariable(inner.getExecutionId(), "nrOfInstances");
  }

  private static String title(HistoricProcessInstance instance, DrawnModel model) {
    var name = DrawnModel.attribute(model.process(), "name");
    return name.isBlank() ? instance.getProcessDefinitionKey() : name;
  }

  /** What the model says; in English what the messages say, if they know this model. */
  private String name(String key, String id, String inModel, String kind, Locale locale) {
    var unnamed = inModel.isBlank() ? say("picture.kind." + kind, locale) : inModel.strip();
    if (!locale.getLanguage().equals(Locale.ENGLISH.getLanguage())) {
      return unnamed;
    }
    var words = messages.getMessage("picture." + key + "." + id, null, unnamed, locale);
    return words == null ? unnamed : words;
  }

  private PictureSvg.Look look(CasePicture.Node node, Locale locale) {
    var title = new ArrayList<String>();
    title.add(node.name());
    title.add(say("picture.state." + node.state(), locale));
    if (node.count() != null) {
      title.add(node.count());
    }
    if (node.times() > 1) {
      title.add(say("picture.times", locale, Integer.toString(node.times())));
    }
    title.addAll(node.who());
    if (node.since() != null) {
      title.add(
          moment(node.since()) + (node.until() == null ? " –" : " – " + moment(node.until())));
    }
    var notes = new ArrayList<String>();
    if (node.kind().endsWith("Task") && node.since() != null) {
      if (!node.who().isEmpty()) {
        notes.add(
            node.who().size() == 1
                ? node.who().get(0)
                : say(
                    "picture.andOthers",
                    locale,
                    node.who().get(0),
                    Integer.toString(node.who().size())));
      }
      notes.add(brief(node.until() == null ? node.since() : node.until()));
    }
    return new PictureSvg.Look(
        node.state(), node.times(), node.count(), String.join(" · ", title), List.copyOf(notes));
  }

  private String description(List<CasePicture.Node> nodes, boolean open, Locale locale) {
    if (open) {
      return say("picture.open", locale, named(nodes, State.CURRENT, locale));
    }
    var ends =
        nodes.stream().filter(n -> n.kind().equals("endEvent") && n.state() == State.DONE).toList();
    return say("picture.closed", locale, named(ends, State.DONE, locale));
  }

  private String named(List<CasePicture.Node> nodes, State state, Locale locale) {
    var names =
        nodes.stream()
            .filter(n -> n.state() == state)
            .map(n -> n.count() == null ? n.name() : n.name() + " " + n.count())
            .toList();
    return names.isEmpty()
        ? say("picture.none", locale)
        : String.join(say("picture.comma", locale), names);
  }

  private String brief(Instant moment) {
    var here = moment.atZone(clock.getZone());
    int now = clock.instant().atZone(clock.getZone()).getYear();
    return (here.getYear() == now ? THIS_YEAR : OTHER_YEAR).format(here);
  }

  private String moment(Instant moment) {
    return MOMENT.format(moment.atZone(clock.getZone()));
  }

  private String say(String key, Locale locale, Object... arguments) {
    return messages.getMessage(key, arguments, locale);
  }
}
