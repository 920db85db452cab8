// The review desk: saved comments go into the words, points make the suggested mark.
const form = document.getElementById("review");

if (form) {
  const words = form.querySelector("textarea[name=feedback]");
  form.addEventListener("click", (event) => {
    const button = event.target.closest("[data-insert]");
    if (!button) return;
    words.value = [words.value.trim(), button.dataset.insert].filter(Boolean).join(" ");
    words.focus();
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
}
