// Put into the page before anything of its own: it measures what a person sees, by the page's own clock (performance.now, and the time
// stamps of events, which count from the start of the navigation).

// After the frame that shows what the running script has changed: a frame's callbacks run before it is painted, the message after it.
const painted = () => new Promise((done) => requestAnimationFrame(() => {
  const channel = new MessageChannel();
  channel.port1.onmessage = () => done(performance.now());
  channel.port2.postMessage(0);
}));

// The first row whose + can be hit: in view, and nothing lies over it.
function reachable() {
  for (const plus of document.querySelectorAll("#order .plus")) {
    const box = plus.getBoundingClientRect();
    if (box.width === 0 || box.bottom < 0) continue;
    if (box.top > innerHeight) return null;
    if (document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2) === plus) return plus;
  }
  return null;
}

// In each frame from the first on a finger would come down on it, if there is one, until an amount has changed.
window.usable = new Promise((done) => {
  const look = async () => {
    const plus = reachable();
    const field = plus?.parentElement.querySelector(".amount");
    const before = field?.value;
    plus?.click();
    if (field && field.value !== before) done(await painted());
    else requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
});

// From the moment of the tap (or the key) to the frame that shows what came of it.
window.taps = [];
addEventListener("click", (event) => {
  const plus = event.isTrusted && event.target.closest?.(".plus");
  if (!plus) return;
  const field = plus.parentElement.querySelector(".amount");
  const before = field.value;
  painted().then((at) => window.taps.push({ took: at - event.timeStamp, changed: field.value !== before }));
}, true);
let pressed = 0;
window.keys = [];
addEventListener("keydown", (event) => { pressed = event.timeStamp; }, true);
addEventListener("input", (event) => {
  if (event.target.id === "q") painted().then((at) => window.keys.push({ took: at - pressed, shown: document.querySelectorAll("#order .item:not([hidden])").length }));
}, true);
