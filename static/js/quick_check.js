/* A self-test shows one answer at a time, and says the verdict to those who hear the page. */
for (const check of document.querySelectorAll("[data-quick-check]")) {
  const options = [...check.querySelectorAll("details")];
  const spoken = document.createElement("p");
  spoken.className = "visually-hidden";
  spoken.setAttribute("role", "status");
  check.append(spoken);
  for (const option of options) {
    option.addEventListener("toggle", () => {
      if (!option.open) return;
      for (const other of options) other.open = other === option;
      spoken.textContent = option.querySelector(".quick-check__answer").textContent.trim();
    });
  }
}
