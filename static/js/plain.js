// A text as it is compared when a name is looked for in a list on the page.
// Letters and figures alone count, without their marks: “Nur-Aini” is “Nur'aini”.
export const plain = (text) => text.normalize("NFKD").toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");
