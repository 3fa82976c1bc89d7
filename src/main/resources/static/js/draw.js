/* Comfort only: draws on the map of an area what the list of vertices says, and the other way round. */
(function () {
  "use strict";

  var METRES_PER_DEGREE = 111195;
  var WIDTH = 640;
  var HEIGHT = 400;
  var NEAR = 8;
  var SVG = "http://www.w3.org/2000/svg";

  document.addEventListener("DOMContentLoaded", function () {
    document.querySelectorAll("[data-draw]").forEach(drawing);
  });

  function drawing(map) {
    var form = map.closest("form");
    var points = document.getElementById(map.dataset.points);
    var width = document.getElementById(map.dataset.width);
    var svg = map.querySelector("svg.sketch");
    var said = map.querySelector("[data-said]");
    var lon = Number(map.dataset.lon);
    var lat = Number(map.dataset.lat);
    var mpp = Number(map.dataset.mpp);
    var cosine = Math.cos((lat * Math.PI) / 180);
    var border = svg.querySelector(".border");
    var handles = document.createElementNS(SVG, "g");
    var cross = document.createElementNS(SVG, "path");
    var at = { x: WIDTH / 2, y: HEIGHT / 2 };
    var chosen = -1;
    var dragged = -1;
    var before = [];

    svg.querySelectorAll(".vertex").forEach(function (vertex) {
      vertex.remove();
    });
    svg.append(handles, cross);
    var picture = map.querySelector("input[type=image]");
    picture.setAttribute("tabindex", "-1");
    picture.setAttribute("aria-hidden", "true");
    cross.setAttribute("class", "cross");
    svg.classList.add("live");
    svg.removeAttribute("aria-hidden");
    svg.setAttribute("tabindex", "0");
    svg.setAttribute("role", "application");
    svg.setAttribute("aria-label", map.dataset.map);
    map.querySelectorAll("[data-script]").forEach(function (hint) {
      hint.hidden = false;
    });

    function pixel(vertex) {
      return {
        x: WIDTH / 2 + ((vertex[0] - lon) * METRES_PER_DEGREE * cosine) / mpp,
        y: HEIGHT / 2 - ((vertex[1] - lat) * METRES_PER_DEGREE) / mpp,
      };
    }

    function vertex(place) {
      return [
        Number((lon + ((place.x - WIDTH / 2) * mpp) / (METRES_PER_DEGREE * cosine)).toFixed(6)),
        Number((lat - ((place.y - HEIGHT / 2) * mpp) / METRES_PER_DEGREE).toFixed(6)),
      ];
    }

    function read() {
      return points.value
        .split(/\r?\n/)
        .map(function (line) {
          return line.trim().split(/[\s,，]+/).map(Number);
        })
        .filter(function (pair) {
          return pair.length === 2 && pair.every(Number.isFinite);
        });
    }

    function write(all) {
      before.push(points.value);
      put(all);
    }

    function put(all) {
      points.value = all
        .map(function (pair) {
          return pair[0] + " " + pair[1];
        })
        .join("\n");
      show();
    }

    function say(text) {
      said.textContent = text;
    }

    function tell(no, pair) {
      say(map.dataset.vertex.replace("#", no + 1).replace("@", pair[0] + ", " + pair[1]));
    }

    function corridor() {
      var shape = form.querySelector("input[name=shape]:checked");
      return shape !== null && shape.value === "CORRIDOR";
    }

    function show() {
      var all = read().map(pixel);
      var wide = corridor() ? Number(width.value) / mpp : 0;
      border.setAttribute(
        "d",
        all
          .map(function (place, i) {
            return (i ? "L" : "M") + place.x.toFixed(1) + " " + place.y.toFixed(1);
          })
          .join("") + (corridor() || all.length < 3 ? "" : "Z")
      );
      border.classList.toggle("corridor", wide > 0);
      border.setAttribute("stroke-width", wide > 0 ? Math.max(2, wide) : 2);
      handles.replaceChildren.apply(
        handles,
        all.map(function (place, i) {
          var handle = document.createElementNS(SVG, "circle");
          handle.setAttribute("class", "vertex" + (i === chosen ? " chosen" : ""));
          handle.setAttribute("cx", place.x.toFixed(1));
          handle.setAttribute("cy", place.y.toFixed(1));
          handle.setAttribute("r", i === chosen ? 7 : 5);
          return handle;
        })
      );
      cross.setAttribute("d", "M" + (at.x - 9) + " " + at.y + "h18M" + at.x + " " + (at.y - 9) + "v18");
    }

    function placeOf(event) {
      var box = svg.getBoundingClientRect();
      return { x: ((event.clientX - box.left) * WIDTH) / box.width, y: ((event.clientY - box.top) * HEIGHT) / box.height };
    }

    function far(a, b) {
      return Math.hypot(a.x - b.x, a.y - b.y);
    }

    /* The vertex under a place; -1 if there is none. */
    function hit(place) {
      return read().map(pixel).findIndex(function (other) {
        return far(place, other) <= NEAR;
      });
    }

    /* The side under a place, by the vertex at its end; -1 if there is none. */
    function side(place) {
      var all = read().map(pixel);
      for (var i = 1; i <= all.length; i++) {
        var a = all[i - 1];
        var b = all[i % all.length];
        if (i === all.length && (corridor() || all.length < 3)) {
          break;
        }
        if (far(a, place) + far(place, b) - far(a, b) < 1.5) {
          return i;
        }
      }
      return -1;
    }

    function add(place) {
      var all = read();
      var on = side(place);
      var no = on < 0 ? all.length : on;
      var made = vertex(place);
      all.splice(no, 0, made);
      chosen = -1;
      write(all);
      tell(no, made);
    }

    function move(no, place) {
      var all = read();
      all[no] = vertex(place);
      put(all);
      tell(no, all[no]);
    }

    function remove(no) {
      var all = read();
      all.splice(no, 1);
      chosen = -1;
      write(all);
      say(map.dataset.removed.replace("#", no + 1));
    }

    function undo() {
      if (before.length) {
        points.value = before.pop();
        chosen = -1;
        show();
        say(map.dataset.undone);
      }
    }

    svg.addEventListener("pointerdown", function (event) {
      if (event.button !== 0) {
        return;
      }
      event.preventDefault();
      svg.focus();
      at = placeOf(event);
      dragged = hit(at);
      chosen = dragged;
      if (dragged >= 0) {
        before.push(points.value);
        svg.setPointerCapture(event.pointerId);
        tell(dragged, read()[dragged]);
        show();
      } else {
        add(at);
      }
    });
    svg.addEventListener("pointermove", function (event) {
      if (dragged >= 0) {
        at = placeOf(event);
        move(dragged, at);
      }
    });
    svg.addEventListener("pointerup", function () {
      if (dragged >= 0 && before[before.length - 1] === points.value) {
        before.pop();
      }
      dragged = -1;
    });

    svg.addEventListener("keydown", function (event) {
      var by = event.shiftKey ? 1 : 10;
      var way = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key];
      var all = read();
      if (way) {
        at = {
          x: Math.min(WIDTH, Math.max(0, at.x + way[0] * by)),
          y: Math.min(HEIGHT, Math.max(0, at.y + way[1] * by)),
        };
        if (chosen >= 0) {
          before.push(points.value);
          move(chosen, at);
        } else {
          var under = vertex(at);
          show();
          say(map.dataset.cross.replace("@", under[0] + ", " + under[1]));
        }
      } else if ((event.key === "Enter" || event.key === " ") && chosen < 0) {
        add(at);
      } else if ((event.key === "PageDown" || event.key === "PageUp") && all.length) {
        chosen = (chosen + (event.key === "PageDown" ? 1 : chosen < 0 ? 0 : -1) + all.length) % all.length;
        at = pixel(all[chosen]);
        show();
        tell(chosen, all[chosen]);
      } else if ((event.key === "Delete" || event.key === "Backspace") && all.length) {
        remove(chosen >= 0 ? chosen : all.length - 1);
      } else if (event.key === "Escape") {
        chosen = -1;
        show();
      } else if (event.key.toLowerCase() === "z" && (event.ctrlKey || event.metaKey)) {
        undo();
      } else {
        return;
      }
      event.preventDefault();
    });

    form.querySelectorAll("[data-undo]").forEach(function (button) {
      button.addEventListener("click", function (event) {
        if (before.length) {
          event.preventDefault();
          undo();
        }
      });
    });
    points.addEventListener("input", show);
    width.addEventListener("input", show);
    form.addEventListener("change", show);
    show();
  }
})();
