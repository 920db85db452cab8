/* The rubric at the review desk: what is given so far makes the suggested mark, and a number
   chooses a level of the criterion in which one stands. */

export function suggestMark(form) {
  const mark = form.querySelector("input[name=mark]");
  const typed = [...form.querySelectorAll("input[name^=points_]")];
  const levels = [...form.querySelectorAll("[data-levels]")];
  const suggest = () => {
    const given = [
      ...typed.map((input) => [input.value, input.max]),
      ...levels.map((group) => [group.querySelector(":checked")?.dataset.points ?? "", group.dataset.most]),
    ];
    if (!given.length || given.some(([points]) => points === "")) return;
    // More than there is to give makes no mark: the field itself says so when it is sent.
    if (given.some(([points, most]) => Number(points) > Number(most))) {
      mark.placeholder = "–";
      return;
    }
    const sum = (place) => given.reduce((all, one) => all + Number(one[place]), 0);
    mark.placeholder = String(Math.round((1000 * sum(0)) / sum(1)) / 10).replace(".", ",");
  };
  form.addEventListener("input", suggest);
  suggest();
}

export function levelsByNumber(form) {
  form.addEventListener("keydown", (event) => {
    const group = event.target.closest("[data-levels]");
    if (!group || event.ctrlKey || event.metaKey || event.altKey || !/^[1-5]$/.test(event.key)) return;
    const level = group.querySelectorAll("input")[Number(event.key) - 1];
    if (!level) return;
    event.preventDefault();
    level.focus();
    if (!level.checked) level.click();
  });
}
