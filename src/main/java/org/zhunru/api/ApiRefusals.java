package org.zhunru.api;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.ConstraintViolationException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.validation.FieldError;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.MissingRequestHeaderException;
import org.springframework.web.bind.MissingRequestValueException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.multipart.MaxUploadSizeExceededException;
import org.zhunru.common.NotKept;
import org.zhunru.common.Refusal;
import org.zhunru.common.Refusals;
import org.zhunru.common.RefusedByDatabase;
import org.zhunru.web.Problems;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/**
 * What the API refuses, as {@code application/problem+json} (see {@link Problems}): refusals with
 * their own code, requests that can't be understood with a code {@code api.*}, faults without a
 * word of their inside.
 */
@RestControllerAdvice(basePackages = "org.zhunru.api")
class ApiRefusals {
  private static final Logger log = LoggerFactory.getLogger(ApiRefusals.class);

  private final Problems problems;

  ApiRefusals(Problems problems) {
    this.problems = problems;
  }

  @ExceptionHandler
  ResponseEntity<Map<String, Object>> refused(Refusal refusal, HttpServletRequest request) {
    return answer(Problems.status(refusal.kind()), refusal, request);
  }

  /** Two changed the same at once; the later one is told. */
  @ExceptionHandler
  ResponseEntity<Map<String, Object>> overtaken(
      ConcurrencyFailureException overtaken, HttpServletRequest request) {
    RefusedByDatabase.log(overtaken);
    return answer(409, Refusal.conflict("api.overtaken"), request);
  }

  @ExceptionHandler
  ResponseEntity<Map<String, Object>> unreadable(
      HttpMessageNotReadableException unreadable, HttpServletRequest request) {
    return unreadable((Throwable) unreadable, request);
  }

  /** A body whose shape hangs on what is asked for, and so is read late. */
  @ExceptionHandler
  ResponseEntity<Map<String, Object>> misshapen(
      JacksonException misshapen, HttpServletRequest request) {
    return unreadable(misshapen, request);
  }

  private ResponseEntity<Map<String, Object>> unreadable(
      Throwable unreadable, HttpServletRequest request) {
    for (Throwable cause = unreadable; cause != null; cause = cause.getCause()) {
      if (cause instanceof Refusal refusal) {
        return refused(refusal, request);
      }
      if (cause instanceof UnrecognizedPropertyException unknown) {
        var field = path(unknown);
        return answer(422, Refusal.invalid("api.unknownField", field, field), request);
      }
      if (cause instanceof DatabindException wrong && !wrong.getPath().isEmpty()) {
        var field = path(wrong);
        return answer(422, Refusal.invalid("api.valueMalformed", field, field), request);
      }
      if (cause instanceof JacksonException malformed && malformed.getLocation() != null) {
        return answer(
            400,
            Refusal.invalid(
                "api.malformed",
                null,
                malformed.getLocation().getLineNr(),
                malformed.getLocation().getColumnNr()),
            request);
      }
    }
    return answer(400, Refusal.invalid("api.bodyMissing", null), request);
  }

  @ExceptionHandler
  ResponseEntity<Map<String, Object>> invalid(
      MethodArgumentNotValidException invalid, HttpServletRequest request) {
    var faults = new ArrayList<Refusal>();
    for (FieldError error : invalid.getBindingResult().getFieldErrors()) {
      faults.add(Refusal.invalid("api.valueMalformed", error.getField(), error.getField()));
    }
    return several(faults, request);
  }

  @ExceptionHandler
  ResponseEntity<Map<String, Object>> violated(
      ConstraintViolationException violated, HttpServletRequest request) {
    var faults = new ArrayList<Refusal>();
    violated
        .getConstraintViolations()
        .forEach(
            v -> {
              var field = v.getPropertyPath().toString();
              faults.add(Refusal.invalid("api.valueMalformed", field, field));
            });
    return several(faults, request);
  }

