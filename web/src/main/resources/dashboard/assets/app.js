// The dashboard's own script. Every page works without it; it counts clocks on, keeps live fragments from being pulled
// away under a reader's hands, says when the connection is lost, and knows a few keys.
(() => {
  'use strict';
  const $ = (selector, root = document) => root.querySelector(selector);
  const $$ = (selector, root = document) => [...root.querySelectorAll(selector)];
  const two = n => String(n).padStart(2, '0');

  // Clocks: the server sends a moment once, the words change here. They say the same as Words and When on the server.
  const duration = seconds => {
    const s = Math.max(0, Math.floor(seconds)), m = Math.floor(s / 60), h = Math.floor(m / 60);
    if (s < 60) return `${s} s`;
    if (m < 5 && s % 60) return `${m} min ${two(s % 60)} s`;
    if (m < 60) return `${m} min`;
    if (h < 48) return m % 60 ? `${h} h ${two(m % 60)} min` : `${h} h`;
    return `${Math.floor(h / 24)} days${h % 24 ? ` ${h % 24} h` : ''}`;
  };
  const clock = at => `${two(at.getHours())}:${two(at.getMinutes())}`;
  const day = new Intl.DateTimeFormat('en-GB', { weekday: 'short', day: 'numeric', month: 'short' });
  const date = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric' });
  const exact = new Intl.DateTimeFormat('en-GB', { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric',
    hour: '2-digit', minute: '2-digit', second: '2-digit', timeZoneName: 'short' });
  const daysAgo = (at, now) => {
    const midnight = d => new Date(d.getFullYear(), d.getMonth(), d.getDate());
    return Math.round((midnight(now) - midnight(at)) / 864e5);
  };
  const calendar = (at, now) => {
    const days = daysAgo(at, now);
    if (days === 0) return clock(at);
    if (days === 1) return `yesterday ${clock(at)}`;
    if (days === -1) return `tomorrow ${clock(at)}`;
    if (Math.abs(days) < 7) return `${day.format(at).replace(',', '')}, ${clock(at)}`;
    return at.getFullYear() === now.getFullYear() ? day.format(at).replace(',', '') : date.format(at);
  };
  const ago = (at, now) => {
    const past = (now - at) / 1000, s = Math.abs(past), m = Math.floor(s / 60), h = Math.floor(m / 60);
    const today = daysAgo(at, now) === 0;
    if (s < 10) return 'just now';
    if (m < 60 || (h < 12 && today)) {
      const amount = s < 60 ? `${Math.floor(s)} s` : m < 60 ? `${m} min` : `${h} h`;
      return past < 0 ? `in ${amount}` : `${amount} ago`;
    }
    return (today ? 'today ' : '') + calendar(at, now);
  };
  const tick = () => {
    const now = new Date();
    for (const time of $$('time[data-clock]:not([data-clock="clock"][data-zoned])')) {
      const at = new Date(time.dateTime);
      if (Number.isNaN(at.getTime())) continue;
      const words = { elapsed: () => duration((now - at) / 1000), ago: () => ago(at, now),
        calendar: () => calendar(at, now), clock: () => `${clock(at)}:${two(at.getSeconds())}` }[time.dataset.clock]?.();
      if (words && time.textContent !== words) time.textContent = words;
      if (!time.dataset.zoned && time.dataset.clock !== 'elapsed') {
        time.title = exact.format(at);
        time.dataset.zoned = 'yes';
      }
    }
  };
  const zone = $('[data-zone]');
  if (zone) zone.textContent = `Times are local: ${Intl.DateTimeFormat().resolvedOptions().timeZone}`;
  tick();
  setInterval(tick, 1000);

  // The live line: shown once the stream is open, and honest when it is lost.
  const live = $('.live');
  let lastChange = Date.now();
  let lost = false;
  const sayLost = () => {
    if (lost && live) $('.live-word', live).textContent = `Reconnecting… last change ${duration((Date.now() - lastChange) / 1000)} ago`;
  };
  setInterval(sayLost, 1000);
  document.addEventListener('htmx:sseMessage', () => { lastChange = Date.now(); });
  document.addEventListener('htmx:sseOpen', () => {
    lost = false;
    if (!live) return;
    live.hidden = false;
    live.dataset.liveState = 'live';
    $('.live-word', live).textContent = 'Live';
  });
  document.addEventListener('htmx:sseError', () => {
    lost = true;
    if (!live) return;
    live.hidden = false;
    live.dataset.liveState = 'reconnecting';
    sayLost();
  });

  // A fragment with the focus, an open fold or a selection waits until it is left.
  const waiting = new Map();
  const busy = element => {
    const selection = getSelection();
    return (element.contains(document.activeElement) && document.activeElement.matches('input, textarea, select, a, button'))
      || Boolean($('details[open]', element))
      || (selection && !selection.isCollapsed && selection.anchorNode && element.contains(selection.anchorNode));
  };
  // A row that comes anew stays selected as it was.
  const selected = new Set();
  document.addEventListener('change', event => {
    const box = event.target;
    if (box.matches('td.sel input')) selected[box.checked ? 'add' : 'delete'](box.value);
  });
  document.addEventListener('reset', () => selected.clear());
  const typing = () => $$('main textarea').some(field => field.value !== field.defaultValue);
  // What a reader would see of it: clocks count on by themselves, and folds are the reader's own.
  const seen = element => {
    const copy = element.cloneNode(true);
    copy.classList.remove('changed', 'htmx-added', 'htmx-settling', 'htmx-swapping');
    if (!copy.classList.length) copy.removeAttribute('class');
    for (const time of $$('time', copy)) {
      time.textContent = '';
      time.removeAttribute('title');
      delete time.dataset.zoned;
    }
    for (const fold of $$('details', copy)) fold.removeAttribute('open');
    return copy.outerHTML.replace(/\s+/g, ' ');
  };
  const same = (element, html) => {
    const template = document.createElement('template');
    template.innerHTML = html.trim();
    const fresh = template.content.firstElementChild;
    return Boolean(fresh) && seen(fresh) === seen(element);
  };
  const atEnd = () => innerHeight + scrollY >= document.documentElement.scrollHeight - 80;
  document.addEventListener('htmx:sseBeforeMessage', event => {
    const element = event.target;
    lastChange = Date.now();
    if (element.matches('[data-refresh]')) {
      event.preventDefault();
      if (typing()) return;
      location.reload();
      return;
    }
    if (same(element, event.detail.data)) {
      event.preventDefault();
    } else if (busy(element)) {
      event.preventDefault();
      waiting.set(element.dataset.live, event.detail.data);
    }
  });
  // Following the log: on by its button or by reading its end, off as soon as one scrolls up.
  const follower = $('[data-follow]');
  let following = false;
  const follow = on => {
    following = on;
    follower?.setAttribute('aria-pressed', String(on));
  };
  const toEnd = () => scrollTo({ top: document.documentElement.scrollHeight });
  follower?.addEventListener('click', () => { follow(!following); if (following) toEnd(); });
  let lastTop = scrollY;
  document.addEventListener('scroll', () => {
    if (follower) {
      if (scrollY < lastTop - 4) follow(false);
      else if (atEnd()) follow(true);
    }
    lastTop = scrollY;
  }, { passive: true });
  // A log that is followed for hours must not fill the page: the oldest lines go, but never under a reader's eyes.
  const LINES = 5000;
  let growing = false;
  const grown = () => {
    growing = false;
    tick();
    if (!following) return;
    const log = $('.log');
    while (log && log.children.length > LINES) {
      log.firstElementChild.remove();
      $('[data-trimmed]').hidden = false;
    }
    toEnd();
  };
  // A call at the log's end comes again with its answer: what a reader has unfolded of it stays so.
  let unfolded = [];
  document.addEventListener('htmx:beforeSwap', event => {
    if (event.target?.closest?.('[data-grows]')) unfolded = $$('li[id]:has(> details[open])', event.target).map(li => li.id);
  });
  document.addEventListener('htmx:afterSwap', event => {
    if (event.target?.closest?.('[data-grows]')) {
      for (const fold of unfolded.splice(0).map(id => $(`#${id} details`))) if (fold) fold.open = true;
      if (!growing) requestAnimationFrame(grown);
      growing = true;
      return;
    }
    tick();
    offerCopies();
    const name = event.target?.dataset?.live ?? '';
    const fresh = name && $(`[data-live="${CSS.escape(name)}"]`);
    if (fresh && name.startsWith('sprint:')) {
      fresh.classList.add('changed');
      const box = $('td.sel input', fresh);
      if (box) box.checked = selected.has(box.value);
    }
  });
  const release = () => {
    for (const [name, html] of waiting) {
      const element = $(`[data-live="${CSS.escape(name)}"]`);
      if (!element) waiting.delete(name);
      else if (!busy(element)) {
        waiting.delete(name);
        htmx.swap(element, html, { swapStyle: 'outerHTML' });
      }
    }
  };
  setInterval(release, 1000);

  // Confirm pages open as dialogs; their links still lead to the pages.
  document.addEventListener('click', event => {
    const opener = event.target.closest('[data-dialog]');
    if (opener && !event.ctrlKey && !event.metaKey) {
      const dialog = document.getElementById(opener.dataset.dialog);
      if (dialog?.showModal) {
        event.preventDefault();
        opener.closest('[popover]')?.hidePopover();
        dialog.showModal();
      }
    }
    const closer = event.target.closest('dialog [data-close]');
    if (closer) {
      event.preventDefault();
      closer.closest('dialog').close();
    }
    const copier = event.target.closest('[data-copy]');
    if (copier) {
      navigator.clipboard.writeText(document.getElementById(copier.dataset.copy).textContent)
        .then(() => { copier.lastChild.textContent = 'Copied'; copier.classList.add('copied'); });
    }
  });
  const offerCopies = () => { for (const copier of $$('[data-copy]')) copier.hidden = !navigator.clipboard; };
  offerCopies();
  for (const scripted of $$('[data-scripted]')) scripted.hidden = false;
  $('[data-focus]')?.focus();
  // A second press on a slow line must not start a second sprint.
  document.addEventListener('submit', event => {
    if (event.defaultPrevented || event.target.method !== 'post') return;
    if (event.target.dataset.sent) event.preventDefault();
    event.target.dataset.sent = 'yes';
    setTimeout(() => { delete event.target.dataset.sent; }, 4000);
  });

  // Keys of one letter; off in fields and with modifiers.
  const go = { h: '/dashboard/', s: '/dashboard/sprints', l: '/dashboard/loops', t: '/dashboard/studies', c: '/dashboard/clusters' };
  let afterG = 0;
  const step = by => {
    const rows = $$('main tbody th a, main .slots a');
    if (rows.length) rows[(rows.indexOf(document.activeElement) + by + rows.length) % rows.length].focus();
  };
  const tab = by => {
    const tabs = $$('main .tabs a');
    const at = tabs.findIndex(a => a.hasAttribute('aria-current'));
    if (at >= 0 && tabs[at + by]) tabs[at + by].click();
  };
  const keys = {
    '/': () => { const box = $('main input[type=search]:not([name=find])') ?? $('.bar input[type=search]'); box?.focus(); return box; },
    '?': () => $('#keys')?.showModal(),
    n: () => { const form = $('main > #new-sprint, main .stack > #new-sprint'); if (form) $('#idea')?.focus(); else ($('[aria-keyshortcuts="n"]') ?? { click: () => { location.href = '/dashboard/new'; } }).click(); },
    j: () => step(1), k: () => step(-1), '[': () => tab(-1), ']': () => tab(1),
    m: () => { const box = $('#msg'); if (box) box.focus(); else $('[aria-keyshortcuts="m"]')?.click(); },
    f: () => follower?.click(),
    g: () => { afterG = Date.now(); },
  };
  document.addEventListener('keydown', event => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest?.('input, textarea, select, dialog[open]')) return;
    if (!$('.bar')) return;
    if (Date.now() - afterG < 1200 && go[event.key]) {
      location.href = go[event.key];
    } else if (keys[event.key]) {
      event.preventDefault();
      keys[event.key]();
    }
  });
})();
