// Shows the last picture of the fleet. Each picture tells everything, so nothing is kept here but that one.

const WINDOW = 90_000;
const ICONS = { STARTING: 'dawn', SLUMBERER: 'moon', WORKER: 'sun', STOPPING: 'dusk', STUCK: 'stuck', PAUSED: 'pause', ENDED: 'cross' };
const DOES = {
  STARTING: 'Its process starts.',
  SLUMBERER: 'Serves requests, makes no reports, and waits to take over.',
  WORKER: 'Serves requests and makes the reports, as nobody else does.',
  STOPPING: 'Its work drains; then the role is handed over.',
  STUCK: 'Its work will not end, so nobody else is let in.',
  PAUSED: 'Stands still. It stops believing by its own clock, without being told.',
};
const CONSUL = { LOOKING: 'Looking for Consul', STARTING: 'Starting Consul', RUNNING: 'Consul', AWAY: 'Consul is away', FAILED: 'No Consul' };
const PILLS = { SIGKILL: 'kill', SIGSTOP: 'stop', Yield: 'calm', SIGTERM: 'calm' };

const byId = (id) => document.getElementById(id);
const put = (element, text) => { if (element.textContent !== String(text)) element.textContent = text; };
const make = (tag, className, text) => {
  const element = document.createElement(tag);
  if (className) element.className = className;
  if (text !== undefined) element.textContent = text;
  return element;
};

let picture = null;
let ahead = 0;
const now = () => Date.now() + ahead;

const known = (handOver) => handOver.begunAt !== null;
const millis = (handOver) => handOver.grantedAt - handOver.begunAt;
const took = (millis) => millis < 1000 ? `${Math.round(millis)} ms` : `${(millis / 1000).toFixed(2)} s`;
const clock = (at) => new Date(at).toLocaleTimeString('en-GB');
const fineClock = (at) => `${clock(at)}.${String(at % 1000).padStart(3, '0')}`;
const ago = (at) => {
  const seconds = Math.max(0, Math.floor((now() - at) / 1000));
  const two = (value) => String(value).padStart(2, '0');
  return seconds < 3600 ? `${Math.floor(seconds / 60)}:${two(seconds % 60)}`
    : `${Math.floor(seconds / 3600)}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
};

async function press(path) {
  await fetch(path, { method: 'POST', headers: { 'X-Sample-Button': 'pressed' } });
}

// --- Consul ---------------------------------------------------------------------------------------------------------

byId('consul-stop').addEventListener('click', () => press('/consul/stop'));
byId('consul-start').addEventListener('click', () => press('/consul/start'));

function showConsul(consul) {
  const failed = consul.state === 'FAILED';
  byId('no-consul').hidden = !failed;
  put(byId('no-consul'), failed ? consul.note : '');
  byId('consul-dot').className = `dot ${consul.state.toLowerCase()}`;
  put(byId('consul-state'), consul.state === 'RUNNING' ? `Consul ${consul.version}` : CONSUL[consul.state]);
  put(byId('consul-detail'), [consul.address.replace(/^https?:\/\//, ''), failed ? '' : consul.note].filter(Boolean).join(' · '));
  byId('consul-stop').hidden = !(consul.ours && consul.state === 'RUNNING');
  byId('consul-start').hidden = !(consul.state === 'FAILED' || (consul.ours && consul.state === 'AWAY'));
}

// --- who is worker --------------------------------------------------------------------------------------------------

function showHero() {
  const worker = picture.instances.find((instance) => instance.state === 'WORKER');
  byId('hero').classList.toggle('awake', Boolean(worker));
  byId('hero-icon').setAttribute('href', worker ? '#sun' : '#moon');
  put(byId('hero-line'), worker ? `${worker.name} is the worker` : 'Nobody is the worker');
  put(byId('hero-detail'), worker ? `It holds the role ${picture.role} in term ${worker.term}, with fencing token ${worker.token}.` : whyNobody());
  const last = picture.handOvers.find(known);
  byId('hero-figure').hidden = !last;
  if (last) {
    put(byId('last-took'), took(millis(last)));
    put(byId('last-kind'), `last hand-over, ${last.kind}`);
  }
}

function whyNobody() {
  if (picture.consul.state !== 'RUNNING') return 'Without Consul nobody may believe to be it. All go on as slumberers.';
  if (picture.instances.every((instance) => instance.state === 'ENDED')) return 'All instances have ended. Start one again.';
  if (picture.instances.every((instance) => ['STARTING', 'ENDED'].includes(instance.state))) return 'The instances are starting.';
  return 'One will be soon: the lock stays closed until the old worker has surely stopped believing.';
}

// --- cards ----------------------------------------------------------------------------------------------------------

const cards = new Map();

function cardOf(name) {
  if (!cards.has(name)) {
    const card = byId('card').content.firstElementChild.cloneNode(true);
    card.dataset.instance = name;
    card.querySelector('h2').textContent = name;
    card.querySelectorAll('button').forEach((button) => {
      button.setAttribute('aria-label', `${button.textContent}: ${name}`);
      button.addEventListener('click', () => press(`/instances/${name}/${button.dataset.deed}`));
    });
    byId('cards').append(card);
    cards.set(name, card);
  }
  return cards.get(name);
}

function showCard(instance) {
  const card = cardOf(instance.name);
  const word = instance.state.toLowerCase();
  card.className = `card ${word}`;
  card.querySelector('use').setAttribute('href', `#${ICONS[instance.state]}`);
  put(card.querySelector('.word'), word);
  put(card.querySelector('.pid'), instance.pid || '–');
  put(card.querySelector('.since'), instance.since ? `${clock(instance.since)} (${ago(instance.since)})` : '–');
  put(card.querySelector('.term'), instance.term || '–');
  put(card.querySelector('.token'), instance.token || '–');
  put(card.querySelector('.note'), instance.note || DOES[instance.state]);
  card.querySelectorAll('button').forEach((button) => {
    button.disabled = !instance.deeds.includes(button.dataset.deed.toUpperCase());
  });
}

