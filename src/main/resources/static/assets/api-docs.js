// Draws the document that is chosen; the address keeps which one, so that it can be linked to.
"use strict";

const choice = document.getElementById("document");

function show(capability) {
  SwaggerUIBundle({
    url: "docs/" + capability + ".yaml",
    dom_id: "#api",
    docExpansion: "list",
    defaultModelsExpandDepth: 0,
    displayRequestDuration: true,
    validatorUrl: null
  });
}

function chosen() {
  const named = window.location.hash.slice(1);
  return Array.from(choice.options).some(option => option.value === named) ? named : choice.value;
}

choice.addEventListener("change", () => { window.location.hash = choice.value; });
window.addEventListener("hashchange", () => {
  choice.value = chosen();
  show(choice.value);
});
choice.value = chosen();
show(choice.value);
