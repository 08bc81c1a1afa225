// Messages can be put away; and when a request in the background fails, the page says so in its own words
// (the texts stand in the page, on #messages: data-offline and data-failed).
export function startMessages(root) {
  for (const button of root.querySelectorAll(".message .close")) {
    button.addEventListener("click", () => button.closest(".message").remove());
  }
}

function show(text) {
  const place = document.getElementById("messages");
  const template = document.getElementById("message-bad");
  if (!place || !template || !text) return;
  const message = template.content.cloneNode(true);
  message.querySelector("[data-text]").textContent = text;
  place.replaceChildren(message);
  startMessages(place);
}

document.addEventListener("htmx:sendError", () => show(document.getElementById("messages")?.dataset.offline));
document.addEventListener("htmx:responseError", () => show(document.getElementById("messages")?.dataset.failed));
// a menu closes when one goes on elsewhere, and with Escape
document.addEventListener("click", (event) => {
  for (const menu of document.querySelectorAll("details.menu[open]")) if (!menu.contains(event.target)) menu.open = false;
});
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const menu of document.querySelectorAll("details.menu[open]")) {
    menu.open = false;
    menu.querySelector("summary").focus();
  }
});
