/* How far from the hall somebody checks in: asked of the phone only once the person ticks that it
   may be said, and sent with the form alone. Checking in never waits for it. */

for (const place of document.querySelectorAll("[data-where]")) {
  const tick = place.querySelector("[data-where-tick]");
  const field = (name) => place.querySelector(`[name=${name}]`);
  const say = (state) => {
    for (const line of place.querySelectorAll("[data-where-state]")) {
      line.hidden = line.dataset.whereState !== state;
    }
  };
  const tell = ({ latitude, longitude, accuracy }) => {
    field("latitude").value = latitude;
    field("longitude").value = longitude;
    field("accuracy").value = accuracy;
  };
  const forget = () => tell({ latitude: "", longitude: "", accuracy: "" });

  place.hidden = !navigator.geolocation;
  tick.addEventListener("change", () => {
    forget();
    say(tick.checked ? "asking" : "");
    if (!tick.checked) return;
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        if (!tick.checked) return;
        tell(coords);
        say("known");
      },
      () => {
        tick.checked = false;
        say("unknown");
      },
      { enableHighAccuracy: true, timeout: 15_000, maximumAge: 60_000 },
    );
  });
}
