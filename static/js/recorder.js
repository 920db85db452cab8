/* A voice note at the review desk: recorded here, sent at once into the draft, heard as the
   server has it. Without a microphone, or this, a recording is chosen as a file. */
import { isOut, renewed } from "./answers.js";

const MOST_SECONDS = 120;
const BITS = 32_000;
const KINDS = ["audio/webm;codecs=opus", "audio/mp4"];

const form = document.getElementById("review");
if (form?.querySelector("[data-recorder]")) takeVoice(form);

function takeVoice(form) {
  let recorder = null; // while it records
  let isAsking = false; // whether the microphone may be used
  let isDenied = false;
  let unsent = null; // a recording that the server has not taken
  let hasEnded = false; // the sign-in
  let isUnderWay = false;
  let button = null; // pressed while a recording was on its way
  let timer = 0;

  const box = () => form.querySelector("[data-recorder]");
  const part = (name) => box().querySelector(`[data-${name}]`);
  const say = (words = "") => {
    part("told").textContent = words && box().dataset[words];
  };

  function show() {
    const canRecord = Boolean(navigator.mediaDevices?.getUserMedia && window.MediaRecorder);
    const isWaiting = Boolean(unsent) && !isUnderWay;
    part("record").hidden = !canRecord || Boolean(recorder || unsent);
    part("stop").hidden = part("time").hidden = !recorder;
    part("again").hidden = part("discard").hidden = !isWaiting;
    part("chosen").hidden = (canRecord && !isDenied) || Boolean(recorder || unsent);
    part("without-script").hidden = true;
    if (part("silent")) part("silent").hidden = Boolean(recorder || unsent);
  }

  async function record() {
    if (recorder || unsent || isAsking) return;
    isAsking = true;
    let stream = null;
    try {
      stream = await navigator.mediaDevices.getUserMedia({ audio: true });
    } catch {
      isDenied = true;
    }
    isAsking = false;
    if (stream) listen(stream);
    else say("wordsDenied");
    show();
  }

  function listen(stream) {
    for (const playing of document.querySelectorAll("audio")) playing.pause();
    const mimeType = KINDS.find((kind) => MediaRecorder.isTypeSupported(kind));
    const heard = [];
    const since = Date.now();
    recorder = new MediaRecorder(stream, { mimeType, audioBitsPerSecond: BITS });
    recorder.addEventListener("dataavailable", (event) => heard.push(event.data));
    recorder.addEventListener("stop", () => {
      clearInterval(timer);
      for (const track of stream.getTracks()) track.stop();
      recorder = null;
      send(new Blob(heard, { type: mimeType }));
    });
    const tick = () => {
      const seconds = Math.floor((Date.now() - since) / 1000);
      part("time").textContent = `${clock(seconds)} / ${clock(MOST_SECONDS)}`;
      if (seconds >= MOST_SECONDS) stop();
    };
    tick();
    timer = setInterval(tick, 250);
    recorder.start(1000);
    say("wordsRecording");
    show();
    part("stop").focus();
  }

  function stop() {
    if (recorder?.state === "recording") recorder.stop();
  }

  async function send(sound) {
    unsent = sound;
    isUnderWay = true;
    show();
    say("wordsSending");
    const words = await sent(sound).catch(() => "wordsFailed");
    isUnderWay = false;
    show();
    say(words);
    const pressed = button;
    button = null;
    if (words !== "wordsKept") return;
    if (pressed?.isConnected) form.requestSubmit(pressed);
    else part("record").focus();
  }

  /* Send it, show what the server has now, and return the words for what became of it. */
  async function sent(sound) {
    if (hasEnded && !(await renewed())) return "wordsEnded";
    const body = new FormData();
    for (const name of ["csrfmiddlewaretoken", "client_id", "voice"]) {
      body.set(name, form.elements[name].value);
    }
    body.set("sound", sound, sound.name || "suara");
    const headers = { "X-Part": "voice" };
    const answer = await fetch(location.href, { method: "POST", body, headers });
    hasEnded = isOut(answer);
    if (hasEnded) return "wordsEnded";
    const shown = document.createElement("template");
    shown.innerHTML = await answer.text();
    const isOurs = shown.content.querySelector("[data-recorder]");
    if (!isOurs) throw new Error(String(answer.status));
    box().replaceWith(shown.content);
    // What was refused and recorded here is nowhere else; a file that was chosen is. Of two
    // pages the slower one, and one that came while the academy was busy, may be sent again.
    if (answer.ok || (answer.status === 422 && sound instanceof File)) unsent = null;
    return answer.ok ? "wordsKept" : "";
  }

  /* After the end of the sign-in a button keeps all that is here, on the server: the recording
     goes along as a file. */
  function takeAlong() {
    const files = new DataTransfer();
    files.items.add(new File([unsent], unsent.name || "suara", { type: unsent.type }));
    form.elements.sound.files = files.files;
    unsent = null;
  }

  form.addEventListener("click", (event) => {
    const pressed = event.target.closest("button");
    if (pressed?.matches("[data-record]")) record();
    if (pressed?.matches("[data-stop]")) stop();
    if (pressed?.matches("[data-again]")) send(unsent);
    if (pressed?.matches("[data-discard]")) {
      unsent = null;
      say();
      show();
    }
  });
  form.addEventListener("change", (event) => {
    if (event.target.name !== "sound" || !event.target.files.length) return;
    send(event.target.files[0]);
    event.target.value = "";
  });
  window.addEventListener("online", () => unsent && !isUnderWay && send(unsent));
  window.addEventListener("beforeunload", (event) => (recorder || unsent) && event.preventDefault());
  /* No button leads on while something that was said has not arrived. */
  document.addEventListener(
    "submit",
    (event) => {
      if (event.target !== form || !(recorder || unsent)) return;
      if (hasEnded && unsent && !isUnderWay && event.submitter?.value === "draft") {
        takeAlong();
        return;
      }
      event.preventDefault();
      event.stopImmediatePropagation();
      if (recorder) {
        say("wordsStill");
        part("stop").focus();
      } else if (isUnderWay) button = event.submitter;
      else part("again").focus();
    },
    true,
  );
  show();
}

function clock(seconds) {
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}
