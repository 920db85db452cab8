/* Right places of a question, drawn on its picture. Each stands as a line in the typed field, in
   the pixels of the picture; what is typed there is drawn at once. The mouse draws on the free
   picture; a finger does so once a shape was chosen, else it scrolls. By keys: the button of a
   shape puts one in the middle, arrows move it, Shift with arrows changes its size, Delete
   removes it. */

import { between, parsed, SHAPES, written } from "./shapes.js";

const MOST = 20;
const DRAWN = 6; // pixels of a drag that is no click
const FINGER = 14; // half the width of the handle that changes a size
const SVG = "http://www.w3.org/2000/svg";
const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

function svg(tag, attributes) {
  const made = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  return made;
}

function drawOn(part) {
  const field = document.getElementById(part.dataset.places);
  const picture = document.querySelector("input[name=picture]");
  const [frame, image, drawing, list, said, note] = ["frame", "image", "drawing", "list", "said", "note"].map(
    (name) => part.querySelector(`[data-places-${name}]`),
  );
  const buttons = [...part.querySelectorAll("[data-places-shape]")];
  const words = part.dataset;
  let size = null; // of the picture, in its own pixels
  let lines = [];
  let armed = matchMedia("(pointer: fine)").matches ? "rectangle" : "";
  let isWriting = false;

  const shapes = () => lines.filter((line) => line.kind);
  const scale = () => size[0] / (drawing.getBoundingClientRect().width || size[0]);
  const say = (text) => (said.textContent = text);
  const tell = (text) => (note.textContent = text);

  function nameOf(line) {
    const told = { number: shapes().indexOf(line) + 1, ...SHAPES[line.kind].told(line.points.map((point) => point.map(Math.round))) };
    return Object.entries(told).reduce((text, [name, value]) => text.replace(`{${name}}`, value), words[line.kind]);
  }

  function arm(kind) {
    armed = kind;
    for (const one of buttons) one.setAttribute("aria-pressed", String(one.dataset.placesShape === kind));
    drawing.classList.toggle("is-drawn-on", Boolean(kind));
  }

  /* What is typed is what is there; shapes whose line stays keep their drawing, and the focus. */
  function readTyped() {
    const before = new Map(lines.map((line) => [line.text, line]));
    lines = field.value.split("\n").filter((text) => text.trim()).map((text) => {
      const known = before.get(text);
      before.delete(text);
      return known ?? parsed(text);
    });
    draw();
  }

  function write() {
    for (const line of shapes()) line.text = written(line);
    field.value = lines.map((line) => line.text).join("\n");
    isWriting = true;
    for (const name of ["input", "change"]) field.dispatchEvent(new Event(name, { bubbles: true }));
    isWriting = false;
  }

  function put(line, points) {
    line.points = points;
    write();
    draw();
  }

  function add(kind, points) {
    if (lines.length >= MOST) {
      tell(words.full);
      return null;
    }
    const line = { kind, points };
    lines.push(line);
    put(line, points);
    return line;
  }

  function remove(line) {
    const place = shapes().indexOf(line);
    lines.splice(lines.indexOf(line), 1);
    write();
    draw();
    say(words.gone.replace("{number}", place + 1));
    (shapes()[Math.min(place, shapes().length - 1)]?.drawn ?? buttons[0]).focus();
  }

  function draw() {
    list.replaceChildren(...shapes().map(rowOf));
    if (!size) return;
    const there = new Set(shapes().map((line) => (line.drawn ??= made(line))));
    for (const old of [...drawing.querySelectorAll(".place")]) if (!there.has(old)) old.remove();
    for (const line of shapes()) drawShape(line);
  }

  function drawShape(line) {
    const shape = SHAPES[line.kind];
    const [body, handle, number] = line.drawn.children;
    const [x, y] = shape.middle(line.points);
    const at = shape.handle(line.points);
    const set = (one, values) => Object.entries(values).forEach(([name, value]) => one.setAttribute(name, value));
    set(body, shape.attributes(line.points));
    set(handle, at ? { cx: at[0], cy: at[1], r: FINGER * scale() } : { r: 0 });
    set(number, { x, y, "font-size": 16 * scale() });
    number.textContent = shapes().indexOf(line) + 1;
    line.drawn.setAttribute("aria-label", `${nameOf(line)}. ${words.keys}`);
    if (line.drawn.parentElement !== drawing) drawing.append(line.drawn);
  }

  function made(line) {
    const group = svg("g", { class: "place", tabindex: 0, role: "button" });
    group.append(svg(SHAPES[line.kind].tag, { class: "place__body" }), svg("circle", { class: "place__handle" }));
    group.append(svg("text", { class: "place__number", "text-anchor": "middle", "dominant-baseline": "central" }));
    group.addEventListener("keydown", (event) => keys(event, line));
    group.addEventListener("pointerdown", (event) => drag(event, line));
    return group;
  }

  function rowOf(line) {
    const row = document.createElement("li");
    const gone = document.createElement("button");
    Object.assign(gone, { type: "button", className: "button button-small button-secondary", textContent: words.remove });
    gone.setAttribute("aria-label", words.removeOne.replace("{number}", shapes().indexOf(line) + 1));
    gone.addEventListener("click", () => remove(line));
    row.append(nameOf(line), " ", gone);
    return row;
  }

  function keys(event, line) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const step = Math.max(1, Math.round(size[0] / 100));
    const arrow = ARROWS[event.key]?.map((way) => way * step);
    if (arrow) {
      put(line, SHAPES[line.kind][event.shiftKey ? "sized" : "moved"](line.points, arrow, size));
      say(nameOf(line));
    } else if (event.key === "Delete" || event.key === "Backspace") remove(line);
    else return;
    event.preventDefault();
  }

  function placeAt(event) {
    const box = drawing.getBoundingClientRect();
    return [
      between(0, ((event.clientX - box.left) * size[0]) / box.width, size[0]),
      between(0, ((event.clientY - box.top) * size[1]) / box.height, size[1]),
    ];
  }

  /* Follow a pointer until it is lifted; `turn` is given how far it went, in pixels of the picture. */
  function follow(event, held, turn, done = () => {}) {
    const from = placeAt(event);
    let hasMoved = false;
    held.setPointerCapture(event.pointerId);
    const move = (one) => {
      hasMoved ||= Math.hypot(one.clientX - event.clientX, one.clientY - event.clientY) >= DRAWN;
      if (hasMoved) turn(from, placeAt(one));
    };
    const end = () => {
      held.removeEventListener("pointermove", move);
      for (const name of ["pointerup", "pointercancel"]) held.removeEventListener(name, end);
      done();
    };
    held.addEventListener("pointermove", move);
    for (const name of ["pointerup", "pointercancel"]) held.addEventListener(name, end);
  }

  function drag(event, line) {
    if (event.button) return;
    event.stopPropagation();
    line.drawn.focus();
    const how = event.target.classList.contains("place__handle") ? "sized" : "moved";
    const before = line.points;
    follow(event, line.drawn, (from, to) => {
      put(line, SHAPES[line.kind][how](before, [to[0] - from[0], to[1] - from[1]], size));
    });
  }

  drawing.addEventListener("pointerdown", (event) => {
    if (event.button || !armed) return;
    const kind = armed;
    let line = null;
    follow(
      event,
      drawing,
      (from, to) => {
        line ??= add(kind, SHAPES[kind].drawn(from, to));
        if (line) put(line, SHAPES[kind].drawn(from, to));
      },
      () => {
        if (event.pointerType !== "mouse") arm("");
        line?.drawn.focus();
      },
    );
  });

  for (const button of buttons) {
    button.addEventListener("click", (event) => {
      const kind = button.dataset.placesShape;
      if (event.detail) return arm(armed === kind ? "" : kind);
      // By key: one in the middle, to be moved from there.
      const [w, h] = size.map((side) => Math.round(side / 4));
      const middle = kind === "circle" ? [size.map((side) => Math.round(side / 2)), [Math.min(w, h), 0]] : [[Math.round(1.5 * w), Math.round(1.5 * h)], [w, h]];
      add(kind, middle)?.drawn.focus();
    });
  }

  async function load() {
    const id = picture.value;
    size = null;
    frame.hidden = true;
    tell(id ? "" : words.first);
    if (!id) return;
    const answer = await fetch(words.picture.replace("/0/", `/${id}/`), { headers: { Accept: "application/json" } }).catch(() => null);
    if (picture.value !== id) return;
    if (!answer?.ok) return tell(words.lost);
    const found = await answer.json();
    size = [found.width, found.height];
    Object.assign(image, { src: found.src, width: found.width, height: found.height });
    drawing.setAttribute("viewBox", `0 0 ${found.width} ${found.height}`);
    drawing.querySelector("[data-places-grid]").setAttribute("d", gridOf(found));
    frame.hidden = false;
    draw();
  }

  function gridOf({ width, height, columns, rows }) {
    const across = [...Array(columns - 1).keys()].map((at) => `M${((at + 1) * width) / columns} 0V${height}`);
    const down = [...Array(rows - 1).keys()].map((at) => `M0 ${((at + 1) * height) / rows}H${width}`);
    return [...across, ...down].join("");
  }

  part.hidden = false;
  arm(armed);
  field.addEventListener("input", () => isWriting || readTyped());
  // The chooser writes the key of another picture without an event.
  new MutationObserver(load).observe(picture, { attributes: true, attributeFilter: ["value"] });
  new ResizeObserver(() => draw()).observe(frame);
  readTyped();
  load();
}

for (const part of document.querySelectorAll("[data-places]")) drawOn(part);
