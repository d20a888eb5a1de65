'use strict';

const APP = 'UBOT';
const NAMES = {C1: '# research', C2: '# another', [APP]: 'ResearchLoop'};
const EMOJI = {arrow_forward: '▶️', white_check_mark: '✅', x: '❌', black_square_for_stop: '⏹️', zzz: '💤',
  raised_hand: '✋', moneybag: '💰', warning: '⚠️', wave: '👋', eyes: '👀',
  hourglass_flowing_sand: '⏳'};

const at = id => document.getElementById(id);
let channel = 'C1';
let thread = null;
let seen = '';

function element(tag, attributes, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== undefined) made.setAttribute(name, value);
  }
  made.append(...children);
  return made;
}

const unescaped = text => text.replace(/&lt;/g, '<').replace(/&gt;/g, '>').replace(/&amp;/g, '&');
const emoji = text => text.replace(/:([a-z_]+):/g, (whole, name) => EMOJI[name] ?? whole);
const person = () => at('user').value;
const direct = () => 'D' + person().slice(1);
const name = id => NAMES[id] ?? (id.startsWith('D') ? 'ResearchLoop (direct)' : id);

/** Slack's mrkdwn, as far as the app uses it. */
function mrkdwn(text) {
  const parts = [];
  const pattern = /<@(\w+)>|<([^|>\s]+)(?:\|([^>]*))?>|`([^`\n]+)`|\*([^*\n]+)\*|(?<![\w])_([^_\n]+)_(?![\w])/g;
  let from = 0;
  for (const match of text.matchAll(pattern)) {
    parts.push(emoji(unescaped(text.slice(from, match.index))));
    from = match.index + match[0].length;
    const [, user, link, label, code, bold, slanted] = match;
    if (user) parts.push(element('span', {class: 'mention'}, '@' + name(user)));
    else if (link) parts.push(anchor(link, label ?? link));
    else if (code) parts.push(element('code', {}, unescaped(code)));
    else if (bold) parts.push(element('strong', {}, ...mrkdwn(bold)));
    else parts.push(element('em', {}, ...mrkdwn(slanted)));
  }
  parts.push(emoji(unescaped(text.slice(from))));
  return parts;
}

function anchor(link, label) {
  return /^https?:/.test(link)
    ? element('a', {href: unescaped(link), rel: 'noreferrer', target: '_blank'}, emoji(unescaped(label)))
    : unescaped(label);
}

const words = text => text.type === 'plain_text' ? [text.text] : mrkdwn(text.text);

function block(one, message) {
  switch (one.type) {
    case 'actions':
      return element('div', {class: 'buttons'}, ...one.elements.map(button => action(button, message)));
    case 'context':
      return element('small', {}, ...one.elements.flatMap(words));
    case 'divider':
      return element('hr', {});
    default:
      return element('p', {}, ...words(one.text));
  }
}

function action(button, message) {
  if (button.url) return element('a', {href: button.url, target: '_blank', rel: 'noreferrer'}, button.text.text);
  const shown = element('button', {type: 'button', class: button.style, 'data-action': button.action_id}, button.text.text);
  let sure = !button.confirm;
  shown.addEventListener('click', () => {
    if (sure) return post('/page/press', {user: person(), message: message.ts, action: button.action_id});
    sure = true;
    shown.textContent = button.confirm.title.text + ' ' + button.confirm.confirm.text;
    return undefined;
  });
  return shown;
}

function shownMessage(message) {
  const shown = element('article', {class: 'message', 'data-user': message.user},
    element('span', {class: 'who'}, name(message.user)));
  if (message.blocks) shown.append(...message.blocks.map(one => block(one, message)));
  else if (message.text) shown.append(element('p', {}, ...mrkdwn(message.text)));
  if (message.file) {
    shown.append(element('p', {}, element('a', {href: '/page/files/' + message.file, download: message.name},
      `${message.title} (${message.name}, ${Math.ceil(message.length / 1024)} KB)`)));
  }
  for (const reaction of message.reactions ?? []) {
    shown.append(element('span', {class: 'reaction'}, EMOJI[reaction] ?? reaction));
  }
  return shown;
}

function shownThread(all) {
  const [first, ...replies] = all;
  const reply = element('button', {type: 'button', class: 'quiet'}, 'Reply in thread');
  reply.addEventListener('click', () => speakIn(first.root));
  return element('section', {class: 'thread', 'data-thread': first.root}, shownMessage(first),
    element('div', {class: 'replies'}, ...replies.map(shownMessage)), reply);
}

function speakIn(root) {
  thread = root;
  const place = at('place');
  place.replaceChildren(root === null ? 'To ' + name(channel) : 'In the thread ');
  if (root !== null) {
    const leave = element('button', {type: 'button', class: 'quiet'}, 'leave the thread');
    leave.addEventListener('click', () => speakIn(null));
    place.append(leave);
  }
  at('text').placeholder = channel.startsWith('D') ? 'help' : '@ResearchLoop help';
  at('text').focus({preventScroll: true});
}

function show(state) {
  const mine = state.channels.filter(one => !one.startsWith('D') || one === direct());
  if (!mine.includes(channel)) channel = mine[0];
  at('title').textContent = name(channel);
  at('channels').replaceChildren(...mine.map(one => {
    const open = element('button', {type: 'button', 'aria-current': one === channel ? 'true' : undefined}, name(one));
    open.addEventListener('click', () => go(one));
    return element('li', {}, open);
  }));
  at('trouble').hidden = state.trouble === '';
  at('trouble').textContent = state.trouble;
  const threads = new Map();
  [...state.messages, ...state.files]
    .filter(message => message.channel === channel)
    .sort((one, other) => one.ts < other.ts ? -1 : 1)
    .forEach(message => threads.set(message.root, [...(threads.get(message.root) ?? []), message]));
  const messages = at('messages');
  const atEnd = messages.scrollHeight - messages.scrollTop - messages.clientHeight < 60;
  messages.replaceChildren(...[...threads.values()].map(shownThread));
  if (atEnd) messages.scrollTop = messages.scrollHeight;
}

function go(to) {
  channel = to;
  seen = '';
  speakIn(null);
  return look();
}

async function look() {
  try {
    const text = await (await fetch('/page/state')).text();
    if (text !== seen) show(JSON.parse(text));
    seen = text;
  } catch {
    at('trouble').hidden = false;
    at('trouble').textContent = 'Mock Slack has ended.';
  }
}

async function post(path, body) {
  const answer = await fetch(path,
    {method: 'POST', headers: {'Content-Type': 'application/json'}, body: JSON.stringify(body)});
  if (!answer.ok) {
    at('trouble').hidden = false;
    at('trouble').textContent = await answer.text();
  }
  return answer.ok;
}

async function send() {
  const text = at('text').value;
  if (text.trim() !== '' && await post('/page/say', {user: person(), channel, thread, text})) at('text').value = '';
  await look();
}

at('composer').addEventListener('submit', event => {
  event.preventDefault();
  send();
});
at('text').addEventListener('keydown', event => {
  if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) {
    event.preventDefault();
    send();
  }
});
at('user').addEventListener('change', () => go(channel.startsWith('D') ? direct() : channel));
speakIn(null);
setInterval(look, 700);
look();
