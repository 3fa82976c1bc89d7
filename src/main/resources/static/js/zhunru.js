/* Comfort only: every page does its work without this file. */
(function () {
  "use strict";

  function meta(name) {
    var element = document.querySelector('meta[name="' + name + '"]');
    return element ? element.content : null;
  }

  /* htmx sends the CSRF token along. */
  document.addEventListener("htmx:configRequest", function (event) {
    var header = meta("csrf-header");
    if (header) {
      event.detail.headers[header] = meta("csrf-token");
    }
  });

  /* The summary of errors is where the eye should be. */
  document.addEventListener("DOMContentLoaded", function () {
    var errors = document.getElementById("errors");
    if (errors) {
      errors.focus();
    }
  });

  /* Drafts: save while one types, look up, hide and show, rows without a reload. */
  document.addEventListener("DOMContentLoaded", function () {
    document.querySelectorAll("form[data-autosave]").forEach(draft);
    document.querySelectorAll("input[data-lookup]").forEach(lookup);
    document.querySelectorAll("form").forEach(conditions);
  });

  function fields(form) {
    var sent = new URLSearchParams();
    new FormData(form).forEach(function (value, name) {
      if (typeof value === "string" && name !== "_once" && name !== "_csrf" && name !== "_do") {
        sent.append(name, value);
      }
    });
    return sent;
  }

  function draft(form) {
    var status = form.querySelector("[data-saved]");
    var revision = form.querySelector('input[name="_revision"]');
    var offline = status ? status.dataset.offline : "";
    var timer = null;
    var busy = false;
    var again = false;
    var overtaken = false;

    function say(text, bad) {
      if (status && text) {
        status.textContent = text;
        status.classList.toggle("bad", bad);
      }
    }

    function save() {
      if (overtaken) {
        return;
      }
      if (busy) {
        again = true;
        return;
      }
      busy = true;
      var headers = { "If-Match": '"' + revision.value + '"' };
      headers[meta("csrf-header")] = meta("csrf-token");
      fetch(form.dataset.autosave, { method: "POST", headers: headers, body: fields(form), redirect: "error" })
        .then(function (answer) {
          return answer.json().then(function (body) {
            if (answer.ok) {
              revision.value = body.revision;
              say(body.said, false);
            } else {
              overtaken = answer.status === 409;
              say(body.said || offline, true);
            }
          });
        })
        .catch(function () {
          say(offline, true);
        })
        .then(function () {
          busy = false;
          if (again) {
            again = false;
            save();
          }
        });
    }

    form.addEventListener("input", function () {
      clearTimeout(timer);
      timer = setTimeout(save, 1200);
    });
    form.addEventListener("submit", function (event) {
      clearTimeout(timer);
      again = false;
      if (busy && event.submitter) {
        /* The saving under way first, so that this one doesn't overtake it. */
        event.preventDefault();
        var button = event.submitter;
        var wait = setInterval(function () {
          if (!busy) {
            clearInterval(wait);
            form.requestSubmit(button);
          }
        }, 50);
      }
    });
  }

  /* <option>s for what is being typed; choosing one fills in the CAS number of the row. */
  function lookup(input) {
    var list = document.getElementById(input.getAttribute("list"));
    var timer = null;
    var asked = "";
    input.addEventListener("input", function () {
      var chosen = Array.prototype.find.call(list.options, function (o) {
        return o.value === input.value;
      });
      if (chosen && chosen.dataset.cas) {
        var cas = input.form.elements[input.name.replace(/[^.]+$/, "cas")];
        if (cas && !cas.value) {
          cas.value = chosen.dataset.cas;
        }
        return;
      }
      clearTimeout(timer);
      timer = setTimeout(function () {
        var text = input.value.trim();
        if (!text || text === asked) {
          return;
        }
        asked = text;
        fetch(input.dataset.lookup + "?q=" + encodeURIComponent(text), { headers: { Accept: "text/html" } })
          .then(function (answer) {
            return answer.ok ? answer.text() : "";
          })
          .then(function (html) {
            if (input.value.trim() === text) {
              list.replaceChildren.apply(
                list,
                Array.prototype.slice.call(new DOMParser().parseFromString("<select>" + html + "</select>", "text/html").querySelectorAll("option"))
              );
            }
          })
          .catch(function () {});
      }, 180);
    });
  }

  /* Hides and shows what depends on other answers. */
  function conditions(form) {
    var dependent = form.querySelectorAll("[data-hide]");
    if (!dependent.length) {
      return;
    }
    function value(name) {
      var found = new FormData(form).get(name);
      return found === null ? "" : found.trim();
    }
    /* What hangs on an answer of another page stays as the server showed it. */
    function askedHere(c) {
      var parts = c.all || c.any || (c.not ? [c.not] : null);
      return parts ? parts.every(askedHere) : form.elements[c.path] !== undefined;
    }
    function holds(c) {
      if (c.all) {
        return c.all.every(holds);
      }
      if (c.any) {
        return c.any.some(holds);
      }
      if (c.not) {
        return !holds(c.not);
      }
      return c.equal === (value(c.path) === c.value);
    }
    form.addEventListener("change", function () {
      dependent.forEach(function (element) {
        var hide = JSON.parse(element.dataset.hide);
        if (askedHere(hide)) {
          element.hidden = holds(hide);
        }
      });
    });
  }
})();
