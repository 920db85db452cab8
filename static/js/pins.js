/* Marks on the photos of the review desk. A click or tap on a photo sets one, the mouse draws a
   circle, a mark is dragged; by keys: M sets one in the middle, arrows move it, + and − change
   its size, Enter goes to its words and back, Delete removes it. What is set stands in the
   fields of the form (pin_<id>_at, pin_<id>_text), which are kept like all that is typed. On a
   phone the first tap makes the photo large, the next ones mark it. */

const SIZES = [0, 0.06, 0.12, 0.2];
const MOST = 20;
const STEP = 0.01;
const DRAWN = 8; // pixels of a drag that is no click
const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

export function mark(form) {
  const part = form.querySelector("[data-pins]");
  if (!part) return;
  const list = part.querySelector(".pin-rows");
  const blank = part.querySelector("template[data-pin-row]");
  const frames = [...document.querySelectorAll("[data-photo]")];
  const desk = document.querySelector(".desk");
  const phone = matchMedia("(max-width: 63.99rem)");
  let current = frames[0];

  const limited = (value) => Math.min(1, Math.max(0, value));
  const atOf = (row) => row.querySelector("[data-pin-at]");
  const wordsOf = (row) => row.querySelector("[data-pin-text]");
  const rows = () => [...list.children].filter((row) => !row.hidden);
  const say = (text) => (part.querySelector("[data-pin-said]").textContent = text);

  function placeOf(row) {
    const [file, x, y, r] = atOf(row).value.split(" ");
    return { frame: frames.find((one) => one.dataset.photo === file), x: Number(x), y: Number(y), r: Number(r) };
  }

  function put(row, { frame, x, y, r }) {
    const numbers = [limited(x), limited(y), Math.min(0.5, r)].map((one) => String(Number(one.toFixed(4))));
    atOf(row).value = [frame.dataset.photo, ...numbers].join(" ");
    atOf(row).dispatchEvent(new Event("input", { bubbles: true }));
    draw();
  }

  /* Buttons over the photos in place of the drawing that the server made. */
  function draw() {
    rows().forEach((row, index) => {
      const number = index + 1;
      const { frame, x, y, r } = placeOf(row);
      row.querySelector("[data-pin-number]").textContent = number;
      if (!frame) return;
      const name = part.dataset.wordsMark.replace("{number}", number).replace("{photo}", frame.dataset.number);
      const pin = (row.pin ??= made(row));
      if (pin.parentElement !== frame) frame.append(row.ring, pin);
      pin.textContent = number;
      pin.setAttribute("aria-label", `${name}. ${part.dataset.wordsKeys}`);
      wordsOf(row).setAttribute("aria-label", name);
      const box = frame.getBoundingClientRect();
      const side = box.height ? box.width / box.height : 1;
      Object.assign(pin.style, { left: `${100 * x}%`, top: `${100 * Math.max(0, y - r * side)}%` });
      Object.assign(row.ring.style, { left: `${100 * x}%`, top: `${100 * y}%`, width: `${200 * r}%`, height: `${200 * r * side}%` });
      row.ring.hidden = !r;
    });
  }

  function made(row) {
    const pin = document.createElement("button");
    pin.type = "button";
    pin.className = "pin";
    row.ring = document.createElement("span");
    row.ring.className = "pin-ring";
    pin.addEventListener("click", (event) => {
      event.stopPropagation();
      write(row);
    });
    pin.addEventListener("keydown", (event) => keys(event, row));
    pin.addEventListener("focus", () => makeCurrent(pin.parentElement));
    drag(pin, row);
    return pin;
  }

  function write(row) {
    makeCurrent(placeOf(row).frame);
    wordsOf(row).focus();
  }

  function keys(event, row) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const place = placeOf(row);
    const arrow = ARROWS[event.key];
    const size = { "+": 1, "=": 1, "-": -1, "−": -1 }[event.key];
    if (arrow) {
      const far = event.shiftKey ? 5 * STEP : STEP;
      put(row, { ...place, x: place.x + arrow[0] * far, y: place.y + arrow[1] * far });
    } else if (size) resize(row, size);
    else if (event.key === "Delete" || event.key === "Backspace") remove(row);
    else return;
    event.preventDefault();
  }

  function resize(row, by) {
    const place = placeOf(row);
    const larger = SIZES.findIndex((size) => size > place.r + 0.001);
    const at = by > 0 ? larger : SIZES.findLastIndex?.((size) => size < place.r - 0.001) ?? 0;
    put(row, { ...place, r: SIZES[at] ?? (by > 0 ? SIZES.at(-1) : 0) });
  }

  function remove(row) {
    const { frame } = placeOf(row);
    for (const field of [atOf(row), wordsOf(row)]) field.value = "";
    row.hidden = true;
    row.pin?.remove();
    row.ring?.remove();
    atOf(row).dispatchEvent(new Event("input", { bubbles: true }));
    say(part.dataset.wordsGone);
    draw();
    frame?.closest("figure").querySelector("[data-pin-centre]").focus();
  }

  function add(frame, x, y, r = 0) {
    if (rows().length >= MOST) return say(part.dataset.wordsFull);
    const row = blank.content.firstElementChild.cloneNode(true);
    const id = Date.now().toString(16);
    row.dataset.pin = id;
    atOf(row).name = `pin_${id}_at`;
    wordsOf(row).name = `pin_${id}_text`;
    wordsOf(row).value = "";
    ready(row);
    // Numbers go through the photos in their order.
    const place = frames.indexOf(frame);
    list.insertBefore(row, rows().find((one) => frames.indexOf(placeOf(one).frame) > place) ?? null);
    put(row, { frame, x, y, r });
    return row;
  }

  function ready(row) {
    for (const one of row.querySelectorAll("[data-without-script]")) one.remove();
    for (const one of row.querySelectorAll("[data-with-script]")) one.hidden = false;
  }

  function makeCurrent(frame) {
    if (!frame) return;
    current = frame;
    for (const one of frames) {
      const is = one === frame;
      one.closest("li").classList.toggle("is-current-photo", is);
      const button = one.closest("figure").querySelector("[data-pin-centre]");
      if (is) button.dataset.key = button.dataset.currentKey;
      else delete button.dataset.key;
    }
  }

  /* On a phone: one photo large, its marks under it. */
  function enlarge(frame) {
    makeCurrent(frame);
    desk.classList.add("is-marking");
    part.querySelector("[data-marking-done]").hidden = false;
    draw();
    frame.scrollIntoView({ block: "start" });
  }

  function placeAt(frame, event) {
    const box = frame.getBoundingClientRect();
    return [(event.clientX - box.left) / box.width, (event.clientY - box.top) / box.height];
  }

  function drag(pin, row) {
    let from = null;
    pin.addEventListener("pointerdown", (event) => {
      if (event.button) return;
      from = { x: event.clientX, y: event.clientY, place: placeOf(row), moved: false };
      pin.setPointerCapture(event.pointerId);
    });
    pin.addEventListener("pointermove", (event) => {
      if (!from) return;
      const [right, down] = [event.clientX - from.x, event.clientY - from.y];
      if (!from.moved && Math.hypot(right, down) < DRAWN) return;
      from.moved = true;
      const box = pin.parentElement.getBoundingClientRect();
      put(row, { ...from.place, x: from.place.x + right / box.width, y: from.place.y + down / box.height });
    });
    for (const end of ["pointerup", "pointercancel"]) pin.addEventListener(end, () => (from = null));
  }

  for (const frame of frames) {
    let drawn = null; // a circle that the mouse is drawing: { x, y, row }
    let hasDrawn = false;
    frame.addEventListener("pointerdown", (event) => {
      hasDrawn = false;
      if (event.pointerType === "touch" || event.button || event.target.closest(".pin")) return;
      if (phone.matches && !desk.classList.contains("is-marking")) return;
      drawn = { x: event.clientX, y: event.clientY, row: null };
    });
    frame.addEventListener("pointermove", (event) => {
      if (!drawn) return;
      const far = Math.hypot(event.clientX - drawn.x, event.clientY - drawn.y);
      if (far < DRAWN) return;
      const r = far / frame.getBoundingClientRect().width;
      drawn.row ??= add(frame, ...placeAt(frame, { clientX: drawn.x, clientY: drawn.y }), r);
      if (drawn.row) put(drawn.row, { ...placeOf(drawn.row), r });
      hasDrawn = true;
    });
    document.addEventListener("pointerup", () => {
      if (drawn?.row) write(drawn.row);
      drawn = null;
    });
    frame.addEventListener("click", (event) => {
      if (event.target.closest(".pin") || hasDrawn) return;
      if (phone.matches && !desk.classList.contains("is-marking")) return enlarge(frame);
      const row = add(frame, ...placeAt(frame, event));
      if (row) write(row);
    });
    const centre = frame.closest("figure").querySelector("[data-pin-centre]");
    centre.hidden = false;
    centre.addEventListener("click", (event) => {
      const row = add(frame, 0.5, 0.5);
      // By key one moves it first, by hand one writes.
      if (row && event.detail) write(row);
      else row?.pin.focus();
    });
    frame.querySelector("svg")?.remove();
    frame.querySelector("img").addEventListener("load", draw);
  }

  part.addEventListener("click", (event) => {
    const row = event.target.closest("[data-pin]");
    const size = event.target.closest("[data-pin-size]");
    if (size) resize(row, Number(size.dataset.pinSize));
    if (event.target.closest("[data-pin-gone]")) remove(row);
    if (event.target.closest("[data-marking-done]")) {
      desk.classList.remove("is-marking");
      event.target.closest("[data-marking-done]").hidden = true;
      draw();
    }
  });
  part.addEventListener("keydown", (event) => {
    const row = event.target.matches("[data-pin-text]") && event.target.closest("[data-pin]");
    if (!row || event.isComposing || event.ctrlKey || event.metaKey) return;
    if (event.key !== "Enter" && event.key !== "Escape") return;
    // Back to the mark: no field has the focus, keys are shortcuts again.
    event.preventDefault();
    event.stopPropagation();
    row.pin?.focus({ preventScroll: true });
  });
  part.addEventListener("focusin", (event) => {
    const row = event.target.closest("[data-pin]");
    if (!row) return;
    makeCurrent(placeOf(row).frame);
    // The tools of one mark at a time.
    for (const one of list.children) one.classList.toggle("is-current-pin", one === row);
  });
  const following = part.querySelector("[data-next-photo]");
  if (following) {
    following.hidden = false;
    following.addEventListener("click", () => {
      const next = frames[(frames.indexOf(current) + 1) % frames.length];
      makeCurrent(next);
      if (desk.classList.contains("is-marking")) enlarge(next);
      else next.scrollIntoView({ block: "nearest" });
      say(next.querySelector("img").alt);
    });
  }
  for (const one of part.querySelectorAll(":scope > [data-without-script]")) one.remove();
  for (const one of part.querySelectorAll("[data-with-script]")) one.hidden = false;
  [...list.children].forEach(ready);
  new ResizeObserver(draw).observe(frames[0] ?? part);
  makeCurrent(frames[0]);
  draw();
}