  @ExceptionHandler
  ResponseEntity<Map<String, Object>> mistyped(
      MethodArgumentTypeMismatchException mistyped, HttpServletRequest request) {
    // An id in the address that is none names nothing.
    var inPath = request.getRequestURI().contains(String.valueOf(mistyped.getValue()));
    return inPath
        ? answer(404, Refusal.unknown("api.notFound"), request)
        : answer(
            422,
            Refusal.invalid("api.valueMalformed", mistyped.getName(), mistyped.getName()),
            request);
  }

  @ExceptionHandler
  ResponseEntity<Map<String, Object>> missing(
      MissingRequestValueException missing, HttpServletRequest request) {
    if (missing instanceof MissingRequestHeaderException header) {
      var name = header.getHeaderName();
      return answer(400, Refusal.invalid("api.headerMissing", name, name), request);
    }
    if (missing instanceof MissingServletRequestParameterException parameter) {
      var name = parameter.getParameterName();
      return answer(422, Refusal.invalid("api.valueMissing", name, name), request);
    }
    return answer(400, Refusal.invalid("api.bodyMissing", null), request);
  }

  @ExceptionHandler
  ResponseEntity<Map<String, Object>> tooLarge(
      MaxUploadSizeExceededException tooLarge, HttpServletRequest request) {
    return answer(413, Refusal.invalid("api.tooLarge", null), request);
  }

  /** Anything else: what Spring knows a status for keeps it, the rest is a fault. */
  @ExceptionHandler
  ResponseEntity<Map<String, Object>> fault(Exception fault, HttpServletRequest request)
      throws Exception {
    if (fault instanceof AccessDeniedException || fault instanceof AuthenticationException) {
      throw fault;
    }
    if (NotKept.causes(fault)) {
      RefusedByDatabase.log(fault);
      return answer(422, Refusal.invalid("web.notKept", null), request);
    }
    if (fault instanceof ErrorResponse known && known.getStatusCode().is4xxClientError()) {
      return misfit(known, request);
    }
    log.error("{} {} failed", request.getMethod(), request.getRequestURI(), fault);
    return answer(500, Refusal.conflict("api.fault"), request);
  }

  /** A request that no handler takes. */
  ResponseEntity<Map<String, Object>> misfit(ErrorResponse known, HttpServletRequest request) {
    var status = known.getStatusCode().value();
    return ResponseEntity.status(status)
        .headers(known.getHeaders())
        .contentType(MediaType.APPLICATION_PROBLEM_JSON)
        .body(problems.of(Refusal.invalid(code(status), null), status, request));
  }

  private static String code(int status) {
    switch (status) {
      case 404:
        return "api.notFound";
      case 405:
        return "api.methodNotAllowed";
      case 406:
        return "api.notAcceptable";
      case 413:
        return "api.tooLarge";
      case 415:
        return "api.mediaType";
      default:
        return "api.bodyMissing";
    }
  }

  private ResponseEntity<Map<String, Object>> several(
      List<Refusal> faults, HttpServletRequest request) {
    if (faults.size() == 1) {
      return answer(422, faults.get(0), request);
    }
    return faults.isEmpty()
        ? answer(422, Refusal.invalid("api.bodyMissing", null), request)
        : answer(422, new Refusals(faults), request);
  }

  private ResponseEntity<Map<String, Object>> answer(
      int status, Refusal refusal, HttpServletRequest request) {
    return ResponseEntity.status(status)
        .header(HttpHeaders.CONTENT_TYPE, MediaType.APPLICATION_PROBLEM_JSON_VALUE)
        .body(problems.of(refusal, status, request));
  }

  /** {@code units[0].substances[1].cas}. */
  private static String path(DatabindException wrong) {
    return wrong.getPath().stream()
        .map(
            step ->
                step.getPropertyName() == null
                    ? "[" + step.getIndex() + "]"
                    : "." + step.getPropertyName())
        .collect(Collectors.joining())
        .replaceFirst("^\\.", "");
  }
}