// --- time line ------------------------------------------------------------------------------------------------------

const SVG = 'http://www.w3.org/2000/svg';
const shape = (tag, attributes, text) => {
  const element = document.createElementNS(SVG, tag);
  Object.entries(attributes).forEach(([name, value]) => element.setAttribute(name, value));
  if (text !== undefined) element.textContent = text;
  return element;
};

function showTimeline() {
  const box = byId('timeline');
  const width = box.clientWidth;
  const left = width < 500 ? 74 : 92;
  const lane = 34;
  const height = picture.instances.length * lane + 22;
  const to = now();
  const x = (at) => left + Math.max(0, (at - to + WINDOW) / WINDOW) * (width - left - 4);
  const y = (name) => picture.instances.findIndex((instance) => instance.name === name) * lane;
  const svg = shape('svg', { viewBox: `0 0 ${width} ${height}`, height, 'aria-hidden': 'true' });

  picture.instances.forEach((instance) => {
    svg.append(shape('text', { x: 0, y: y(instance.name) + 20, class: 'lane-name' }, instance.name));
    svg.append(shape('rect', { x: left, y: y(instance.name) + 4, width: width - left - 4, height: lane - 10, rx: 6, class: 'lane' }));
  });
  for (let back = 0; back <= WINDOW; back += width < 500 ? 30_000 : 15_000) {
    const at = x(to - back);
    svg.append(shape('line', { x1: at, x2: at, y1: 0, y2: height - 18, class: 'grid' }));
    svg.append(shape('text', { x: at, y: height - 4, 'text-anchor': back === 0 ? 'end' : back === WINDOW ? 'start' : 'middle' },
      back === 0 ? 'now' : `${back / 1000} s ago`));
  }
  const next = new Map(picture.handOvers.map((handOver) => [handOver.token, handOver]));
  picture.terms.forEach((term, i) => {
    const end = visibleEnd(term, next.get(picture.terms[i + 1]?.token), to);
    if (end > to - WINDOW && y(term.instance) >= 0) {
      svg.append(shape('rect', { x: x(term.grantedAt), y: y(term.instance) + 4, width: Math.max(2, x(end) - x(term.grantedAt)), height: lane - 10, rx: 5, class: 'term' }));
    }
  });
  picture.reports.filter((made) => made.at > to - WINDOW && y(made.instance) >= 0).forEach((made) =>
    svg.append(shape('circle', { cx: x(made.at), cy: y(made.instance) + lane / 2 - 1, r: 3, class: 'made' })));
  picture.handOvers.filter((handOver) => known(handOver) && handOver.grantedAt > to - WINDOW).forEach((handOver) => {
    const from = x(handOver.begunAt);
    const until = x(handOver.grantedAt);
    svg.append(shape('rect', { x: from, y: 0, width: Math.max(1, until - from), height: height - 20, class: 'gap' }));
    if (handOver.begunAt > to - WINDOW) {
      svg.append(shape('line', { x1: from, x2: from, y1: 0, y2: height - 20, class: 'begun' }));
    }
    if (until - from > 44) {
      svg.append(shape('text', { x: (from + until) / 2, y: y(handOver.from) + 20, 'text-anchor': 'middle', class: 'took' }, took(millis(handOver))));
    }
  });
  box.replaceChildren(svg);
}

