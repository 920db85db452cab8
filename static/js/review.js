/* The review desk: saved comments go into the words, points make the suggested mark, and what
   is typed is kept on the server while one types. Every button keeps it too, without this. */
const form = document.getElementById("review");

if (form) {
  const words = form.querySelector("textarea[name=feedback]");
  form.addEventListener("click", (event) => {
    const button = event.target.closest("[data-insert]");
    if (!button) return;
    words.value = [words.value.trim(), button.dataset.insert].filter(Boolean).join(" ");
    words.focus();
    words.dispatchEvent(new Event("input", { bubbles: true }));
  });

  const mark = form.querySelector("input[name=mark]");
  const points = [...form.querySelectorAll("input[name^=points_]")];
  const suggest = () => {
    if (!points.length || points.some((input) => input.value === "")) return;
    const most = points.reduce((sum, input) => sum + Number(input.max), 0);
    const given = points.reduce((sum, input) => sum + Number(input.value), 0);
    mark.placeholder = String(Math.round((1000 * given) / most) / 10).replace(".", ",");
  };
  points.forEach((input) => input.addEventListener("input", suggest));
  suggest();
  keepDraft(form);
  goOnByEnter(form);
}

/* Enter leads to the next field and decides nothing; with Ctrl it accepts. */
function goOnByEnter(form) {
  form.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.isComposing) return;
    if (event.ctrlKey || event.metaKey) {
      event.preventDefault();
      if (!event.repeat) document.querySelector('[form="review"][value="accepted"]').click();
      return;
    }
    if (!event.target.matches("input")) return;
    event.preventDefault();
    const fields = [...form.querySelectorAll("input:not([type=hidden]), textarea")];
    fields[fields.indexOf(event.target) + 1]?.focus();
  });
}

function keepDraft(form) {
  const PAUSE = 400;
  const AGAIN = 10_000;
  const edit = form.elements.edit;
  let timer = 0;
  let isWaiting = false; // something is typed that no request carries yet
  let underWay = 0; // requests that nobody has answered yet
  let hasEnded = false; // the sign-in
  let isSent = false; // a button sends everything itself
  const say = (text) => {
    form.querySelector("[data-draft-state]").textContent = text;
  };
  const later = (pause) => {
    clearTimeout(timer);
    timer = setTimeout(keep, pause);
  };

  form.addEventListener("input", () => {
    edit.value = Number(edit.value) + 1;
    isWaiting = true;
    later(PAUSE);
  });
  form.addEventListener("submit", () => {
    isSent = true;
    clearTimeout(timer);
  });
  window.addEventListener("online", () => isWaiting && later(0));
  window.addEventListener("pageshow", (event) => {
    if (event.persisted) isSent = false;
  });
  // Closed, or another page: the last words go along, and while they are on their way it asks.
  const last = () => isWaiting && !isSent && keep();
  window.addEventListener("beforeunload", (event) => {
    last();
    if (!isSent && (isWaiting || underWay)) event.preventDefault();
  });
  window.addEventListener("pagehide", last);
  document.addEventListener("visibilitychange", () => document.hidden && last());

  async function keep() {
    // One at a time while the page stays, so that words arrive in the order of typing.
    if (isSent || (underWay && !document.hidden)) return;
    let hasFailed = false;
    isWaiting = false;
    underWay += 1;
    try {
      const body = new URLSearchParams(new FormData(form));
      const headers = { "X-Part": "draft" };
      await taken(await fetch(location.href, { method: "POST", body, headers, keepalive: true }));
    } catch {
      isWaiting = hasFailed = true;
      say(form.dataset.draftFailed);
    }
    underWay -= 1;
    if (isWaiting && !hasEnded) later(hasFailed ? AGAIN : PAUSE);
  }

  async function taken(answer) {
    if (answer.redirected || answer.status === 401 || answer.status === 403) {
      // No script can sign in again; the button's own request keeps everything meanwhile.
      isWaiting = hasEnded = true;
      return say(form.dataset.draftEnded);
    }
    hasEnded = false;
    if (!answer.ok && answer.status !== 409) throw new Error(String(answer.status));
    const part = document.createElement("template");
    part.innerHTML = await answer.text();
    if (answer.ok) form.querySelector("#draft").replaceWith(part.content);
    // Of a clash only the sentence: what this page showed stays as it is until both are read.
    else say(part.content.querySelector("[data-draft-state]").textContent.trim());
  }
}
