/* Which fields of a form hold something else than what the page came with: what counts is what they
   hold, not who put it there and when. On a slow line people are quicker than the script. */

const NOT_TYPED = new Set(["hidden", "submit", "button", "fieldset", "output"]);

function isChanged(field) {
  if (!field.name || NOT_TYPED.has(field.type)) return false;
  if (field.type === "checkbox" || field.type === "radio") {
    return field.checked !== field.defaultChecked;
  }
  if (field.type === "file") return field.files.length > 0;
  if (!field.options) return field.value !== field.defaultValue;
  const options = [...field.options];
  const chosen = options.filter((option) => option.defaultSelected);
  // Where none is chosen by the page, a list that takes one shows its first.
  if (!chosen.length && !field.multiple) return field.selectedIndex > 0;
  return options.some((option) => option.selected !== option.defaultSelected);
}

export const changedFields = (form) => [...form.elements].filter(isChanged);
