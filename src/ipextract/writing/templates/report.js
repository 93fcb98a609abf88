'use strict';
(() => {
  const one = (what, inside = document) => inside.querySelector(what);
  const all = (what, inside = document) => [...inside.querySelectorAll(what)];
  const on = (what, name, act) => what.addEventListener(name, act);
  const byId = (id) => document.getElementById(id);
  const named = (link) => byId(link.hash.slice(1));
  const data = JSON.parse(one('#data').textContent);
  const words = (i) => data.s[i];

  // Rows of numbers in digits of base 31: = to [, and ] to { for the last digit of each.
  function rows(text, row) {
    let at = 0;
    const next = () => {
      for (let n = 0, times = 1; ; times *= 31) {
        const digit = text.charCodeAt(at++) - 61;
        n += digit % 32 * times;
        if (digit > 31) return n;
      }
    };
    const list = (one) => Array.from({ length: next() }, one);
    const found = [];
    while (at < text.length) found.push(row(next, list));
    return found;
  }

  const signed = (n) => n % 2 ? -(n + 1) / 2 : n / 2;
  let box = [0, 0, 0];
  const relations = rows(data.r, (next) => [next(), next(), next()]);
  const read = rows(data.o, (next, list) => [data.w[next()], next(), list(() => [signed(next()), next()])]);
  const claims = rows(data.c, (next, list) => ({
    value: words(next()), place: signed(next()), checks: list(next), read: list(() => read[next()]),
    boxes: list(() => {
      const [page, left, top, wide, high] = [next(), next(), next(), next(), next()];
      box = [signed(page), signed(top), signed(high)].map((n, i) => box[i] + n);
      return [box[0], left, box[1], wide, box[2]];
    }),
  }));
  const place = (text) => text.split(':').map((word) => word.replace(/^([a-z]*)(\d+)$/, (_, name, n) => data.p[name || 'l'].replace('{}', n))).join(data.p.join);
  const marks = all('#text mark[id]');
  const order = new Map(marks.map((mark, i) => [mark.id, i]));
  const kinds = marks.map((mark) => Number(mark.className[1]));
  const sections = marks.map((mark) => mark.closest('section'));
  const cards = all('.finding');
  const cited = new Map();
  const about = one('#about');
  const back = one('#back');
  let open = null;
  let from = null;
  let current = marks[0];
  let lit = [];
  let letters = null;
  const said = window.Highlight && new Highlight();
  if (said) CSS.highlights.set('said', said);

  const make = (name, text, more = {}) => Object.assign(document.createElement(name), { textContent: text }, more);
  const quotes = (card) => all('a.q', card).map(named).filter(Boolean);

  cards.forEach((card) => quotes(card).forEach((mark) => cited.set(mark.id, [...(cited.get(mark.id) || []), card])));
  all('.finding .q').filter(named).forEach((link) => {
    const button = make('button', data.t.how, { type: 'button', className: 'how' });
    on(button, 'click', () => { reach(named(link)); tell(named(link), link.closest('.finding')); });
    link.closest('li').lastElementChild.append(' ', button);
  });

  // One number of the text is in the order of the Tab key; the arrow keys lead to the others.
  marks.forEach((mark, i) => {
    mark.tabIndex = i ? -1 : 0;
    mark.setAttribute('role', 'button');
    if (cited.has(mark.id)) mark.setAttribute('aria-description', one('h3', cited.get(mark.id)[0]).textContent);
  });

  // The address says where the reader is, so that the browser's way back leads to the finding.
  function note(what, card, replace) {
    try {
      history[replace ? 'replaceState' : 'pushState'](card ? card.id : '', '', `#${what.id}`);
    } catch { /* a page that was put into another has no address of its own */ }
  }

  function light(found, card) {
    lit.forEach((each) => each.classList.remove('on'));
    lit = [...found, ...(card ? [card] : [])];
    lit.forEach((each) => each.classList.add('on'));
    all('.box').forEach((box) => box.classList.toggle('on', found.includes(byId(box.dataset.id))));
  }

  function stop(mark) {
    current.tabIndex = -1;
    mark.tabIndex = 0;
    current = mark;
  }

  function reach(mark) {
    if (mark.closest('section[hidden]') || mark.classList.contains('off')) reset();
    if (order.has(mark.id)) stop(mark);
    else mark.tabIndex = -1;
    mark.focus({ preventScroll: true });
    mark.scrollIntoView({ block: 'center' });
  }

  function select(card, mark) {
    from = card;
    closed();
    light(quotes(card), card);
    if (mark) reach(mark);
  }

  function finding(card) {
    if (card.hidden) reset();
    select(card, null);
    one('a.go', card).focus({ preventScroll: true });
    card.scrollIntoView({ block: 'nearest' });
    const head = one('h3', card).getBoundingClientRect();
    if (head.top < 0 || head.bottom > innerHeight) card.scrollIntoView({ block: 'start' });
  }

  function closed() {
    about.hidden = true;
    if (said) said.clear();
    back.hidden = !from;
    const mark = open;
    open = null;
    return mark;
  }

  // The text without white space, in pieces: a node of the text, and how many letters stand before it.
  function pieces() {
    if (letters) return letters;
    let before = 0;
    letters = [];
    const walk = document.createTreeWalker(byId('text'), NodeFilter.SHOW_TEXT);
    while (walk.nextNode()) {
      const node = walk.currentNode;
      if (node.parentNode.closest('.pg, h2')) continue;
      letters.push([node, before]);
      before += node.data.replace(/\s/g, '').length;
    }
    return letters;
  }

  function stretch(at, length) {
    const range = new Range();
    const spot = (n) => {
      const [node, before] = pieces().findLast((piece) => piece[1] <= n);
      let i = 0;
      for (let left = n - before; left || /\s/.test(node.data[i]); i += 1) if (/\S/.test(node.data[i])) left -= 1;
      return [node, i];
    };
    range.setStart(...spot(at));
    const [node, i] = spot(at + length - 1);
    range.setEnd(node, i + 1);
    return range;
  }

  // Words of the text, as a link to where they stand; those that gave something of the number in hand are marked there.
  function link([at, length], start, mine) {
    if (!length) return make('span', `\u201c${words(at)}\u201d`, { lang: 'zh-CN' });
    const range = stretch(at < 0 ? start + at : at, length);
    if (said && mine) said.add(range);
    const found = make('a', `\u201c${`${range}`.replace(/\s+/g, ' ')}\u201d`, { href: '#text', lang: 'zh-CN' });
    on(found, 'click', (event) => {
      const inside = range.startContainer.parentNode;
      event.preventDefault();
      if (inside.closest('section[hidden]')) reset();
      inside.scrollIntoView({ behavior: 'instant' });
      scrollBy(0, range.getBoundingClientRect().top - innerHeight / 5);
    });
    return found;
  }

  // Where a mark begins in the text without white space.
  const start = (mark) => pieces().find(([node]) => mark.compareDocumentPosition(node) & Node.DOCUMENT_POSITION_FOLLOWING)[1];
  const text = (value, found, from) => words(value) || found.map(([at, length]) => stretch(at < 0 ? from + at : at, length)).join('');

  // Another number, with its indicator.
  function other(i) {
    const known = claims[i].read.find(([[label]]) => words(label) === data.t.indicator);
    const name = known ? ` ${text(known[1], known[2], start(marks[i]))}` : '';
    return make('a', marks[i].textContent + name, { href: `#${marks[i].id}`, lang: 'zh-CN' });
  }

  function tell(mark, card) {
    closed();
    const i = order.get(mark.id);
    const row = claims[i];
    const list = document.createElement('dl');
    const put = (label, what, why, found = [], from = 0, mine = true) => {
      const cell = make('dd', '');
      cell.append(what);
      if (why) {
        const reason = make('small', '');
        found.forEach((each) => reason.append(link(each, from, mine), ' '));
        reason.append(why);
        cell.append(reason);
      }
      list.append(make('dt', label), cell);
    };
    row.read.forEach(([[label, why, joined], value, found], n) => {
      const from = start(mark);
      put(words(label), joined === undefined ? text(value, found, from) : other(i + signed(value)), why, found, from);
      if (!n) put(data.t.value, /^([[(]|$)/.test(row.value) ? `${mark.textContent} ${row.value}` : row.value);
    });
    claims.forEach((each, k) => each.read.forEach(([[, why, joined], distance, found]) => {
      if (joined && k + signed(distance) === i) put(words(joined), other(k), why, found, start(marks[k]), false);
    }));
    put(data.t.place, place(row.place < 0 ? `p${row.boxes[0][0]}:l${-row.place}` : words(row.place)));
    const found = document.createElement(row.checks.length ? 'ul' : 'p');
    if (!row.checks.length) found.textContent = data.t.none;
    row.checks.forEach((n) => {
      const [name, verdict, formula] = relations[n];
      found.append(make('li', `${data.v[verdict]} · ${words(name)}${formula ? ': ' + words(formula) : ''}`));
    });
    const parts = [make('h2', mark.textContent, { lang: 'zh-CN' }), list, found];
    const page = row.boxes.length && one(`details#p${row.boxes[0][0]}`);
    if (page) {
      const link = make('button', data.t.page, { type: 'button' });
      on(link, 'click', () => look(page, mark));
      parts.push(link);
    }
    one('#facts').replaceChildren(...parts);
    light([mark]);
    from = card || null;
    back.hidden = true;
    about.hidden = false;
    about.scrollTop = 0;
    open = mark;
    note(mark, null, true);
    const covered = mark.getBoundingClientRect().bottom - about.getBoundingClientRect().top + 12;
    if (covered > 0 && mark.getBoundingClientRect().right > about.getBoundingClientRect().left) scrollBy(0, covered);
  }

  function press(mark) {
    if (open === mark) return one('#close').focus();
    const found = cited.get(mark.id) || [];
    const card = found.includes(from) ? from : found[0];
    if (!card) return tell(mark);
    note(card, card);
    return finding(card);
  }

  // Pages as pictures: the boxes are drawn when a page is opened.
  function boxes(page) {
    if (one('svg', page)) return;
    const space = 'http://www.w3.org/2000/svg';
    const drawing = document.createElementNS(space, 'svg');
    drawing.setAttribute('viewBox', `0 0 ${page.dataset.size}`);
    drawing.setAttribute('aria-hidden', 'true');
    marks.forEach((mark, i) => {
      claims[i].boxes.forEach(([number, ...sides]) => {
        if (`p${number}` !== page.id) return;
        const shape = document.createElementNS(space, 'rect');
        ['x', 'y', 'width', 'height'].forEach((name, n) => shape.setAttribute(name, sides[n]));
        shape.setAttribute('class', `box${cited.has(mark.id) ? ' f' : ''}${mark.classList.contains('on') ? ' on' : ''}`);
        shape.dataset.id = mark.id;
        drawing.append(shape);
      });
    });
    one('.sheet', page).append(drawing);
    on(drawing, 'click', (event) => {
      const mark = event.target.dataset.id && byId(event.target.dataset.id);
      if (mark) { reach(mark); press(mark); }
    });
  }

  function look(page, mark) {
    if (page.closest('section[hidden]')) reset();
    page.open = true;
    boxes(page);
    all('.box', page).forEach((box) => box.classList.toggle('on', box.dataset.id === mark.id || lit.some((each) => each.id === box.dataset.id)));
    one('summary', page).focus({ preventScroll: true });
    (one(`[data-id=${mark.id}]`, page) || page).scrollIntoView({ block: 'center' });
  }

  all('details.pg').forEach((page) => on(page, 'toggle', () => { if (page.open) boxes(page); }));

  // The ledger: each number that is no data leads to its place in the text.
  all('.group').forEach((group) => on(group, 'toggle', () => {
    if (one('a', group)) return;
    const reason = one('summary b', group).textContent;
    const found = all('#text i').filter((each) => each.title === reason);
    all('li', group).forEach((row) => {
      const quote = row.firstChild.data.trim();
      const same = found.filter((each) => each.textContent.trim().replace(/\s+/g, ' ') === quote);
      all('small', row).forEach((small, i) => {
        if (!same[i]) return;
        const link = make('a', small.textContent, { href: '#text' });
        on(link, 'click', (event) => {
          event.preventDefault();
          closed();
          light([same[i]]);
          reach(same[i]);
        });
        small.replaceChildren(link);
      });
    });
  }));

  // Filters
  const chosen = (name) => new Set(all(`input[name=${name}]`).filter((box) => box.checked).map((box) => box.value));
  const part = one('#part');
  const state = one('#state');

  function filter() {
    const wanted = chosen('kind');
    const severities = chosen('severity');
    let numbers = 0;
    all('section.part').forEach((each) => { each.hidden = part.value !== '' && each.dataset.part !== part.value; });
    marks.forEach((mark, i) => {
      const off = !wanted.has(String(kinds[i])) || (state.value === 'u' ? !mark.classList.contains('u') : state.value && !cited.has(mark.id));
      mark.classList.toggle('off', Boolean(off));
      if (!off && !sections[i].hidden) numbers += 1;
    });
    cards.forEach((card) => {
      const fits = card.dataset.kinds.split(' ').some((each) => wanted.has(each));
      const inside = part.value === '' || card.dataset.parts.split(' ').includes(part.value);
      card.hidden = !(severities.has(card.dataset.severity) && fits && inside);
    });
    const left = cards.filter((card) => !card.hidden).length;
    one('#none').hidden = !cards.length || left > 0;
    one('#shown').textContent = [left, cards.length, numbers, marks.length].reduce((text, n, i) => text.replace(`{${i}}`, n), data.t.shown);
  }

  function reset() {
    all('input[type=checkbox]').forEach((box) => { box.checked = true; });
    part.value = state.value = '';
    filter();
  }

  all('input[type=checkbox], select').forEach((each) => on(each, 'change', filter));
  all('.reset').forEach((each) => on(each, 'click', reset));

  on(document, 'click', (event) => {
    const link = event.target.closest('a');
    const card = link && link.closest('.finding');
    const mark = event.target.closest('#text mark[id]');
    if (mark) {
      stop(mark);
      press(mark);
    } else if (card && link.matches('.go, .q') && order.has(named(link).id)) {
      event.preventDefault();
      note(card, card, true);
      note(named(link), card);
      select(card, named(link));
    } else if (card && link.matches('.place')) {
      event.preventDefault();
      select(card, null);
      look(named(link), named(one('.q, .go', link.closest('li, .finding'))));
    } else if (link && link.matches('.un')) {
      event.preventDefault();
      reset();
      part.value = link.dataset.part || '';
      state.value = 'u';
      filter();
      const first = marks.find((each, i) => !each.classList.contains('off') && !sections[i].hidden);
      if (first) reach(first);
    }
  });

  on(document, 'keydown', (event) => {
    const mark = event.target.closest && event.target.closest('#text mark[id]');
    if (event.key === 'Escape') {
      const known = closed();
      if (known) known.focus();
      else if (from) finding(from);
    } else if (mark && (event.key === 'Enter' || event.key === ' ')) {
      event.preventDefault();
      press(mark);
    } else if (mark && (event.key === 'ArrowRight' || event.key === 'ArrowLeft')) {
      event.preventDefault();
      const step = event.key === 'ArrowRight' ? 1 : -1;
      let i = order.get(mark.id) + step;
      while (marks[i] && (marks[i].classList.contains('off') || sections[i].hidden)) i += step;
      if (marks[i]) reach(marks[i]);
    }
  });

  on(back, 'click', () => { if (from) finding(from); });
  on(one('#close'), 'click', () => { const mark = closed(); if (mark) mark.focus(); });

  on(one('#theme'), 'click', () => {
    const root = document.documentElement;
    const dark = root.dataset.theme ? root.dataset.theme === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches;
    root.dataset.theme = dark ? 'light' : 'dark';
  });

  if (matchMedia('(max-width: 60rem)').matches) one('#tools').open = false;
  on(window, 'beforeprint', () => all('details:not(.pg)').forEach((each) => { if (!each.open) { each.open = true; each.dataset.closed = ''; } }));
  on(window, 'afterprint', () => all('details[data-closed]').forEach((each) => { each.open = false; delete each.dataset.closed; }));

  function arrive(card) {
    const aim = location.hash && named(location);
    if (!aim) return;
    const known = card && byId(card);
    if (order.has(aim.id) && known) select(known, aim);
    else if (order.has(aim.id)) { closed(); light([aim]); reach(aim); } else if (aim.matches('.finding')) finding(aim);
  }

  // The browser takes the focus off what it scrolls to, after this event.
  on(window, 'popstate', (event) => setTimeout(() => arrive(event.state)));
  filter();
  arrive(history.state);
})();
