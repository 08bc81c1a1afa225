// The board by mouse: a person is dragged onto a shift. It does what the form does without script: marks the person, presses the shift's button.
const form = document.querySelector("form[data-board]");

function send(who, to) {
  const radio = form.querySelector(`input[name="Who"][value="${CSS.escape(who)}"]`);
  if (radio) radio.checked = true;
  const button = form.querySelector(`button[name="to"][value="${CSS.escape(to)}"]`);
  if (button) return form.requestSubmit(button);
  // a full shift has no button: the answer says who is in it
  const field = Object.assign(document.createElement("input"), { type: "hidden", name: "to", value: to });
  form.append(field);
  form.requestSubmit();
}

function mayGo(zone, who) {
  return zone && who && !who.endsWith("-" + zone.dataset.to);
}

function start() {
  let who = null;
  for (const person of form.querySelectorAll("li[data-who]")) {
    person.draggable = true;
    person.addEventListener("dragstart", (event) => {
      who = person.dataset.who;
      event.dataTransfer.setData("text/plain", who);
      event.dataTransfer.effectAllowed = "move";
      person.classList.add("dragged");
    });
    person.addEventListener("dragend", () => {
      who = null;
      person.classList.remove("dragged");
      for (const zone of form.querySelectorAll(".over")) zone.classList.remove("over");
    });
  }
  for (const zone of form.querySelectorAll("[data-to]")) {
    zone.addEventListener("dragover", (event) => {
      if (!mayGo(zone, who)) return;
      event.preventDefault();
      zone.classList.add("over");
    });
    zone.addEventListener("dragleave", (event) => {
      if (!zone.contains(event.relatedTarget)) zone.classList.remove("over");
    });
    zone.addEventListener("drop", (event) => {
      event.preventDefault();
      if (mayGo(zone, who)) send(who, zone.dataset.to);
    });
  }
}

if (form) start();
