// What others ask, and what another device changes in the same order, appears without a reload: by server-sent events, for as long as
// the page is looked at. Each event says how far the page is then; who comes back gets what was missed.
import { form, lineBy, texts } from "./lines.js";
import { close, isWaiting, needSignIn, refreshTotal } from "./saving.js";
import { order, warn } from "./total.js";

const address = `${location.pathname}/live`;
let { mark } = form.dataset;
let source = null;
let ended = false;

function take({ all, mine = {} }) {
  for (const [id, [asked, flex, version, note, by]] of Object.entries(mine)) own(lineBy(id), { asked, flex, version, note, by });
  for (const [id, [asked, flex, price, deposit, withdrawn]] of Object.entries(all)) {
    const line = lineBy(id);
    if (!line) continue;
    const { asked: wanted } = line.saved;
    const [cents, products] = [line.worth(wanted), line.counts(wanted)];
    const words = [line.takePrice(price, deposit), line.takeGone(withdrawn === 1)].filter(Boolean).join(" ");
    order.cents += line.worth(wanted) - cents;
    order.products += line.counts(wanted) - products;
    if (words) line.inform(words);
    line.takeAll(asked, flex);
  }
  refreshTotal();
}

// By another device of the household, or a buyer. What is being typed or sent here stays: the server tells of a clash then.
function own(line, now) {
  if (!line || now.version <= line.saved.version || isWaiting(line) || line.isChanged || line.refused) return;
  const was = line.saved.asked;
  order.cents += line.worth(now.asked) - line.worth(was);
  order.products += line.counts(now.asked) - line.counts(was);
  line.take(now, false);
  line.item.classList.remove("fresh");
  void line.item.offsetWidth; // the animation begins anew
  line.item.classList.add("fresh");
}

function stop() {
  source?.close();
  source = null;
}

function finish() {
  ended = true;
  stop();
  close();
}

function open() {
  if (source || ended || document.hidden) return;
  source = new EventSource(`${address}?since=${mark}`);
  const hear = (kind, act) => source.addEventListener(kind, (event) => {
    mark = event.lastEventId || mark;
    act(event);
  });
  hear("change", (event) => take(JSON.parse(event.data)));
  hear("fill", () => warn(texts.fillNow, { label: texts.reload }));
  hear("dates", () => warn(texts.datesNow, { label: texts.reload }));
  hear("closed", finish);
  hear("enough", stop); // many pages are open: this one asks again when it is looked at
  hear("out", () => { stop(); needSignIn(); });
  source.addEventListener("error", () => { if (source?.readyState === EventSource.CLOSED) why(); });
}

// A browser does not come back after an answer that is no stream: what was it?
async function why() {
  stop();
  const asking = new AbortController();
  const response = await fetch(`${address}?since=${mark}`, { headers: { Accept: "application/json" }, signal: asking.signal }).catch(() => null);
  asking.abort();
  if (response?.status === 204) finish();
  else if (response?.status === 401) needSignIn();
  else setTimeout(open, 15000);
}

export function startLive() {
  document.addEventListener("visibilitychange", () => (document.hidden ? stop() : open()));
  addEventListener("pagehide", stop);
  addEventListener("pageshow", open);
  open();
}
