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
})();