// A paused worker cannot say that its term has ended: what is drawn ends when it was paused.
function visibleEnd(term, handOver, to) {
  const known = Math.min(term.endedAt ?? to, handOver?.begunAt ?? to);
  const holder = picture.instances.find((instance) => instance.name === term.instance);
  const paused = !handOver && term.endedAt === null && holder?.state === 'PAUSED';
  return paused ? Math.min(known, holder.since) : known;
}

// --- tables and lists -----------------------------------------------------------------------------------------------

let shown = '';

function showHandOvers() {
  byId('no-hand-overs').hidden = picture.handOvers.length > 0;
  byId('hand-overs').replaceChildren(...picture.handOvers.slice(0, 30).map((handOver) => {
    const row = make('tr');
    const kind = make('td');
    kind.append(make('span', `pill ${PILLS[handOver.kind] ?? ''}`, handOver.kind));
    row.append(make('td', 'when wide', clock(handOver.grantedAt)), make('td', '', handOver.from), make('td', '', handOver.to), kind,
      make('td', 'number took', known(handOver) ? took(millis(handOver)) : '–'), make('td', 'number wide', handOver.token));
    return row;
  }));
}

function showReport() {
  const report = picture.latest;
  byId('report').hidden = !report;
  byId('no-report').hidden = Boolean(report);
  if (!report) return;
  put(byId('report-number'), `№ ${report.number}`);
  put(byId('report-by'), report.instance);
  put(byId('report-token'), report.token);
  put(byId('report-requests'), report.requests.toLocaleString('en'));
  put(byId('report-failures'), report.failures.toLocaleString('en'));
  const most = Math.max(1, ...Object.values(report.requestsByInstance));
  byId('report-bars').replaceChildren(...Object.entries(report.requestsByInstance).map(([name, count]) => {
    const share = make('div', 'share');
    const track = make('div', 'track');
    const fill = make('div', 'fill');
    fill.style.width = `${100 * count / most}%`;
    track.append(fill);
    share.append(make('span', '', name), track, make('span', 'count', count.toLocaleString('en')));
    return share;
  }));
}

function showNotes() {
  byId('notes').replaceChildren(...picture.notes.map((note) => {
    const item = make('li');
    item.append(make('time', '', fineClock(note.at)), make('span', 'who', note.subject), make('span', 'what', note.text));
    return item;
  }));
}

function showCommands() {
  const worker = picture.instances.find((instance) => instance.state === 'WORKER');
  const commands = [
    ['End the worker', worker ? `kill -9 ${worker.pid}` : 'kill -9 …'],
    ['Delete its lock behind its back', `curl -X DELETE ${picture.consul.address}/v1/kv/leader/${picture.role}/roles/${picture.role}/lock`],
    ['See what was written', `ls ${picture.folder}`],
  ];
  byId('commands').replaceChildren(...commands.flatMap(([what, command]) => [make('dt', '', what), make('dd', '', command)]));
}

// --- all of it ------------------------------------------------------------------------------------------------------

function show() {
  showConsul(picture.consul);
  showHero();
  picture.instances.forEach(showCard);
  const lists = JSON.stringify([picture.handOvers, picture.latest, picture.notes, picture.instances.map((instance) => [instance.state, instance.pid])]);
  if (lists !== shown) {
    shown = lists;
    showHandOvers();
    showReport();
    showNotes();
    showCommands();
  }
}

function tick() {
  if (!picture || document.body.classList.contains('stale')) return;
  picture.instances.forEach(showCard);
  put(byId('report-age'), picture.latest ? `${took(Math.max(0, Math.round((now() - picture.latest.madeAt) / 100) * 100))} ago` : '');
  showTimeline();
}

const events = new EventSource('/events');
events.onmessage = (event) => {
  picture = JSON.parse(event.data);
  ahead = picture.at - Date.now();
  document.body.classList.remove('stale');
  byId('gone').hidden = true;
  show();
};
events.onerror = () => {
  document.body.classList.add('stale');
  byId('gone').hidden = false;
};
setInterval(tick, 200);
